# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A camera that counts, and what is in a project that was filmed with it; inside session.py --media."""
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
START_SECONDS = 20
HANG_SECONDS = 6


def camera_environment():
    """PipeWire's sink gives warnings of its own, which tests would have it die of."""
    return {name: value for name, value in os.environ.items() if name != "G_DEBUG"}


class Camera:
    """A camera node; it says when it gave its first picture."""

    def __init__(self, name):
        self.name = name

    def __enter__(self):
        self.process = subprocess.Popen([HERE / "numbered_camera.py", self.name], stdout=subprocess.PIPE, text=True, env=camera_environment())
        self.start = float(self.process.stdout.readline())
        self.serial = None
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.communicate()

    def wait(self):
        """Until there is another node than at the last call: each has one reader."""
        begin = time.monotonic()
        end = begin + START_SECONDS
        roused = False
        while (serial := self.find()) in (None, self.serial):
            if time.monotonic() > end:
                sys.exit(f"{self.name} does not come")
            if not roused and time.monotonic() > begin + HANG_SECONDS:
                self.process.send_signal(signal.SIGUSR1)
                roused = True
            time.sleep(0.1)
        self.serial = serial

    def find(self):
        nodes = json.loads(subprocess.run(["pw-dump"], capture_output=True, text=True, check=True).stdout)
        found = [node["info"]["props"] for node in nodes if node["type"].endswith(":Node") and node.get("info")]
        return next((node["object.serial"] for node in found if node.get("node.name") == self.name), None)


def run(command, seconds=None):
    """Runs a program, to its end or until it is interrupted; gives how long that was in seconds, and what it used."""
    start = time.monotonic()
    process = subprocess.Popen(list(map(str, command)), stdout=subprocess.DEVNULL)
    if seconds is not None:
        time.sleep(seconds)
        process.send_signal(signal.SIGINT)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command[0]} failed with {process.returncode}")
    return time.monotonic() - start, usage


def make_project(path):
    path.unlink(missing_ok=True)
    subprocess.run(["demains-tool", "new", path, "--group", "Les Halles", "--theme", "ageing"], check=True, stdout=subprocess.DEVNULL)
    return path


def open_film(project):
    return sqlite3.connect(f"file:{project}?mode=ro", uri=True)


def save_film(project, index=-1):
    """The film of a take, of the newest one otherwise, as its rows have it."""
    film = project.with_suffix(".mkv")
    database = open_film(project)
    media, header = database.execute("SELECT id, header FROM media ORDER BY id").fetchall()[index]
    with open(film, "wb") as file:
        file.write(header)
        for chunk, in database.execute("SELECT bytes FROM chunk WHERE media = ? ORDER BY number", (media,)):
            file.write(chunk)
    database.close()
    return film
