#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sample projects can be made, are sound, and hold what a workshop leaves behind."""
import json
import subprocess
import sys
from pathlib import Path

import toolcase
from toolcase import ToolCase, find_records

MAKER = Path(__file__).resolve().parents[2] / "data/sample/make-sample.py"


# What links join.
KINDS = ("signal", "hypothesis", "question", "section", "function", "way", "job", "scene", "prop")


class Sample(ToolCase):
    def test_both_projects(self):
        subprocess.run([sys.executable, MAKER, toolcase.TOOL, self.folder], check=True, stdout=subprocess.DEVNULL, timeout=300)
        self.assertEqual({path.name for path in self.folder.iterdir()}, {"les-halles.demains", "belle-rive.demains"})
        halles, rive = (self.folder / name for name in ("les-halles.demains", "belle-rive.demains"))
        for path in (halles, rive):
            self.assert_sound(path)
        info = self.json("info", halles, "--json")
        self.assertEqual((info["sections"], info["functions"], info["jobs"], info["links"], info["takes"], info["clips"]), (7, 4, 4, 22, 3, 4))
        self.assertEqual((info["scenes"], info["speeches"], info["props"]), (5, 7, 3))
        self.assertEqual((info["signals"], info["ways"], info["milestones"], info["scenes"]), (8 + 3, 3, 5, 5))
        self.assertEqual((info["theme"], info["language"]), ("ageing", "fr"))
        self.assert_answers(halles)
        self.assert_linked(halles)
        self.assert_linked(rive)

        film = self.folder / "film.mp4"
        self.tool("film", halles, "-o", film)
        self.assertAlmostEqual(float(toolcase.probe(film)[1]["duration"]), info["film_duration"] / 1e9, delta=0.04)
        self.assertEqual(toolcase.decode_complaints(film), "")

    def assert_answers(self, path):
        """About as many words as the guide asks for."""
        for section in find_records(json.loads(self.tool("export", path)), "section"):
            self.assertIn(len(section["text"].split()), range(40, 81), section["question"])

    def assert_linked(self, path):
        data = json.loads(self.tool("export", path))
        known = {record["id"] for kind in KINDS for record in find_records(data, kind)}
        for link in find_records(data, "link"):
            self.assertIn(link["source"], known)
            self.assertIn(link["target"], known)


if __name__ == "__main__":
    toolcase.tap.main()
