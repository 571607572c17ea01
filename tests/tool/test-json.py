#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Export and import lose nothing."""
import json

import toolcase
from toolcase import ToolCase, find_records

TRICKY = "L’été, « ça » brûle…\u202f: 🏠👩🏽‍🌾 <b>&amp;</b> \\ \" \t\r\nالعربية \u200d\ufeff"


class RoundTrip(ToolCase):
    def export(self, path):
        return json.loads(self.tool("export", path))

    def bring_in(self, path, data):
        source = self.folder / "in.json"
        source.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        self.tool("import", path, source)

    def edit(self, **values):
        """Puts values into the first section and brings them in."""
        data = self.export(self.project)
        find_records(data, "section")[0].update(values)
        self.bring_in(self.project, data)

    def test_a_copy_by_json_is_the_same_project(self):
        self.new()
        self.edit(text=TRICKY, question="Qui ?", word_target=75)
        data = self.export(self.project)
        self.assertEqual(find_records(data, "section")[0]["text"], TRICKY)
        copy = self.folder / "copy.demains"
        self.bring_in(copy, data)
        self.assertEqual(self.export(copy), data)
        self.assert_sound(copy)

    def test_import_is_one_step(self):
        self.new()
        before = self.export(self.project)
        data = self.export(self.project)
        for section in find_records(data, "section"):
            section["text"] = "Bonjour"
        self.bring_in(self.project, data)
        self.assertEqual(len(self.json("history", self.project, "--json")), 1)
        self.tool("undo", self.project)
        self.assertEqual(self.export(self.project), before)

    def test_importing_again_changes_nothing(self):
        self.new()
        self.edit(text="Bonjour")
        data = self.export(self.project)
        self.bring_in(self.project, data)
        self.assertEqual(self.export(self.project), data)
        self.assertEqual(len(self.json("history", self.project, "--json")), 1)

    def test_five_megabytes_of_text(self):
        self.new()
        text = ("Il est sept heures, rue du bas. Aïcha frappe au volet d’Odette.\n\n" * 80000)[:5_000_000]
        self.edit(text=text)
        self.assertEqual(find_records(self.export(self.project), "section")[0]["text"], text)
        self.assert_sound(self.project)
        self.tool("undo", self.project)
        self.assertEqual(find_records(self.export(self.project), "section")[0]["text"], "")
        self.tool("redo", self.project)
        self.assertEqual(find_records(self.export(self.project), "section")[0]["text"], text)

    def test_export_to_a_file(self):
        self.new()
        target = self.folder / "out.json"
        self.tool("export", self.project, "-o", target)
        self.assertEqual(json.loads(target.read_text(encoding="utf-8")), self.export(self.project))
        self.assert_refused("export", self.project, "-o", self.folder / "nowhere" / "out.json")


if __name__ == "__main__":
    toolcase.tap.main()
