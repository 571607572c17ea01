#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Copies, whole and without names: what is in their bytes."""
import json
import sqlite3

import toolcase
from toolcase import ToolCase, digest, make_video

# What no text of a new project has in it, in all places where somebody can be named.
NAMES = {"name": "Zephyrine", "before": "Balthazar", "by": "Ortolan", "maker": "Quenotte", "gone": "Wilfrida", "scope": "Jusqu’en mai",
         "version": "Version de Bartholomea", "collision": "Hildegarde", "unknown": "Isidora"}
# What people wrote stays.
FREE = "Mélusine pousse la porte"


def record(number, **fields):
    return {"id": f"01a222f8-4db7-7185-a5da-{number:012x}", "position": f"a{number}", **fields}


class Copy(ToolCase):
    def setUp(self):
        super().setUp()
        self.new()
        self.copy = self.folder / "copy.demains"

    def bring(self, **kinds):
        data = {key: value for key, value in self.json("export", self.project).items() if not isinstance(value, list)}
        source = self.folder / "in.json"
        source.write_text(json.dumps({**data, **kinds}))
        self.tool("import", self.project, source)

    def fill(self):
        """Names now, before, deleted, in a version, in a collision, in a backup, in a newer program's record."""
        self.bring(members=[record(1, name=NAMES["before"]), record(2, name=NAMES["gone"])],
                   scenes=[record(3, title="La rue", seen=FREE)])
        self.bring(members=[record(1, name=NAMES["name"], image="yes", consent_scope=NAMES["scope"])],
                   speeches=[record(4, character="Veilleuse", scene=record(3)["id"], member=record(1)["id"], text="Bonsoir.")],
                   props=[record(5, title="Badge", maker=NAMES["maker"])], signals=[record(6, title="Nuit", by=NAMES["by"])],
                   links=[record(7, type="mentions", source=record(1)["id"], target=record(3)["id"])],
                   collisions=[record(8, record=record(6)["id"], field="by", one=NAMES["collision"], other="x")])
        self.tool("version", self.project, NAMES["version"])
        with sqlite3.connect(self.project) as file:
            file.execute("DELETE FROM member WHERE name = ?", (NAMES["gone"],))
            file.execute("INSERT INTO backup (kind, record, json) VALUES ('members', 'x', ?)", (json.dumps({"name": NAMES["gone"]}),))
            file.execute("INSERT INTO unknown_record (kind, id, json) VALUES ('guests', 'x', ?)", (json.dumps({"name": NAMES["unknown"]}),))
        file.close()

    def find(self, path):
        content = path.read_bytes()
        return {key for key, name in NAMES.items() if name.encode() in content}

    def test_whole(self):
        self.fill()
        self.tool("copy", self.project, "-o", self.copy)
        self.assertEqual(self.find(self.copy), set(NAMES))
        self.assertEqual(self.json("export", self.copy), self.json("export", self.project))

    def test_nameless(self):
        self.fill()
        before = digest(self.project)
        self.tool("copy", self.project, "--without-names", "-o", self.copy)
        self.assertEqual(self.find(self.copy), set())
        self.assertIn(FREE.encode(), self.copy.read_bytes())
        self.assertEqual(digest(self.project), before)
        self.assertEqual(sorted(path.name for path in self.folder.glob("*.demains*")), ["copy.demains", "halles.demains"])

        data = self.json("export", self.copy)
        self.assertFalse(data.get("members") or data.get("collisions") or data.get("links"))
        whole = self.json("export", self.project)
        self.assertEqual(len(data["scenes"] + data["signals"] + data["sections"]), len(whole["scenes"] + whole["signals"] + whole["sections"]))
        self.assertEqual(data["speeches"][0]["text"], "Bonsoir.")
        self.assertFalse(data["speeches"][0].get("member"))
        self.assertEqual(self.tool("check", self.copy).strip(), "sound")

    def test_goes_on(self):
        """It is a project like others: changed, undone, and merged into the first, which loses nobody."""
        self.fill()
        self.tool("copy", self.project, "--without-names", "-o", self.copy)
        data = self.json("export", self.copy)
        data["scenes"][0]["title"] = "La place"
        source = self.folder / "change.json"
        source.write_text(json.dumps(data))
        self.tool("import", self.copy, source)
        self.tool("undo", self.copy)
        self.tool("redo", self.copy)
        self.tool("merge", self.project, self.copy, "-o", self.folder / "both.demains")
        both = self.json("export", self.folder / "both.demains")
        self.assertEqual([member["name"] for member in both["members"]], [NAMES["name"]])
        self.assertEqual(both["scenes"][0]["title"], "La place")
        self.assertEqual(both["links"], self.json("export", self.project)["links"])

    def test_films(self):
        video = make_video(self.folder / "street.mp4", seconds=2)
        self.tool("add-take", self.project, video)
        self.tool("copy", self.project, "--without-names", "-o", self.copy)
        self.assertEqual(self.json("takes", self.copy, "--json"), self.json("takes", self.project, "--json"))
        self.assertEqual(self.tool("check", self.copy).strip(), "sound")

    def test_refusals(self):
        before = digest(self.project)
        self.assert_refused("copy", self.project, "--without-names", status=2)
        self.assert_refused("copy", self.project, "--without-names", "-o", self.project)
        self.assert_refused("copy", self.project, "--without-names", "-o", self.folder / "nowhere" / "copy.demains")
        self.assertEqual(digest(self.project), before)


if __name__ == "__main__":
    toolcase.tap.main()
