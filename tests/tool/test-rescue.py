#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Damaged projects: what is sound comes back, what is lost is named, the film plays to its end."""
import json
import shutil
import sqlite3

import toolcase
from toolcase import ToolCase

PAGE = 16384


class Rescue(ToolCase):
    """A project with a take of six seconds, all of it in the film."""

    @classmethod
    def setUpClass(cls):
        cls.case = ToolCase()
        cls.case.setUp()
        cls.addClassCleanup(cls.case.doCleanups)
        project = cls.case.new()
        video = toolcase.make_video(cls.case.folder / "Place.mp4", seconds=6, size="1280x720", rate="30")
        cls.case.tool("add-take", project, video)
        cls.case.tool("clip", project, "1")
        with sqlite3.connect(f"file:{project}?mode=ro", uri=True) as database:
            cls.roots = dict(database.execute("SELECT name, rootpage FROM sqlite_schema"))
            # A page in the middle of the film, with nothing else on it.
            chunk, = database.execute("SELECT bytes FROM chunk JOIN media ON media.id = chunk.media WHERE role = 'take' AND number = 5").fetchone()
            middle = len(chunk) // 2
            cls.page = project.read_bytes().index(chunk[middle:middle + 64]) // PAGE + 1
            cls.duration, = database.execute("SELECT duration FROM media WHERE role = 'take'").fetchone()
        database.close()

    def setUp(self):
        super().setUp()
        self.out = self.folder / "rescued.demains"
        shutil.copy(self.case.project, self.project)

    def flip(self, page):
        with open(self.project, "r+b") as file:
            file.seek((page - 1) * PAGE)
            old = file.read(PAGE)
            file.seek((page - 1) * PAGE)
            file.write(bytes(255 - byte for byte in old))

    def rescue(self):
        before = toolcase.digest(self.project)
        answer = self.json("rescue", self.project, "-o", self.out, "--json")
        self.assertEqual(toolcase.digest(self.project), before)
        self.assert_sound(self.out)
        return answer

    def assert_same_records(self):
        self.assertEqual(json.loads(self.tool("export", self.out)), json.loads(self.tool("export", self.case.project)))

    def assert_film(self, seconds):
        film = self.folder / "film.mp4"
        self.tool("film", self.out, "-o", film)
        _, container = toolcase.probe(film)
        self.assertAlmostEqual(float(container["duration"]), seconds, delta=0.05)
        self.assertEqual(toolcase.decode_complaints(film), "")

    def test_sound(self):
        answer = self.rescue()
        self.assertTrue(answer["whole"])
        self.assertEqual(answer["takes"], [])
        self.assert_same_records()
        self.assertEqual(self.tool("rescue", self.project, "-o", self.out).strip(), "Nothing is lost.")
        self.assertEqual(self.tool("rescue", self.project, "-o", self.out, language="fr").strip(), "Rien n’est perdu.")

    def test_first_page(self):
        self.flip(1)
        self.assertTrue(self.rescue()["whole"])
        self.assert_same_records()

    def test_records(self):
        for table in ("project", "section", "take", "clip"):
            with self.subTest(table=table):
                shutil.copy(self.case.project, self.project)
                self.flip(self.roots[table])
                answer = self.rescue()
                self.assertTrue(answer["whole"])
                self.assertGreater(answer["rebuilt"][table], 0)
                self.assert_same_records()

    def test_the_rows_of_films(self):
        self.flip(self.roots["media"])
        answer = self.rescue()
        self.assertEqual([take["gaps"] for take in answer["takes"]], [])
        take, = self.json("takes", self.out, "--json")
        self.assertEqual(take["duration"], self.duration)
        self.assertEqual((take["width"], take["height"]), (1280, 720))
        self.assert_film(self.duration / 1e9)

    def test_film(self):
        self.flip(self.page)
        answer = self.rescue()
        take, = answer["takes"]
        gap, = take["gaps"]
        self.assertEqual(take["title"], "Place.mp4")
        self.assertLessEqual(gap["stop"] - gap["start"], 2e9)
        self.assert_same_records()
        lost = self.duration - gap["start"] if gap["stop"] >= self.duration else 0
        self.assert_film((self.duration - lost) / 1e9)
        self.assertRegex(self.tool("rescue", self.project, "-o", self.out), "Take “Place.mp4”: lost from .* to .*")

    def test_cut_short(self):
        data = self.project.read_bytes()
        self.project.write_bytes(data[:len(data) * 2 // 3])
        answer = self.rescue()
        self.assertFalse(answer["whole"])
        self.assertEqual(len(answer["takes"]), 1)

    def test_history(self):
        self.flip(self.roots["edit"])
        answer = self.rescue()
        self.assertFalse(answer["whole"])
        self.assertGreater(answer["lost_steps"], 0)
        self.assert_same_records()

    def test_refused(self):
        self.assert_refused("rescue", self.project, status=2)
        self.assert_refused("rescue", self.folder / "absent", "-o", self.out)
        self.assertRegex(self.assert_refused("rescue", self.project, "-o", self.project), "already exists")
        self.assertRegex(self.assert_refused("rescue", self.project, "-o", self.folder), "is a folder")
        text = self.folder / "text.txt"
        text.write_text("Un matin de 2050\n" * 9999)
        self.assertRegex(self.assert_refused("rescue", text, "-o", self.out), "is not a Demains project")
        self.assert_refused("rescue", self.project, "-o", self.folder / "nowhere" / "out.demains")
        self.assertFalse(self.out.exists())
        self.assertEqual(toolcase.digest(self.project), toolcase.digest(self.case.project))


if __name__ == "__main__":
    toolcase.tap.main()
