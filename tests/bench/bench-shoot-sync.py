#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether sound stays with the picture: bench-shoot-sync.py [--long] FOLDER, inside session.py --media.

A camera that flashes and a microphone that beeps at each whole second, whose clocks go a hundred millionths wrong, each
its own way, are filmed for two minutes (ten with --long), and then the other way round. Read back from the film is when
each flash and each beep is, to be held against when they were. The film has a picture each thirtieth of a second sharp,
so that a flash may be half of that early or late; the mean of half a minute tells."""
import os
import subprocess
import sys
import time
from array import array
from pathlib import Path
from statistics import fmean

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))

from filming import make_project, save_film
from flashing_camera import flash_number, picture_time

BUILD = Path(os.environ["DEMAINS_BUILD"])
SECONDS, LONG_SECONDS = 120, 600
SETTLE_SECONDS = 5
FILM_RATE = 30
SAMPLE_RATE = 48000
BLOCK = 480
LOUD = 3000
WINDOW = 30
PPM = 100


def decode(film, *options):
    return subprocess.run(["ffmpeg", "-v", "fatal", "-i", str(film), *options, "-"], stdout=subprocess.PIPE, check=True).stdout


def read_flashes(film):
    """When the picture turns white, in seconds of the film."""
    levels = decode(film, "-fps_mode", "passthrough", "-an", "-vf", "scale=1:1:flags=area", "-pix_fmt", "gray", "-f", "rawvideo")
    return [number / FILM_RATE for number in range(1, len(levels)) if levels[number] > 128 >= levels[number - 1]]


def read_beeps(film):
    """When it beeps, in seconds of the film."""
    sound = array("h", decode(film, "-vn", "-ac", "1", "-ar", str(SAMPLE_RATE), "-f", "s16le"))
    beeps, quiet = [], True
    for place in range(0, len(sound), BLOCK):
        block = sound[place:place + BLOCK]
        loud = max(block, default=0) > LOUD
        if loud and quiet:
            beeps.append((place + next(index for index, sample in enumerate(block) if abs(sample) > LOUD / 4)) / SAMPLE_RATE)
        quiet = not loud
    return beeps


def pair(marks, seconds):
    """Which second each mark in the film is of, given that of the first."""
    return {round(mark - marks[0]) + seconds: mark for mark in marks}


def film(folder, seconds, camera_ppm, microphone_ppm):
    start = time.monotonic() - 1
    sources = [
        subprocess.Popen([HERE.parent / "support/flashing_camera.py", "flashing-camera", str(camera_ppm), str(start)]),
        subprocess.Popen([BUILD / "tests/support/skewed-microphone", "skewed-microphone", str(microphone_ppm), str(start)]),
    ]
    try:
        time.sleep(SETTLE_SECONDS)
        project = make_project(folder / "project.demains")
        subprocess.run(["demains-tool", "record", project, "--seconds", str(seconds), "--camera", "flashing-camera",
                        "--microphone", "skewed-microphone"], check=True, stdout=subprocess.DEVNULL)
    finally:
        for source in sources:
            source.kill()
            source.wait()
    return save_film(project)


def compare(path, camera_ppm):
    """How much later than it was each beep is in the film than its flash; how far each goes from its first."""
    flashes, beeps = pair(read_flashes(path), 0), pair(read_beeps(path), 0)
    path.unlink()
    # The first of both may be of two seconds.
    shift = round(beeps[0] - flashes[0])
    marks = sorted(second for second in flashes if second - shift in beeps)
    late = [flash_late(second, camera_ppm) for second in marks]
    flashes = [flashes[second] - lateness for second, lateness in zip(marks, late, strict=True)]
    beeps = [beeps[second - shift] for second in marks]
    return marks, flashes, beeps


def flash_late(second, ppm):
    return picture_time(flash_number(second, ppm), ppm) - second


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
