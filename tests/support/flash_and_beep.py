# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A camera that flashes and a microphone that beeps at each whole second, whose clocks go wrong, each its own way, and when
a film of them has each flash and each beep; inside session.py --media."""
import os
import subprocess
import time
from array import array
from pathlib import Path

from filming import camera_environment, make_project, save_film
from flashing_camera import flash_number, picture_time

HERE = Path(__file__).resolve().parent
MICROPHONE = Path(os.environ["DEMAINS_BUILD"]) / "tests/support/skewed-microphone"
SETTLE_SECONDS = 5
FILM_RATE = 30
SAMPLE_RATE = 48000
BLOCK = 480
LOUD = 3000


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
        subprocess.Popen([HERE / "flashing_camera.py", "flashing-camera", str(camera_ppm), str(start)],
                         env=camera_environment()),
        subprocess.Popen([MICROPHONE, "skewed-microphone", str(microphone_ppm), str(start)]),
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
