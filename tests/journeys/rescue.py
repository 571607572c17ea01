#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A damaged file, rescued through the real window: rescue.py

A page of a group's project was overwritten on the stick. Who opens it is told,
has what is sound rescued into a new file, and goes on with that.
"""
import hashlib
import json
from pathlib import Path

from program import Desktop, Program, tap, tool, tr

PAGE = 16384
SENTENCE = "Il est sept heures. Personne n’attend derrière un guichet."


class Damaged:
    def __init__(self):
        self.project = Path.home() / "Demains" / "Les Halles.demains"
        self.rescued = self.project.with_name(tr("%s (rescued).demains").replace("%s", "Les Halles"))
        self.program = None

    def way(self):
        return (self.damage_a_page, self.open_and_be_offered_a_rescue, self.rescue_into_a_new_file, self.go_on_with_it)

    def damage_a_page(self):
        self.project.parent.mkdir(parents=True)
        tool("new", self.project, "--group", "Les Halles")
        exported = json.loads(tool("export", self.project))
        exported["sections"][0]["text"] = SENTENCE
        source = self.project.with_name("in.json")
        source.write_text(json.dumps(exported), encoding="utf-8")
        tool("import", self.project, source)
        data = bytearray(self.project.read_bytes())
        # The header stays, and says that this is a project; the rest of its page is gone.
        data[100:PAGE] = bytes(byte ^ 0x5A for byte in data[100:PAGE])
        self.project.write_bytes(data)

    def open_and_be_offered_a_rescue(self):
        self.before = hashlib.sha256(self.project.read_bytes()).hexdigest()
        self.program = Program(Desktop(), self.project)
        self.program.press(tr("_Rescue…").replace("_", ""))

    def rescue_into_a_new_file(self):
        self.program.file_dialog()
        self.program.desktop.press("Return")
        self.program.find("label|heading", "The Project Is Rescued")
        assert hashlib.sha256(self.project.read_bytes()).hexdigest() == self.before, "the damaged file was touched"
        tool("check", self.rescued)
        assert json.loads(tool("export", self.rescued))["sections"][0]["text"] == SENTENCE

    def go_on_with_it(self):
        self.program.press(tr("_Open").replace("_", ""))
        self.program.find("button", "Main Menu")
        self.program.wait(lambda: self.program.application.all("frame", "Les Halles"), "the rescued project does not open")
        self.program.quit()


def main():
    tap.steps(Damaged().way())


if __name__ == "__main__":
    main()
