#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two copies of a project, worked on apart and merged."""
import json
import shutil
import subprocess
import time

import toolcase
from toolcase import ToolCase, find_records


class Merge(ToolCase):
    def setUp(self):
        super().setUp()
        self.new()
        self.one = self.folder / "un.demains"
        self.other = self.folder / "deux.demains"
        self.out = self.folder / "ensemble.demains"
        shutil.copy(self.project, self.one)
        shutil.copy(self.project, self.other)

    def records(self, path):
        return json.loads(self.tool("export", path))

    def write(self, path, section, **fields):
        """Sets fields of a section, as one step."""
        data = self.records(path)
        find_records(data, "section")[section].update(fields)
        source = self.folder / "in.json"
        source.write_text(json.dumps(data), encoding="utf-8")
        self.tool("import", path, source)

    def merge(self, *arguments):
        return self.json("merge", *arguments, "--json")

    def test_both_sides_are_in_the_result(self):
        self.write(self.one, 0, text="Un matin.")
        self.write(self.other, 1, text="Un soir.")
        before = [toolcase.digest(path) for path in (self.one, self.other)]
        report = self.merge(self.one, self.other, "-o", self.out)
        self.assertTrue(report["news"])
        self.assertEqual(report["collisions"], [])
        self.assertEqual([report[side]["name"] for side in ("one", "other")], ["un", "deux"])
        self.assertEqual([[item["what"] for item in report[side]["done"]] for side in ("one", "other")], [["changed"], ["changed"]])
        self.assertRegex(report["parted"], r"^\d{4}-\d\d-\d\dT")
        self.assertEqual([section["text"] for section in find_records(self.records(self.out), "section")[:2]], ["Un matin.", "Un soir."])
        self.assertEqual([toolcase.digest(path) for path in (self.one, self.other)], before)
        self.assert_sound(self.out)

    def test_a_collision_keeps_both(self):
        self.write(self.one, 0, text="Un matin.")
        self.write(self.other, 0, text="Un soir.")
        text = self.tool("merge", self.one, self.other, "-o", self.out)
        self.assertIn("To be chosen:\n  Choose for Section", text)
        collision, = find_records(self.records(self.out), "collision")
        self.assertEqual({collision["one"], collision["other"]}, {"Un matin.", "Un soir."})
        self.assertEqual(self.json("info", self.out, "--json")["collisions"], 1)
        self.assertIn("«\u00a0deux\u00a0»", self.tool("undo", self.out, language="fr"))
        self.assertEqual(find_records(self.records(self.out), "collision"), [])

    def test_again_is_nothing_new(self):
        self.write(self.other, 0, text="Un soir.")
        self.merge(self.one, self.other, "-o", self.out)
        report = self.merge(self.out, self.other, "-o", self.out)
        self.assertFalse(report["news"])
        self.assertEqual(len(self.json("history", self.out, "--json")), 1)
        self.assertIn("Nothing was done in “deux”.", self.tool("merge", self.out, self.other, "-o", self.out))

    def test_killed_at_any_instant(self):
        """The copies are as they were, or the one is the whole result; a part that was left is no obstacle."""
        self.write(self.one, 0, text="Un matin.")
        self.write(self.other, 1, text="Un soir.")
        copy = self.folder / "copie.demains"
        shutil.copy(self.one, copy)
        before = toolcase.digest(self.other)
        # Left alone it takes so long, on this disk.
        start = time.monotonic()
        self.merge(self.one, self.other, "-o", self.one)
        whole = time.monotonic() - start
        merged = 0
        for instant in range(30):
            shutil.copy(copy, self.one)
            process = subprocess.Popen([toolcase.TOOL, "merge", self.one, self.other, "-o", self.one], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(whole * instant / 30)
            process.kill()
            process.wait()
            self.assert_sound(self.one)
            texts = [section["text"] for section in find_records(self.records(self.one), "section")[:2]]
            self.assertIn(texts, (["Un matin.", ""], ["Un matin.", "Un soir."]))
            merged += texts[1] != ""
            self.assertEqual(toolcase.digest(self.other), before)
        print(f"# {merged} of 30 were done before they were killed")
        self.merge(self.one, self.other, "-o", self.one)
        self.assertEqual(find_records(self.records(self.one), "section")[1]["text"], "Un soir.")
        self.assertEqual(sorted(path.name for path in self.folder.glob("un*")), ["un.demains"])

    def test_refusals(self):
        stranger = self.folder / "autre.demains"
        self.tool("new", stranger, "--group", "Les Ormes")
        self.assertIn("“autre.demains” is no copy", self.assert_refused("merge", self.one, stranger, "-o", self.out))
        self.assertFalse(self.out.exists())
        before = toolcase.digest(self.other)
        self.assertIn("already exists", self.assert_refused("merge", self.one, self.other, "-o", self.other))
        self.assertEqual(toolcase.digest(self.other), before)
        self.assert_refused("merge", self.one, self.folder / "nulle-part.demains", "-o", self.out)
        self.assert_refused("merge", self.one, self.other, status=2)
        self.assert_refused("merge", self.one, "-o", self.out, status=2)


if __name__ == "__main__":
    toolcase.tap.main()
