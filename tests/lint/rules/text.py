# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Text files are plain: UTF-8, Unix line ends, no trailing space, no marks of an unfinished merge."""
import re

BINARY = ("*.png", "*.mkv", "*.mp4", "*.webm", "*.demains", "*.gpg")
LICENCES = ("LICENSE", "COPYING", "LICENSES/*")


def check(tree):
    problems = []
    skipped = set(tree.matching(*BINARY, *LICENCES))
    for name in tree.files:
        if name not in skipped:
            problems += [f"{name}: {problem}" for problem in check_bytes(tree.path(name).read_bytes())]
    return problems


def check_bytes(data):
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return ["is not UTF-8"]
    found = []
    if "\r" in text:
        found.append("has Windows line ends")
    if text and not text.endswith("\n"):
        found.append("does not end its last line")
    if re.search(r"[ \t]+$", text, re.MULTILINE):
        found.append("has trailing spaces")
    if re.search(r"^(<{7}|>{7}) ", text, re.MULTILINE):
        found.append("has marks of an unfinished merge")
    return found


GOOD = {"src/a.c": "int a;\n", "po/fr.po": 'msgstr "Métier"\n'}
BAD = {
    "Windows line ends": ({"src/a.c": "int a;\r\n"}, "Windows line ends"),
    "an open last line": ({"src/a.c": "int a;"}, "does not end its last line"),
    "trailing spaces": ({"src/a.c": "int a; \n"}, "trailing spaces"),
    "an unfinished merge": ({"src/a.c": "<" * 7 + " HEAD\n"}, "unfinished merge"),
}
