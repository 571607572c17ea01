#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""On a disk that fills up: a sentence, and what was there before is there still.

The disk is a small tmpfs in a mount namespace of this program's own."""
import json
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import toolcase
from toolcase import ToolCase, find_records

INSIDE = "DEMAINS_TEST_INSIDE"
FULL = "disk is full"


class FullDisk(ToolCase):
    def setUp(self):
        super().setUp()
        self.disk = self.folder / "disk"
        self.disk.mkdir()
        self.project = self.disk / "halles.demains"

    def mount(self, size="16m"):
        if INSIDE not in os.environ:
            self.skipTest("no mount namespace to be had here")
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", self.disk], check=True)
        self.addCleanup(subprocess.run, ["umount", self.disk], check=True)

    def fill(self, leave):
        """Fills the disk but for some bytes."""
        status = os.statvfs(self.disk)
        with open(self.disk / "ballast", "wb") as ballast:
            ballast.write(bytes(max(0, status.f_bavail * status.f_frsize - leave)))

    def state(self):
        return self.tool("export", self.project), [path.name for path in self.disk.iterdir()]

    def big_text(self):
        data = json.loads(self.tool("export", self.project))
        find_records(data, "section")[0]["text"] = "Un matin de 2050. " * 200_000
        source = self.folder / "in.json"
        source.write_text(json.dumps(data), encoding="utf-8")
        return source

    def test_new(self):
        self.mount()
        self.fill(leave=8192)
        self.assertRegex(self.assert_refused("new", self.project, "--group", "A"), FULL)
        self.assertEqual([path.name for path in self.disk.iterdir()], ["ballast"])

    def test_import(self):
        self.mount()
        self.new()
        self.fill(leave=200_000)
        before = self.state()
        self.assertRegex(self.assert_refused("import", self.project, self.big_text()), FULL)
        self.assertEqual(self.state(), before)
        self.assert_sound(self.project)
        (self.disk / "ballast").unlink()
        self.tool("import", self.project, self.folder / "in.json")
        self.assertIn("Un matin de 2050. Un matin", self.tool("export", self.project))

    def test_add_take(self):
        self.mount()
        self.new()
        video = toolcase.make_video(self.folder / "a.mp4", seconds=20, size="1280x720")
        self.fill(leave=6_000_000)
        before = self.state()
        self.assertRegex(self.assert_refused("add-take", self.project, video), FULL)
        self.assertEqual(self.json("takes", self.project, "--json"), [])
        self.assertEqual(self.state(), before)
        self.assert_sound(self.project)

    def test_film_and_export(self):
        self.mount()
        self.project = self.folder / "halles.demains"
        self.new()
        self.tool("add-take", self.project, toolcase.make_video(self.folder / "a.mp4", seconds=4, size="1280x720"))
        self.tool("clip", self.project, "1")
        self.fill(leave=0)
        self.assertRegex(self.assert_refused("film", self.project, "-o", self.disk / "film.mp4"), "not enough room for “film.mp4”")
        self.assertRegex(self.assert_refused("export", self.project, "-o", self.disk / "out.json"), FULL)
        self.assertEqual([path.name for path in self.disk.iterdir()], ["ballast"])

    def test_no_larger_file(self):
        """Where a file may not grow: the same promise by another road, one that needs no mount."""
        self.new()
        source = self.big_text()
        before = self.tool("export", self.project)
        limit = self.project.stat().st_size + 100_000

        def no_larger():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        self.assertRegex(self.assert_refused("import", self.project, source, preexec_fn=no_larger), "as large as a file can become")
        self.assertEqual(self.tool("export", self.project), before)
        self.assert_sound(self.project)


def enter():
    """Starts this program again where it may mount, if such a place can be had."""
    command = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]
    try:
        subprocess.run([*command, "mount", "-t", "tmpfs", "tmpfs", "/mnt" if Path("/mnt").is_dir() else "/tmp"], check=True, capture_output=True)
    except (OSError, subprocess.SubprocessError):
        return
    os.environ[INSIDE] = "1"
    os.execvp("unshare", [*command, sys.executable, __file__, *sys.argv[1:]])


if __name__ == "__main__":
    if INSIDE not in os.environ:
        enter()
    toolcase.tap.main()
