#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What it costs to film, and what is lost: bench-shoot.py [--long] FOLDER, inside session.py --media.

A camera node whose pictures say their numbers and a microphone node, filmed with sound by the software encoder for two
minutes (ten with --long) into a project on the disk. At the same time a bare gst-launch-1.0 films from another such
camera and the same microphone with the same encoder into a file, so that whatever else the machine does weighs on both:
one after the other, the bare film alone came out 6 % apart. The time of the processor is that of the whole process, its
start included, for a second of film. Then the window films, with what the camera sees on its screen.

Lost is each picture that a program was given between a film's first and last one and that is in the film at no place:
the numbers of those that it was given are noted by a plug-in of GStreamer (picture-tracer.c), and the others are read
back from the film. What PipeWire did not bring, on a machine that has too much to do, is told beside it."""
import os
import shlex
import subprocess
import sys
import time
from array import array
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "support"), str(HERE.parent / "journeys")]

from filming import Camera, make_project, run, save_film

from desktop import Desktop
from numbered_camera import CAPS, RATE, read_numbers
from program import Program

CAMERA = "numbered-camera"
OTHER_CAMERA = "other-camera"
BUILD = Path(os.environ["DEMAINS_BUILD"])
MICROPHONE = "virtual-microphone"
SECONDS = 120
LONG_SECONDS = 600
WINDOW_SECONDS = 30
SETTLE_SECONDS = 5
SOUND = "audio/x-raw,format=F32LE,layout=interleaved,rate=48000,channels=1"
ENCODER = "x264"
TICKS = os.sysconf("SC_CLK_TCK")


def trace(given):
    """What has a program note the numbers of the pictures that it is given."""
    return {"GST_TRACERS": "pictures", "GST_PLUGIN_PATH": str(BUILD / "tests/bench"), "DEMAINS_PICTURES": str(given)}


def work(given, command, seconds=None):
    """What a program worked, in seconds."""
    _, usage = run(["env", *(f"{name}={value}" for name, value in trace(given).items()), *command], seconds)
    return usage.ru_utime + usage.ru_stime


def film_bare(folder, seconds, encoder):
    film, given = folder / "bare.mkv", folder / "bare-given"
    sound = f"pipewiresrc target-object={MICROPHONE} ! {SOUND} ! queue ! audioconvert ! flacenc quality=3 blocksize=2400 ! flacparse ! queue ! film."
    picture = f"pipewiresrc target-object={OTHER_CAMERA} ! {CAPS} ! queue ! videoconvert ! video/x-raw,format=I420 ! {encoder} ! queue ! film."
    line = f"matroskamux name=film ! filesink location={film} {picture} {sound}"
    used = work(given, ["gst-launch-1.0", "-q", "-e", *shlex.split(line)], seconds)
    return lambda: Film(film, given, used)


def film_take(folder, seconds):
    project, given = make_project(folder / "project.demains"), folder / "take-given"
    used = work(given, ["demains-tool", "record", project, "--seconds", seconds, "--camera", CAMERA])
    return lambda: Film(save_film(project), given, used)


def film_both(folder, seconds, encoder):
    """The bare film and ours, made at the same time; they are read when both are there."""
    with Camera(CAMERA) as camera, Camera(OTHER_CAMERA) as other, ThreadPoolExecutor() as pool:
        camera.wait()
        other.wait()
        films = [pool.submit(film_bare, folder, seconds, encoder), pool.submit(film_take, folder, seconds)]
        films = [film.result() for film in films]
    return [read() for read in films]


class Film:
    """What is in a film, and what the program was given that made it."""

    def __init__(self, path, given_file, work):
        given = array("I", given_file.read_bytes())
        kept = set(read_numbers(path))
        path.unlink()
        first, last = min(kept), max(kept)
        given = {number for number in given if first <= number <= last}
        self.seconds = (last + 1 - first) / RATE
        self.lost = 1000 * len(given - kept) / len(given)
        self.missing = 1000 * (1 - len(given) / (last + 1 - first))
        self.work = 1000 * work / self.seconds


def worked(pid):
    """What a process has worked so far, in seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def film_in_window(folder):
    """What the window works in a second: seeing only, and filming."""
    project, given = make_project(folder / "window.demains"), folder / "window-given"
    os.environ.update(trace(given))
    for key, value in (("camera", CAMERA), ("countdown", "0")):
        subprocess.run(["gsettings", "set", "org.demains.Demains", key, value], check=True)
    with Camera(CAMERA) as camera:
        camera.wait()
        program = Program(Desktop(), project)
        program.go_by_key("Shoot")
        program.find("button", "Record", state="sensitive", seconds=20)
        time.sleep(SETTLE_SECONDS)
        seeing = watch(program.process.pid)
        program.press("Record")
        program.find("button", "Stop")
        time.sleep(SETTLE_SECONDS)
        filming = watch(program.process.pid)
        program.press("Stop")
        program.find("button", "Record")
        program.wait_saved()
        program.quit()
    return seeing, filming, Film(save_film(project), given, 0)


def watch(pid):
    before, start = worked(pid), time.monotonic()
    time.sleep(WINDOW_SECONDS)
    return (worked(pid) - before) / (time.monotonic() - start)


def main():
    folder = Path(sys.argv[-1])
    seconds = LONG_SECONDS if "--long" in sys.argv else SECONDS
    os.environ["DEMAINS_ENCODER"] = ENCODER
    encoder = subprocess.run([BUILD / "tests/bench/encoder-line"], check=True, capture_output=True, text=True).stdout.strip()
    bare, ours, window = "gst-launch-1.0, into a file", "demains-tool record, into a project", "the window, filming with its picture"
    films = list(zip((bare, ours), film_both(folder, seconds, encoder), strict=True))
    seeing, filming, film = film_in_window(folder)

    print("=Filming 720p30 with sound: time of the processor for a second of film\tms")
    for name, one in films:
        print(f"{name}\t{one.work}")
    print(f"{window}\t{1000 * filming}")
    print(f"the window, with its picture only\t{1000 * seeing}")
    for title, what in (("Pictures lost while filming, of 1 000 that came", "lost"), ("Pictures that PipeWire did not bring, of 1 000", "missing")):
        print(f"={title}\t‰")
        for name, one in (*films, (window, film)):
            print(f"{name}\t{getattr(one, what)}")


if __name__ == "__main__":
    main()
