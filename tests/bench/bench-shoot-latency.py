#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long people wait who film: bench-shoot-latency.py FOLDER, inside session.py --media.

The real window of a project that was left on its Shoot screen is started again and again, with a camera whose pictures
say their numbers. All times are of the one monotonic clock of the machine: of the keys that are pressed, of what screen
readers are told, of the camera's pictures, and of what another program finds in the file."""
import os
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "support"), str(HERE.parent / "journeys")]

from filming import Camera, make_project, open_film, save_film

import atspi
from desktop import Desktop
from numbered_camera import RATE, read_numbers
from program import Program

CAMERA = "numbered-camera"
STARTS = 7
TAKES = 3
TAKE_SECONDS = 2.2
LOOK_SECONDS = 0.005
ENCODER = "x264"

# Nobody films so soon; and the take's end must be found in the file.
REST_SECONDS = 1


class Watch(threading.Thread):
    """Looks again and again at what is in the file of the newest take, and notes when there was more."""

    QUESTION = """SELECT media.take, media.chunks, (SELECT COUNT(*) FROM still WHERE still.take = media.take),
                  (SELECT COUNT(*) FROM peak WHERE peak.take = media.take), media.complete FROM media ORDER BY id DESC LIMIT 1"""

    def __init__(self, project):
        super().__init__(daemon=True)
        self.project = project
        self.seen = []
        self.going = True

    def run(self):
        database = open_film(self.project)
        while self.going:
            try:
                answer = database.execute(self.QUESTION).fetchone()
            except sqlite3.OperationalError:
                # The file is being written at this moment.
                continue
            if answer and (not self.seen or self.seen[-1][1] != answer):
                self.seen.append((time.monotonic(), answer))
            time.sleep(LOOK_SECONDS)
        database.close()

    def end(self):
        self.going = False
        self.join()

    def newest(self):
        return self.seen[-1][1] if self.seen else (None, 0, 0, 0, 0)

    def first(self, condition):
        return next(when for when, answer in self.seen if condition(*answer))


def start_window(desktop, project):
    """Gives the process, and how long its window was there and Record could not be used, in milliseconds."""
    process = subprocess.Popen(["demains", project])
    application = atspi.application(process.pid)
    application.find("frame", None, state="showing", seconds=30)
    shown = time.monotonic()
    record = application.find("button", "Record", state="sensitive", seconds=30)
    possible = time.monotonic()
    # A window that has only just come may miss the first keys.
    application.find("frame", None, state="active", seconds=30)
    desktop.focus(record)
    return process, 1000 * (possible - shown)


def film(desktop, project, camera):
    """One take: milliseconds from the key to its first picture, by that one's time and on the disk, and from the end."""
    watch = Watch(project)
    watch.start()
    time.sleep(REST_SECONDS)
    before = watch.newest()[0]
    pressed = time.monotonic()
    desktop.press("space")
    time.sleep(TAKE_SECONDS)
    stopped = time.monotonic()
    desktop.press("space")
    assert atspi.wait_until(lambda: watch.newest()[0] != before and watch.newest()[4], 20), "no take is complete"
    time.sleep(REST_SECONDS)
    watch.end()

    take, _, stills, peaks, _ = watch.newest()
    picture = camera.start + read_numbers(save_film(project))[0] / RATE
    on_disk = watch.first(lambda key, there, *_: key == take and there > 0)
    strip = watch.first(lambda key, _, there, *__: key == take and there == stills)
    wave = watch.first(lambda key, _, __, there, *___: key == take and there == peaks)
    complete = watch.first(lambda key, *there: key == take and there[-1])
    return [1000 * span for span in (picture - pressed, on_disk - pressed, max(strip - stopped, 0), max(wave - stopped, 0), complete - stopped)]


def leave_on_shoot(desktop, project):
    program = Program(desktop, project)
    program.go_by_key("Shoot")
    time.sleep(REST_SECONDS)
    program.quit()


def main():
    project = make_project(Path(sys.argv[-1]) / "project.demains")
    os.environ["DEMAINS_ENCODER"] = ENCODER
    for key, value in (("camera", CAMERA), ("countdown", "0")):
        subprocess.run(["gsettings", "set", "org.demains.Demains", key, value], check=True)
    desktop = Desktop()
    leave_on_shoot(desktop, project)
    possible, takes = [], []
    with Camera(CAMERA) as camera:
        for _ in range(STARTS):
            camera.wait()
            process, span = start_window(desktop, project)
            possible.append(span)
            takes += [film(desktop, project, camera) for _ in range(TAKES)]
            desktop.press("Control_L+q")
            process.wait(20)

    print("=Waiting to film, and to see what was filmed\tms")
    for span in possible:
        print(f"from a window to a Record that can be used\t{span}")
    for name, place in (("from the key to the first picture of the take, by its time", 0), ("… until that is on the disk", 1),
                        ("from the key that ends it to the whole filmstrip", 2), ("… to all peaks", 3), ("… until the take is complete", 4)):
        for take in takes:
            print(f"{name}\t{take[place]}")


if __name__ == "__main__":
    main()
