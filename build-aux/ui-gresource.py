#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the resource manifest of one area's templates: ui-gresource.py OUTPUT NAME…"""
import sys

output, *names = sys.argv[1:]
with open(output, "w", encoding="utf-8") as manifest:
    manifest.write('<gresources><gresource prefix="/org/demains/Demains/ui">\n')
    for name in names:
        manifest.write(f'<file preprocess="xml-stripblanks">{name}.ui</file>\n')
    manifest.write("</gresource></gresources>\n")
