#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exports that are killed or cancelled at random instants: there is the older film or the whole new one, and the project
stays as it is, to the last byte. DEMAINS_TEST_EXPORTS says how many are ended."""
import hashlib
import os
import random
import signal
import subprocess
import time

import toolcase
from toolcase import ToolCase

EXPORTS = int(os.environ.get("DEMAINS_TEST_EXPORTS", "8"))
OLDER = b"an older film"
ENDS = (signal.SIGKILL, signal.SIGINT)


def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


class FilmKill(ToolCase):
    def setUp(self):
        super().setUp()
        self.tool("new", self.project, "--group", "Les Halles", "--theme", "ageing")
        self.tool("add-take", self.project, toolcase.make_video(self.folder / "a.mp4", seconds=12))
        self.tool("card", self.project, "Les Halles", "--seconds", "1")
        for start in range(8):
            self.tool("clip", self.project, "1", "--in", f"{start}.1", "--out", f"{start + 4}.3")
        # Not where the project is: of that folder nothing is touched at all.
        self.place = self.folder / "films"
        self.place.mkdir()
        self.film = self.place / "film.mp4"

    def export(self):
        return subprocess.Popen([toolcase.TOOL, "film", self.project, "-o", self.film], stdout=subprocess.DEVNULL,
                                stderr=subprocess.DEVNULL, env=toolcase.environment("en"))

    def frames(self):
        return int(toolcase.probe(self.film)[0]["video"]["nb_read_frames"])

    def parts(self):
        return [path.name for path in self.place.iterdir() if path != self.film]

    def test_ended_anywhere(self):
        start = time.monotonic()
        self.assertEqual(self.export().wait(), 0)
        seconds, frames = time.monotonic() - start, self.frames()
        before = {path.name: digest(path) for path in self.folder.iterdir() if path.is_file()}
        whole = 0
        for number in range(EXPORTS):
            self.film.write_bytes(OLDER)
            left = set(self.parts())
            with self.export() as process:
                time.sleep(random.uniform(0, 1.1 * seconds))
                process.send_signal(ENDS[number % len(ENDS)])
                process.wait(timeout=60)
            if self.film.read_bytes() != OLDER:
                whole += 1
                self.assertEqual(self.frames(), frames)
                self.assertEqual(toolcase.decode_complaints(self.film), "")
            # One that is cancelled before it has begun to write leaves what it found.
            if ENDS[number % len(ENDS)] == signal.SIGINT:
                self.assertLessEqual(set(self.parts()), left)
            self.assertEqual({path.name: digest(path) for path in self.folder.iterdir() if path.is_file()}, before)
        print(f"# {EXPORTS} exports of {seconds:.1f} s were ended, {whole} after the film was there")
        self.assertLess(whole, EXPORTS)
        self.assertEqual(self.export().wait(), 0)
        self.assertEqual(self.parts(), [], "what killed exports left is taken away by the next")
        self.assertEqual(self.frames(), frames)


if __name__ == "__main__":
    toolcase.tap.main()
