#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Undo, redo and history, each in a process of its own."""
import json

import toolcase
from toolcase import ToolCase, find_records


class History(ToolCase):
    def setUp(self):
        super().setUp()
        self.new()

    def records(self):
        return json.loads(self.tool("export", self.project))

    def write(self, text):
        """Puts text into the first section, as one step."""
        data = self.records()
        find_records(data, "section")[0]["text"] = text
        source = self.folder / "in.json"
        source.write_text(json.dumps(data), encoding="utf-8")
        self.tool("import", self.project, source)

    def text(self):
        return find_records(self.records(), "section")[0]["text"]

    def test_a_new_project_has_nothing_to_undo(self):
        before = toolcase.digest(self.project)
        self.assertIn("nothing to undo", self.assert_refused("undo", self.project))
        self.assertIn("nothing to redo", self.assert_refused("redo", self.project))
        self.assertEqual(self.json("history", self.project, "--json"), [])
        self.assertEqual(toolcase.digest(self.project), before)

    def test_undo_and_redo_outlive_processes(self):
        self.write("un")
        self.write("deux")
        self.write("trois")
        self.assertEqual(self.text(), "trois")
        for expected in ("deux", "un", ""):
            self.tool("undo", self.project)
            self.assertEqual(self.text(), expected)
        self.assert_refused("undo", self.project)
        for expected in ("un", "deux", "trois"):
            self.tool("redo", self.project)
            self.assertEqual(self.text(), expected)
        self.assert_refused("redo", self.project)
        self.assert_sound(self.project)

    def test_a_new_step_ends_redo(self):
        self.write("un")
        self.tool("undo", self.project)
        self.write("autre")
        self.assert_refused("redo", self.project)
        self.tool("undo", self.project)
        self.assertEqual(self.text(), "")

    def test_history_lists_the_steps(self):
        self.write("un")
        self.write("deux")
        self.tool("undo", self.project)
        steps = self.json("history", self.project, "--json")
        self.assertEqual(len(steps), 3)
        numbers = [step["number"] for step in steps]
        self.assertEqual(sorted(set(numbers)), sorted(numbers))
        latest = max(steps, key=lambda step: step["number"])
        self.assertEqual(latest["reverses"], sorted(numbers)[1])
        for step in steps:
            self.assertTrue(step["text"])
            self.assertRegex(step["time"], r"^\d{4}-\d\d-\d\dT")
        self.assertEqual(len(self.tool("history", self.project).splitlines()), 3)

    def test_undo_says_what(self):
        self.write("un")
        english = self.tool("undo", self.project).strip()
        self.tool("redo", self.project)
        french = self.tool("undo", self.project, language="fr").strip()
        self.assertTrue(english)
        self.assertRegex(french, "Annuler|annul")


if __name__ == "__main__":
    toolcase.tap.main()
