#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Films of deleted takes, freed for good."""
import random
import shutil
import subprocess
import time

import toolcase
from toolcase import ToolCase, make_video


class Space(ToolCase):
    def setUp(self):
        super().setUp()
        self.new()

    def add_and_delete(self):
        """A take that stays, and one that is there in one version only."""
        video = make_video(self.folder / "rue.mp4", seconds=6)
        self.tool("add-take", self.project, video)
        self.tool("version", self.project, "Midi")
        other = make_video(self.folder / "place.mp4", seconds=6)
        self.tool("add-take", self.project, other)
        self.tool("version", self.project, "Soir")
        self.tool("undo", self.project)

    def free(self, *options):
        return self.json("free-space", self.project, "--json", *options)

    def test_nothing_to_free(self):
        self.assertEqual(self.free()["takes"], [])

    def test_says_first_and_frees_then(self):
        self.add_and_delete()
        before = toolcase.digest(self.project)
        found = self.free("--dry-run")
        self.assertEqual(toolcase.digest(self.project), before)
        self.assertEqual([(take["title"], take["versions"]) for take in found["takes"]], [("place.mp4", ["Soir"])])
        self.assertGreater(found["size"], (self.folder / "place.mp4").stat().st_size)
        self.assertFalse(found["freed"])
        self.assertEqual(self.free()["size"], found["size"])
        self.assertEqual(self.free("--dry-run")["takes"], [])
        self.assertEqual([take["title"] for take in self.json("takes", self.project, "--json")], ["rue.mp4"])
        self.assert_sound(self.project)
        self.tool("redo", self.project)
        takes = self.json("takes", self.project, "--json")
        self.assertEqual(sorted(take["title"] for take in takes), ["place.mp4", "rue.mp4"])
        self.assert_sound(self.project)

    def test_a_film_says_what_it_lacks(self):
        for name in ("rue.mp4", "place.mp4"):
            self.tool("add-take", self.project, make_video(self.folder / name, seconds=3))
        self.tool("clip", self.project, "1")
        self.tool("clip", self.project, "2")
        whole = toolcase.call("film", self.project, "-o", self.folder / "whole.mp4")
        self.assertEqual((whole.returncode, whole.stderr), (0, ""))
        for _step in range(3):
            self.tool("undo", self.project)
        self.free()
        for _step in range(3):
            self.tool("redo", self.project)
        lacking = toolcase.call("film", self.project, "-o", self.folder / "lacking.mp4")
        self.assertEqual(lacking.returncode, 0)
        self.assertRegex(lacking.stderr, r"^demains-tool: 1 clip was left out: .*\.\n$")

    def test_killed_in_the_middle(self):
        self.add_and_delete()
        whole = self.folder / "whole.demains"
        shutil.copy(self.project, whole)
        takes = self.json("takes", self.project, "--json")
        # Left alone it takes so long, on this disk.
        start = time.monotonic()
        self.free()
        longest = time.monotonic() - start
        chance = random.Random(5)
        for _round in range(12):
            shutil.copy(whole, self.project)
            process = subprocess.Popen([toolcase.TOOL, "free-space", str(self.project)], stdout=subprocess.DEVNULL)
            time.sleep(chance.uniform(0, longest))
            process.kill()
            process.wait()
            self.assert_sound(self.project)
            self.assertEqual(self.json("takes", self.project, "--json"), takes)
            self.free()
            self.assertEqual(self.free("--dry-run")["takes"], [])


if __name__ == "__main__":
    toolcase.tap.main()
