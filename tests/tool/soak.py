#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real processes at work on real projects, killed at random instants, again and again: what they said to be saved is
there, and of the rest no more is lost than the design allows.

    soak.py TOOL WORKER, for DEMAINS_SOAK_SECONDS"""
import json
import os
import random
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

TOOL, WORKER = sys.argv[1:3]
SECONDS = float(os.environ.get("DEMAINS_SOAK_SECONDS", "5"))
SEED = os.environ.get("DEMAINS_TEST_SEED", str(time.time_ns()))
FIXTURE = Path(__file__).resolve().parents[1] / "fixtures" / "format-1.sql"

# What may be lost, in seconds; of film, half a second is in the encoder and not yet with the writer.
LOST_TYPING = 1.0
LOST_FILM = 1.2
IN_ENCODER = 0.5

JOBS = 300
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "G_DEBUG": "fatal-criticals"}


class Lost(Exception):
    """Something that was saved is not there, or a file is not sound."""


def demand(condition, what):
    if not condition:
        raise Lost(what)


def call(*arguments):
    result = subprocess.run([TOOL, *map(str, arguments)], capture_output=True, text=True, env=ENVIRONMENT, stdin=subprocess.DEVNULL, timeout=120, check=False)
    demand(result.returncode == 0, f"{arguments}: {result.stderr}")
    return result.stdout


def ask(path, sql):
    """As any program may read the file, once the tool has had it open."""
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        return database.execute(sql).fetchone()[0]
    finally:
        database.close()


def job(number):
    return {"id": f"01a20b2a-e193-74bc-a109-{number:012x}", "title": f"Veilleuse {number}", "day": "7 h : le tour de rue. " * 20}


class Soak:
    """Each activity gives what was lost in seconds, or nothing where it is all or nothing."""

    activities = ("type", "film", "import_json", "add_take", "undo", "merge", "merge_in_place", "migrate", "render")

    def __init__(self, folder, seed):
        self.folder = folder
        self.chance = random.Random(seed)
        self.durations = {}
        self.base = folder / "base.demains"
        self.other = folder / "other.demains"
        self.sample = folder / "film.demains"
        self.old = folder / "old.demains"
        self.project = folder / "project.demains"
        self.data = folder / "jobs.json"
        self.killed = False
        self.make_bases()

    def make_bases(self):
        call("new", self.base, "--group", "Les Halles", "--theme", "ageing", "--language", "fr")
        self.data.write_text(json.dumps({"format": "demains", "version": 1, "jobs": [job(number) for number in range(JOBS)]}))
        other = self.folder / "other.json"
        other.write_text(json.dumps({"format": "demains", "version": 1, "jobs": [job(number) for number in range(JOBS, 2 * JOBS)]}))
        shutil.copy(self.base, self.other)
        call("import", self.other, other)
        database = sqlite3.connect(self.old)
        database.executescript(FIXTURE.read_text())
        database.close()
        self.video = video = self.folder / "video.mp4"
        subprocess.run(["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", "testsrc2=size=320x180:rate=30:duration=2", "-f", "lavfi", "-i",
                        "sine=duration=2", "-pix_fmt", "yuv420p", str(video)], check=True)
        shutil.copy(self.base, self.sample)
        call("add-take", self.sample, video)
        call("clip", self.sample, "1")

    def start(self, base):
        shutil.copy(base, self.project)
        for leftover in self.folder.glob("project.demains-*"):
            leftover.unlink()

    def run_and_kill(self, name, *command, longest=None):
        """Gives the lines it said, when it was killed, and whether it had ended before."""
        process = subprocess.Popen([*map(str, command)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, text=True, env=ENVIRONMENT)
        start = time.monotonic()
        if longest is None and name not in self.durations:
            process.communicate()
            demand(process.returncode == 0, f"{name}: failed without being killed")
            self.durations[name] = time.monotonic() - start
            self.killed = False
            return "", time.monotonic(), True
        try:
            process.wait(self.chance.uniform(0, longest or 0.9 * self.durations[name]))
        except subprocess.TimeoutExpired:
            pass
        ended = process.poll() is not None
        self.killed = not ended
        killed = time.monotonic()
        process.kill()
        said, _ = process.communicate()
        demand(not ended or process.returncode == 0, f"{name}: ended by itself with {process.returncode}")
        return said, killed, ended

    def check(self, path):
        demand(call("check", path).strip() == "sound", f"{path} is not sound")

    def open_again(self, path):
        """Who opens it next leaves nothing beside it."""
        call("version", path, "after")
        demand(not Path(f"{path}-journal").exists(), "a journal stays")

    def measure(self, said, killed, there):
        """How long ago the first of what is lost was done."""
        did = {int(number): float(when) for number, when in re.findall(r"^did (\d+) ([\d.]+)$", said, re.M)}
        kept = max((int(number) for number in re.findall(r"^kept (\d+) [\d.]+$", said, re.M)), default=0)
        demand(there >= kept, f"{kept} was said to be saved, {there} is there")
        return killed - did[there + 1] if there + 1 in did else 0.0

    def type(self):
        self.start(self.base)
        said, killed, _ = self.run_and_kill("type", WORKER, "type", self.project, longest=4)
        self.check(self.project)
        text = json.loads(call("export", self.project))["sections"][0]["text"]
        numbers = [int(word) for word in text.split()]
        demand(numbers == list(range(1, len(numbers) + 1)), "the text has gaps")
        lost = self.measure(said, killed, len(numbers))
        demand(lost <= LOST_TYPING, f"{lost:.2f} s of typing are lost")
        return lost

    def film(self):
        self.start(self.base)
        said, killed, _ = self.run_and_kill("film", WORKER, "film", self.project, longest=3)
        self.check(self.project)
        takes = json.loads(call("takes", self.project, "--json"))
        there = round(takes[0].get("duration", 0) / 5e8) if takes else 0
        lost = self.measure(said, killed, there)
        lost = lost + IN_ENCODER if lost > 0 else 0.0
        demand(lost <= LOST_FILM, f"{lost:.2f} s of film are lost")
        return lost

    def import_json(self):
        self.start(self.base)
        _, _, ended = self.run_and_kill("import", TOOL, "import", self.project, self.data)
        self.check(self.project)
        jobs = len(json.loads(call("export", self.project))["jobs"])
        demand(jobs in ((JOBS,) if ended else (0, JOBS)), f"{jobs} of {JOBS} jobs are there")

    def add_take(self):
        self.start(self.base)
        _, _, ended = self.run_and_kill("add_take", TOOL, "add-take", self.project, self.video)
        self.check(self.project)
        takes = json.loads(call("takes", self.project, "--json"))
        demand(len(takes) == 1 if ended else len(takes) <= 1, f"{len(takes)} takes are there")
        # What is in the list plays from its beginning to where it was cut short.
        if takes and takes[0].get("duration", 0) > 0:
            call("clip", self.project, "1")
            film = self.folder / "imported.mp4"
            call("film", self.project, "-o", film)
            film.unlink()

    def undo(self):
        self.start(self.other)
        _, _, ended = self.run_and_kill("undo", TOOL, "undo", self.project)
        self.check(self.project)
        jobs = len(json.loads(call("export", self.project))["jobs"])
        demand(jobs in ((0,) if ended else (0, JOBS)), f"{jobs} jobs are there")

    def merge(self):
        self.start(self.base)
        call("import", self.project, self.data)
        out = self.folder / "merged.demains"
        before = [path.read_bytes() for path in (self.project, self.other)]
        out.unlink(missing_ok=True)
        _, _, ended = self.run_and_kill("merge", TOOL, "merge", self.project, self.other, "-o", out)
        demand(before == [path.read_bytes() for path in (self.project, self.other)], "a copy that was only to be read has changed")
        if out.exists():
            self.check(out)
            demand(len(json.loads(call("export", out))["jobs"]) == 2 * JOBS, "the result is not whole")
        else:
            demand(not ended, "there is no result")
        out.unlink(missing_ok=True)
        call("merge", self.project, self.other, "-o", out)
        demand(not list(self.folder.glob("merged.demains.part*")), "what was left of a merge stays")

    def merge_in_place(self):
        self.start(self.base)
        call("import", self.project, self.data)
        _, _, ended = self.run_and_kill("merge_in_place", TOOL, "merge", self.project, self.other, "-o", self.project)
        self.check(self.project)
        jobs = len(json.loads(call("export", self.project))["jobs"])
        demand(jobs in ((2 * JOBS,) if ended else (JOBS, 2 * JOBS)), f"{jobs} jobs are there")
        self.open_again(self.project)

    def migrate(self):
        self.start(self.old)
        before = call("export", self.project)
        _, _, ended = self.run_and_kill("migrate", TOOL, "version", self.project, "now")
        self.check(self.project)
        demand(call("export", self.project) == before, "other records than before")
        self.open_again(self.project)
        demand(ask(self.project, "PRAGMA user_version") > 1, "it is of the old format still")
        demand(ask(self.project, "SELECT COUNT(*) FROM backup") > 0, "the records of before are not kept")

    def render(self):
        out = self.folder / "film.mp4"
        out.unlink(missing_ok=True)
        self.start(self.sample)
        before = call("export", self.project)
        _, _, ended = self.run_and_kill("render", TOOL, "film", self.project, "-o", out)
        self.check(self.project)
        demand(call("export", self.project) == before, "a film changed its project")
        if out.exists():
            answer = subprocess.run(["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", str(out)],
                                    capture_output=True, text=True, check=False)
            demand(answer.returncode == 0 and abs(float(answer.stdout) - 2) < 0.2, f"the film is not whole: {answer.stdout}{answer.stderr}")
        else:
            demand(not ended, "there is no film")


class Record:
    """What came of all kills."""

    def __init__(self):
        self.lock = threading.Lock()
        self.kills = {name: [] for name in Soak.activities}
        self.failures = []

        # Those that had ended before they were killed.
        self.ends = 0

    def add(self, name, lost):
        with self.lock:
            self.kills[name].append(lost or 0.0)

    def count_end(self):
        with self.lock:
            self.ends += 1

    def fail(self, name, what):
        with self.lock:
            self.failures.append((name, what))
            print(f"# {name}: {what}", flush=True)


def work(number, end, record, folder):
    soak = Soak(folder, f"{SEED} {number}")
    turn = number
    while time.monotonic() < end or turn - number < 2 * len(Soak.activities):
        name = Soak.activities[turn % len(Soak.activities)]
        turn += 1
        try:
            lost = getattr(soak, name)()
            if soak.killed:
                record.add(name, lost)
            else:
                record.count_end()
        except (Lost, subprocess.TimeoutExpired) as error:
            record.fail(name, error)
            shutil.copytree(folder, folder.parent / f"kept-{number}-{turn}", dirs_exist_ok=True)


def main():
    record = Record()
    end = time.monotonic() + SECONDS
    place = Path(tempfile.mkdtemp(prefix="demains-soak-"))
    print(f"# DEMAINS_TEST_SEED={SEED}", flush=True)
    workers = []
    for number in range(os.cpu_count() or 1):
        folder = place / str(number)
        folder.mkdir()
        workers.append(threading.Thread(target=work, args=(number, end, record, folder)))
        workers[-1].start()
    for worker in workers:
        worker.join()

    print(f"1..{len(Soak.activities)}", flush=True)
    for index, name in enumerate(Soak.activities, 1):
        lost = record.kills[name]
        broken = sum(1 for failed, _ in record.failures if failed == name)
        tail = f", lost {max(lost):.2f} s at worst, {statistics.median(lost):.2f} s as a rule" if name in ("type", "film") and lost else ""
        good = not broken
        print(f"{'ok' if good else 'not ok'} {index} {name}: {len(lost) + broken} kills, {broken} losses{tail}", flush=True)
    total = sum(map(len, record.kills.values())) + len(record.failures)
    print(f"# {total} kills, {len(record.failures)} losses; {record.ends} had ended before", flush=True)
    if record.failures:
        print(f"# what was left is in {place}", flush=True)
    else:
        shutil.rmtree(place)
    sys.exit(bool(record.failures))


if __name__ == "__main__":
    main()
