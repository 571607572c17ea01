#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every screen as a PNG, in both languages, light and dark, wide and narrow: shots.py FOLDER SAMPLE OTHER"""
import itertools
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SESSION = HERE.parent / "support/session.py"
LANGUAGES = ("fr", "en")
SCHEMES = ("light", "dark")
SIZES = ("1024x768", "360x740")


def main():
    folder, sample, other = (Path(path).resolve() for path in sys.argv[1:])
    shutil.rmtree(folder, ignore_errors=True)
    failed = []
    for language, scheme, size in itertools.product(LANGUAGES, SCHEMES, SIZES):
        name = f"{language}-{scheme}-{size.split('x')[0]}"
        (folder / name).mkdir(parents=True)
        command = [SESSION, "--media", "--size", size, "--language", language, "--scheme", scheme, "--"]
        if subprocess.run([*command, HERE / "screens.py", folder / name, sample, other], check=False).returncode:
            failed.append(name)
        print(f"{name}: {len(list((folder / name).glob('*.png')))} pictures", flush=True)
    if failed:
        sys.exit(f"not every screen could be shown: {', '.join(failed)}")


if __name__ == "__main__":
    main()
