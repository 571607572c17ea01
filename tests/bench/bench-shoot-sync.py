#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether sound stays with the picture: bench-shoot-sync.py [--long] FOLDER, inside session.py --media.

A camera that flashes and a microphone that beeps at each whole second, whose clocks go a hundred millionths wrong, each
its own way, are filmed for two minutes (ten with --long), and then the other way round. Read back from the film is when
each flash and each beep is, to be held against when they were. The film has a picture each thirtieth of a second sharp,
so that a flash may be half of that early or late; the mean of half a minute tells."""
import sys
from pathlib import Path
from statistics import fmean

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

from flash_and_beep import compare, film

SECONDS, LONG_SECONDS = 120, 600
WINDOW = 30
PPM = 100


def drift(marks, times):
    """How much further from each other the last are than they were, in ms."""
    off = [moment - mark for moment, mark in zip(times, marks, strict=True)]
    return 1000 * (fmean(off[-WINDOW:]) - fmean(off[:WINDOW]))


def main():
    folder = Path(sys.argv[-1])
    seconds = LONG_SECONDS if "--long" in sys.argv else SECONDS
    tables = {"Sound later than its picture, at the beginning\tms": [], "Sound drifts against the clock\tms": [],
              "Picture drifts against the clock\tms": [], "Sound drifts against the picture\tms": []}  # fmt: skip
    for camera_ppm, microphone_ppm in ((-PPM, PPM), (PPM, -PPM)):
        marks, flashes, beeps = compare(film(folder, seconds, camera_ppm, microphone_ppm), camera_ppm)
        apart = [beep - flash for beep, flash in zip(beeps, flashes, strict=True)]
        figures = (1000 * fmean(apart[:WINDOW]), drift(marks, beeps), drift(marks, flashes),
                   1000 * (fmean(apart[-WINDOW:]) - fmean(apart[:WINDOW])))  # fmt: skip
        for rows, figure in zip(tables.values(), figures, strict=True):
            rows.append((f"camera {camera_ppm:+d} ppm, microphone {microphone_ppm:+d} ppm", figure))
    for title, rows in tables.items():
        print(f"={title}")
        for name, figure in rows:
            print(f"{name}\t{figure}")


if __name__ == "__main__":
    main()
