#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the measurements, as Markdown tables: bench.py BUILD [NAME…]

A measurement is a program bench-NAME that is called with a folder on the disk
to measure and prints a line "VARIANT<tab>SECONDS" for each single run, the
variants in turn. The first variant is what the others are held against. Lines
after # say what is measured.
"""
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent


def names():
    return sorted(path.stem.removeprefix("bench-") for path in HERE.glob("bench-*.c"))


def measure(program, folder):
    """What is measured, and the seconds of each run by variant."""
    about, runs = [], {}
    output = subprocess.run([program, folder], check=True, text=True, stdout=subprocess.PIPE).stdout
    for line in output.splitlines():
        if line.startswith("#"):
            about.append(line.removeprefix("#").strip())
        else:
            variant, seconds = line.rsplit("\t", 1)
            runs.setdefault(variant, []).append(float(seconds))
    return " ".join(about), runs


def table(runs):
    base = median(next(iter(runs.values())))
    rows = [("", "median", "fastest", "slowest", "runs", "ratio")]
    for variant, seconds in runs.items():
        figures = [f"{figure:.3f} s" for figure in (median(seconds), min(seconds), max(seconds))]
        rows.append((variant, *figures, str(len(seconds)), f"{median(seconds) / base:.2f}"))
    rows.insert(1, ("---", *["---:"] * 5))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def build(folder, target):
    built = subprocess.run(["ninja", "-C", str(folder), target], text=True, capture_output=True, check=False)
    if built.returncode:
        sys.exit(built.stdout + built.stderr)
    return folder / target


def main():
    folder = Path(sys.argv[1])
    wanted = sys.argv[2:] or names()
    unknown = set(wanted) - set(names())
    if unknown:
        sys.exit(f"there is no measurement {', '.join(sorted(unknown))}, but: {', '.join(names())}")
    for name in wanted:
        program = build(folder, f"tests/bench/bench-{name}")
        # On the disk of the build, not on a /tmp that may be memory.
        with tempfile.TemporaryDirectory(dir=folder, prefix="bench-") as place:
            about, runs = measure(program, place)
        print(f"## {name}\n\n{about}\n\n{table(runs)}\n\n{platform.machine()}, {platform.release()}\n", flush=True)


if __name__ == "__main__":
    main()
