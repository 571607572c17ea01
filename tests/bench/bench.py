#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the measurements, as Markdown tables: bench.py BUILD [NAME…] [--long]

A measurement is a program or a script bench-NAME that is called with a folder on
the disk to measure; a script also with --long, and with this build installed. Each table begins with a line "=TITLE<tab>UNIT"; then comes a line
"VARIANT<tab>FIGURE" for each single run, the variants in turn. The first variant
is what the others are held against. "file" names all of file-….
"""
import platform
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

HERE = Path(__file__).parent
SESSION = HERE.parent / "support/session.py"

# What those that open a window, and those that film, are run in.
SESSIONS = {
    "file-keystroke": [SESSION, "--"],
    "pages-show": [SESSION, "--"],
    "pages-scroll": [SESSION, "--"],
    "shoot": [SESSION, "--media", "--"],
    "shoot-latency": [SESSION, "--media", "--"],
    "shoot-sync": [SESSION, "--media", "--"],
}

# So many runs tell what one in a hundred takes.
MANY_RUNS = 100
PERCENTILES = (95, 99)


def names():
    return sorted(path.stem.removeprefix("bench-") for path in HERE.glob("bench-*.*"))


def measure(command):
    """The tables: title, unit, and the figures of each run by variant."""
    tables = []
    output = subprocess.run(command, check=True, text=True, stdout=subprocess.PIPE).stdout
    for line in output.splitlines():
        if line.startswith("="):
            title, unit = line[1:].rsplit("\t", 1)
            tables.append((title, unit, {}))
        elif tables and "\t" in line:
            variant, figure = line.rsplit("\t", 1)
            tables[-1][2].setdefault(variant, []).append(float(figure))
    return tables


def table(unit, runs):
    base = median(next(iter(runs.values())))
    many = all(len(figures) >= MANY_RUNS for figures in runs.values())
    rows = [("", "median", *(f"{share}th percentile" for share in PERCENTILES if many), "least", "most", "runs", "ratio")]
    rows.append(("---", *["---:"] * (len(rows[0]) - 1)))
    for variant, figures in runs.items():
        shown = [median(figures), min(figures), max(figures)]
        if many:
            shown[1:1] = [sorted(figures)[len(figures) * share // 100 - 1] for share in PERCENTILES]
        cells = [f"{figure:.3f} {unit}" for figure in shown]
        rows.append((variant, *cells, str(len(figures)), f"{median(figures) / base:.2f}" if base else "–"))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def build(folder, target):
    built = subprocess.run(["ninja", "-C", str(folder), target], text=True, capture_output=True, check=False)
    if built.returncode:
        sys.exit(built.stdout + built.stderr)
    return folder / target


def install(folder):
    for command in (["ninja", "-C", str(folder)], ["meson", "install", "-C", str(folder), "--no-rebuild", "--only-changed"]):
        done = subprocess.run(command, text=True, capture_output=True, check=False)
        if done.returncode:
            sys.exit(done.stdout + done.stderr)


def prepare(folder, name, options):
    """Builds a measurement; gives how it is called, before the folder that it measures in."""
    script = HERE / f"bench-{name}.py"
    # A window finds its settings and its pictures only where they are installed.
    if name in SESSIONS or script.exists():
        install(folder)
    if not script.exists():
        return [*SESSIONS.get(name, []), build(folder, f"tests/bench/bench-{name}")]
    return [*SESSIONS.get(name, []), script, *options]


def choose(wanted):
    chosen = []
    for name in wanted:
        matching = [known for known in names() if known == name or known.startswith(f"{name}-")]
        if not matching:
            sys.exit(f"there is no measurement {name}, but: {', '.join(names())}")
        chosen += matching
    return chosen or names()


def main():
    folder = Path(sys.argv[1])
    options = [word for word in sys.argv[2:] if word == "--long"]
    for name in choose([word for word in sys.argv[2:] if word not in options]):
        command = prepare(folder, name, options)
        # On the disk of the build, not on a /tmp that may be memory.
        with tempfile.TemporaryDirectory(dir=folder, prefix="bench-") as place:
            for title, unit, runs in measure([*command, place]):
                print(f"## {title}\n\n{table(unit, runs)}\n", flush=True)
    print(f"{platform.machine()}, {platform.release()}")


if __name__ == "__main__":
    main()
