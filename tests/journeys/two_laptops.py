#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A group that worked on two laptops becomes one again, through the real window: two_laptops.py

It copied its project, both halves went on, and wrote another sentence in one place.
The copy is merged, what collides is decided, and all of it is undone and redone.
"""
import json
import re
import shutil
from pathlib import Path

from program import LANGUAGE, Desktop, Program, tap, tool, tr

BEFORE = "Il est sept heures. Il fait nuit. La porte s’ouvre."
HERE = BEFORE.replace("Il fait nuit.", "Il pleut.")
THERE = BEFORE.replace("Il fait nuit.", "Il neige.")


def edit(project, change):
    """What a group would type, by way of the file: as changes with a history."""
    data = json.loads(tool("export", project))
    change(data)
    source = project.with_suffix(".json")
    source.write_text(json.dumps(data), encoding="utf-8")
    tool("import", project, source)
    source.unlink()


def write(project, text):
    edit(project, lambda data: data["sections"][0].update(text=text))


class TwoLaptops:
    def __init__(self):
        self.project = Path.home() / "Demains" / "Les Halles.demains"
        self.other = Path.home() / "STICK" / "Les Halles.demains"
        self.stranger = Path.home() / "STICK" / "Glycines.demains"
        self.desktop = Desktop()
        self.program = None

    def way(self):
        return (
            self.work_on_two_copies,
            self.be_told_that_a_file_is_another_project,
            self.see_what_each_side_did,
            self.merge_the_copy,
            self.keep_both_sentences,
            self.undo_and_redo_all_of_it,
            self.find_nothing_new,
            self.delete_the_take,
            self.free_its_film,
            self.bring_it_back_without_film,
        )

    def work_on_two_copies(self):
        for path in (self.project, self.other):
            path.parent.mkdir(parents=True)
        tool("new", self.project, "--group", "Les Halles")
        tool("new", self.stranger, "--group", "Les Glycines")
        write(self.project, BEFORE)
        shutil.copy(self.project, self.other)
        write(self.project, HERE)
        write(self.other, THERE)
        tool("record", self.other, "--seconds", "2")
        self.program = Program(self.desktop, self.project)
        self.program.find("button", "Main Menu")
        # The first motion makes the pointer: a click that came with it would be lost.
        self.desktop.move(1, 1)

    def choose(self, path):
        self.desktop.press("Control_L+m")
        self.program.choose_file(path)

    def be_told_that_a_file_is_another_project(self):
        self.choose(self.stranger)
        self.program.find("label|heading", "This Cannot Be Merged")
        self.close()

    def close(self):
        self.program.press(tr("_Close").replace("_", ""))
        self.program.application.gone("dialog", tr("Merge a Copy"))
        self.program.wait(self.program.active_frames, "no window has the keyboard")

    def see_what_each_side_did(self):
        self.choose(self.other)
        for pattern, name in (("Done Here, in “%s”", "Demains/Les Halles"), ("Done in “%s”", "STICK/Les Halles")):
            self.program.find("label|heading|grouping|list", tr(pattern).replace("%s", name))
        self.program.find("label|heading|grouping|list", "For You to Decide")

    def merge_the_copy(self):
        self.program.press(tr("_Merge").replace("_", ""))
        row = self.program.find("list item", "To Decide")
        self.program.wait(lambda: row.description == "1", "the sidebar does not say how much is to be decided")
        self.program.wait_saved()

    def keep_both_sentences(self):
        self.program.go_to("To Decide")
        for word in ("neige", "pleut"):
            self.program.find("label", re.compile(re.escape(tr(" (only here: %s) ").replace("%s", word))))
        button = self.program.find("button", "Keep Both, One After the Other")
        self.desktop.focus(button)
        self.desktop.press("Return")
        self.program.find("label|heading", "Nothing to Decide")
        self.program.wait_saved()
        assert self.text() == BEFORE.replace("Il fait nuit.", "Il neige. Il pleut."), self.text()

    def text(self):
        return json.loads(tool("export", self.project))["sections"][0]["text"]

    def undo_and_redo_all_of_it(self):
        self.desktop.press("Control_L+z")
        self.program.find("button", "Keep Both, One After the Other")
        self.desktop.press("Control_L+z")
        self.program.wait(lambda: not self.program.application.all("button", tr("Keep Both, One After the Other")), "undone, but not gone")
        self.program.wait_saved()
        assert self.text() == HERE, self.text()
        assert json.loads(tool("takes", self.project, "--json")) == []
        for _step in range(2):
            self.desktop.press("Control_L+Shift_L+z")
            self.program.wait_saved()
        assert "Il neige. Il pleut." in self.text(), self.text()
        assert len(json.loads(tool("takes", self.project, "--json"))) == 1

    def find_nothing_new(self):
        self.choose(self.other)
        self.program.find("label|heading", "Nothing New")
        self.close()

    def delete_the_take(self):
        self.program.go_to("Shoot")
        self.take = json.loads(tool("takes", self.project, "--json"))[0]["title"]
        row = self.program.find("list item", re.compile("^" + re.escape(self.take)))
        self.desktop.click(row)
        self.desktop.focus(row)
        self.desktop.press("Delete")
        self.program.application.gone("list item", re.compile("^" + re.escape(self.take)))
        self.program.wait_saved()

    def free_its_film(self):
        self.program.act("win.free-space")
        self.program.find("label", self.take)
        found = json.loads(tool("free-space", self.project, "--dry-run", "--json"))
        assert [take["title"] for take in found["takes"]] == [self.take], found
        assert found["size"] > 10000, found
        self.program.press(tr("_Delete Films").replace("_", ""))
        self.program.wait(
            lambda: json.loads(tool("free-space", self.project, "--dry-run", "--json"))["takes"] == [], "the film is still there"
        )
        self.program.wait(self.program.active_frames, "no window has the keyboard")

    def bring_it_back_without_film(self):
        self.desktop.press("Control_L+z")
        words = re.escape(tr("The film was deleted to free up space: %s")).replace("%s", "")
        self.program.find("label|list item", re.compile(words))
        self.program.wait_saved()
        self.program.quit()
        tool("check", self.project)
        again = Program(self.desktop, self.project)
        again.go_to("Shoot")
        again.find("label|list item", re.compile(words))
        again.quit()


def main():
    print(f"# in {LANGUAGE}")
    tap.steps(TwoLaptops().way())


if __name__ == "__main__":
    main()
