#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever is put in its way: a clear sentence, status 1, nothing lost or half written."""
import json
import os
import shutil
import sqlite3
import subprocess

import toolcase
from toolcase import ToolCase, find_records

READING = (("info",), ("export",), ("history",), ("takes",))
CHANGING = (("undo",), ("redo",), ("clip", "1"), ("record", "--seconds", "1"))
EVERY = (*READING, *CHANGING, ("check",))
SOME = (("info",), ("undo",), ("check",))
UNPRIVILEGED = 65534


class BadProject(ToolCase):
    """Files that are no sound project: one of them under every command, the others under one of each sort."""

    def refuse(self, path, pattern, commands=SOME):
        before = toolcase.digest(path) if path.is_file() else None
        source = self.folder / "in.json"
        source.write_text("{}")
        for command, *options in (*commands, ("import", source), ("film", "-o", self.folder / "film.mp4")):
            with self.subTest(command=command):
                self.assertRegex(self.assert_refused(command, path, *options), pattern)
        self.assertFalse((self.folder / "film.mp4").exists())
        if before is not None:
            self.assertEqual(toolcase.digest(path), before)

    def test_no_such_folder(self):
        self.assert_refused("new", self.folder / "nowhere" / "n.demains", "--group", "A")

    def test_absent(self):
        path = self.folder / "absent.demains"
        for command, *options in EVERY:
            self.assertRegex(self.assert_refused(command, path, *options), "absent.demains.* is not there")
        self.assertFalse(path.exists())

    def test_empty(self):
        path = self.folder / "empty.demains"
        path.touch()
        self.refuse(path, "empty.demains.* is empty")

    def test_text(self):
        path = self.folder / "text.demains"
        path.write_text("Un matin de 2050, qui pousse la porte ?\n" * 1000)
        self.refuse(path, "is not a Demains project", (*EVERY, ("add-take", path)))

    def test_few_bytes(self):
        path = self.folder / "few.demains"
        path.write_bytes(b"SQLite format 3\0")
        self.refuse(path, "is (damaged|not a Demains project)")

    def test_another_database(self):
        path = self.folder / "other.demains"
        with sqlite3.connect(path) as other:
            other.execute("CREATE TABLE diary (day TEXT, words TEXT)")
        other.close()
        self.refuse(path, "is not a Demains project")

    def test_folder(self):
        path = self.folder / "folder.demains"
        path.mkdir()
        self.refuse(path, "is a folder")
        self.assertEqual(list(path.iterdir()), [])

    def test_truncated(self):
        whole = self.new()
        path = self.folder / "cut.demains"
        for share in (0.3, 0.6, 0.9):
            shutil.copy(whole, path)
            os.truncate(path, int(whole.stat().st_size * share))
            with self.subTest(share=share):
                self.refuse(path, "is damaged")

    def test_newer(self):
        path = self.new()
        with sqlite3.connect(path) as project:
            project.execute("PRAGMA user_version = 9000")
        project.close()
        before = toolcase.digest(path)
        for command, *options in CHANGING:
            self.assertRegex(self.assert_refused(command, path, *options), "newer Demains")
        self.assertEqual(self.json("info", path, "--json")["group"], "Les Halles")
        self.assertEqual(toolcase.digest(path), before)

    def test_overwritten_inside(self):
        """A page of records overwritten: check says so, and says so in French."""
        path = self.new()
        with open(path, "r+b") as file:
            file.seek(16384 * 3)
            file.write(os.urandom(16384))
        result = toolcase.call("check", path)
        self.assertEqual(result.returncode, 1, result.stdout)
        self.assertNotIn("sound", result.stdout)


class Forbidden(ToolCase):
    """As somebody who may not: root may do everything, so the tool runs as nobody."""

    def setUp(self):
        super().setUp()
        if os.geteuid() != 0:
            self.skipTest("needs root, to stop being root")
        self.new()
        self.folder.chmod(0o755)
        # Where nobody may run it.
        tool = shutil.copy(toolcase.TOOL, self.folder / "demains-tool")
        self.nobody = {"tool": tool, "user": UNPRIVILEGED, "group": UNPRIVILEGED, "extra_groups": []}
        try:
            toolcase.call("--version", **self.nobody)
        except (OSError, subprocess.SubprocessError) as error:
            self.skipTest(f"cannot be another user here: {error}")

    def test_no_permission(self):
        self.project.chmod(0o600)
        before = toolcase.digest(self.project)
        for command, *options in EVERY:
            with self.subTest(command=command):
                self.assertRegex(self.assert_refused(command, self.project, *options, **self.nobody), "does not let you read or write")
        self.assertRegex(self.assert_refused("new", self.folder / "n.demains", "--group", "A", **self.nobody), "does not let you")
        self.assertFalse((self.folder / "n.demains").exists())
        self.assertEqual(toolcase.digest(self.project), before)

    def test_read_only(self):
        """May be read, not written: reading works, changing is refused."""
        self.project.chmod(0o644)
        before = toolcase.digest(self.project)
        result = toolcase.call("info", self.project, **self.nobody)
        self.assertEqual(result.returncode, 0, result.stderr)
        for command, *options in CHANGING:
            with self.subTest(command=command):
                self.assert_refused(command, self.project, *options, **self.nobody)
        self.assertEqual(toolcase.digest(self.project), before)



class BadJson(ToolCase):
    def setUp(self):
        super().setUp()
        self.new()
        self.source = self.folder / "in.json"

    def refuse(self, text):
        before = self.tool("export", self.project)
        self.source.write_bytes(text)
        self.assert_refused("import", self.project, self.source)
        self.assertEqual(self.tool("export", self.project), before)
        self.assert_refused("undo", self.project)
        absent = self.folder / "absent.demains"
        self.assert_refused("import", absent, self.source)
        self.assertFalse(absent.exists())

    def test_not_json(self):
        for text in (b"", b"{", b"null", b"[1, 2]", b'"text"', b"\xff\xfe\0", b"[" * 100000):
            with self.subTest(text=text[:20]):
                self.refuse(text)

    def test_wrong_types(self):
        data = json.loads(self.tool("export", self.project))
        find_records(data, "section")[0]["text"] = ["not", "a", "text"]
        self.refuse(json.dumps(data).encode())

    def test_absent(self):
        self.assert_refused("import", self.project, self.folder / "absent.json")

    def test_all_or_nothing(self):
        """A good record before a bad one is not taken either."""
        data = json.loads(self.tool("export", self.project))
        sections = find_records(data, "section")
        sections[0]["text"] = "Bonjour"
        sections[-1]["word_target"] = "many"
        self.refuse(json.dumps(data).encode())


class BadVideo(ToolCase):
    def setUp(self):
        super().setUp()
        self.new()

    def refuse(self, video, pattern):
        self.assertRegex(self.assert_refused("add-take", self.project, video), pattern)
        self.assertEqual(self.json("takes", self.project, "--json"), [])
        self.assert_sound(self.project)

    def test_four_bytes(self):
        video = self.folder / "four.mp4"
        video.write_bytes(b"\0\0\0\x18")
        self.refuse(video, "four.mp4.* is not a video")

    def test_no_byte(self):
        video = self.folder / "none.mp4"
        video.touch()
        self.refuse(video, "none.mp4")

    def test_text(self):
        video = self.folder / "text.mp4"
        video.write_text("Bonjour. " * 10000)
        self.refuse(video, "is not a video")

    def test_absent(self):
        self.refuse(self.folder / "absent.mp4", "absent.mp4.* is not there")

    def test_folder(self):
        video = self.folder / "folder.mp4"
        video.mkdir()
        self.refuse(video, "folder.mp4.* is (a folder|not a video)")

    def test_sound_only(self):
        self.refuse(toolcase.make_video(self.folder / "sound.m4a", picture=False, seconds=2), "has no picture")

    def test_cut_short(self):
        video = toolcase.make_video(self.folder / "cut.mp4", seconds=5)
        os.truncate(video, video.stat().st_size // 2)
        self.refuse(video, "cut.mp4.* is (damaged|not a video)")

    def test_silent_video_is_welcome(self):
        video = toolcase.make_video(self.folder / "silent.mkv", sound=False, seconds=2, rate="30")
        self.tool("add-take", self.project, video)
        take, = self.json("takes", self.project, "--json")
        self.assertAlmostEqual(take["duration"] / 1e9, 2, delta=0.1)

    def test_good_before_bad_is_kept(self):
        good = toolcase.make_video(self.folder / "good.mp4", seconds=1)
        bad = self.folder / "bad.mp4"
        bad.write_bytes(b"bad!")
        result = toolcase.call("add-take", self.project, good, bad)
        self.assertEqual(result.returncode, 1)
        self.assertIn("bad.mp4", result.stderr)
        self.assertEqual(len(self.json("takes", self.project, "--json")), 1)
        self.assert_sound(self.project)


if __name__ == "__main__":
    toolcase.tap.main()
