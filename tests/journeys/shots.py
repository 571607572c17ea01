#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every screen as a PNG, in both languages, light and dark, wide and narrow, and with large text: shots.py FOLDER SAMPLE OTHER"""
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
    variants = [*itertools.product(LANGUAGES, SCHEMES, SIZES, ("1",)), *itertools.product(LANGUAGES, ("light",), SIZES[:1], ("2",))]
    for language, scheme, size, text in variants:
        name = "-".join((language, scheme, size.split("x")[0], *(["large"] if text != "1" else [])))
        (folder / name).mkdir(parents=True)
        command = [SESSION, "--media", "--size", size, "--language", language, "--scheme", scheme, "--text", text, "--"]
        if subprocess.run([*command, HERE / "screens.py", folder / name, sample, other], check=False).returncode:
            failed.append(name)
        print(f"{name}: {len(list((folder / name).glob('*.png')))} pictures", flush=True)
    if failed:
        sys.exit(f"not every screen could be shown: {', '.join(failed)}")


if __name__ == "__main__":
    main()
