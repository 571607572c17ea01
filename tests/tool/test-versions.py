#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Versions: named, listed, restored, each in a process of its own."""
import json

import toolcase
from toolcase import ToolCase, find_records


class Versions(ToolCase):
    def setUp(self):
        super().setUp()
        self.new()

    def write(self, text):
        data = json.loads(self.tool("export", self.project))
        find_records(data, "section")[0]["text"] = text
        source = self.folder / "in.json"
        source.write_text(json.dumps(data), encoding="utf-8")
        self.tool("import", self.project, source)

    def text(self):
        return find_records(json.loads(self.tool("export", self.project)), "section")[0]["text"]

    def names(self):
        return [version["name"] for version in self.json("version", self.project, "--json")]

    def test_a_version_comes_back_and_can_be_undone(self):
        self.write("un")
        self.tool("version", self.project, "avant midi")
        self.write("deux")
        self.tool("version", self.project, "après midi")
        self.assertEqual(self.names(), ["avant midi", "après midi"])
        self.tool("restore", self.project, "avant midi")
        self.assertEqual(self.text(), "un")
        self.tool("restore", self.project, "après midi")
        self.assertEqual(self.text(), "deux")
        self.tool("undo", self.project)
        self.assertEqual(self.text(), "un")
        self.assertIn("avant midi", self.tool("version", self.project))
        self.assert_sound(self.project)

    def test_the_last_of_a_name_counts(self):
        for text in ("un", "deux"):
            self.write(text)
            self.tool("version", self.project, "pause")
        self.write("trois")
        self.tool("restore", self.project, "pause")
        self.assertEqual(self.text(), "deux")
        self.assertIn("Nothing has changed", self.tool("restore", self.project, "pause"))

    def test_unknown_and_empty_names(self):
        before = toolcase.digest(self.project)
        self.assertIn("no version", self.assert_refused("restore", self.project, "jamais"))
        self.assert_refused("version", self.project, "", status=2)
        self.assertEqual(self.names(), [])
        self.assertEqual(toolcase.digest(self.project), before)


if __name__ == "__main__":
    toolcase.tap.main()
