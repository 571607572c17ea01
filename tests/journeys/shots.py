#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every screen as a PNG, in both languages, light and dark, wide and narrow, and with large text: shots.py FOLDER SAMPLE OTHER"""
import itertools
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
SESSION = HERE.parent / "support/session.py"
LANGUAGES = ("fr", "en")
SCHEMES = ("light", "dark")
SIZES = ("1024x768", "360x740")


def take(folder, sample, other, language, scheme, size, text):
    """One set of pictures; gives its name, and whether every screen could be shown."""
    name = "-".join((language, scheme, size.split("x")[0], *(["large"] if text != "1" else [])))
    (folder / name).mkdir(parents=True)
    command = [SESSION, "--media", "--size", size, "--language", language, "--scheme", scheme, "--text", text, "--"]
    good = subprocess.run([*command, HERE / "screens.py", folder / name, sample, other], check=False).returncode == 0
    print(f"{name}: {len(list((folder / name).glob('*.png')))} pictures", flush=True)
    return name, good


def main():
    folder, sample, other = (Path(path).resolve() for path in sys.argv[1:])
    shutil.rmtree(folder, ignore_errors=True)
    variants = [*itertools.product(LANGUAGES, SCHEMES, SIZES, ("1",)), *itertools.product(LANGUAGES, ("light",), SIZES[:1], ("2",))]
    # Each has a desktop of its own, and waits more than it draws.
    with ThreadPoolExecutor(os.cpu_count()) as sets:
        failed = [name for name, good in sets.map(lambda variant: take(folder, sample, other, *variant), variants) if not good]
    if failed:
        sys.exit(f"not every screen could be shown: {', '.join(failed)}")


if __name__ == "__main__":
    main()
