#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A project that another program has open, through the real window: owner.py [--folder FOLDER]

Who comes second is told since when it is open, and reads. When the other program is
killed, the window offers to go on, and what is typed then is saved.
"""
import argparse
import json
import os
import re
import subprocess
import time
from pathlib import Path

from program import Desktop, Program, tap, tool, tr

# One second is promised (tests/project/test-owner.c); here two busy machines may share a core.
TOLD_SECONDS = 3
SENTENCE = "Nous continuons ici."


class SecondOpener:
    def __init__(self, folder):
        self.project = Path.home() / "Demains" / "Les Halles.demains"
        self.alias = self.project.with_name("raccourci.demains")
        self.pictures = folder
        self.owner = None
        self.program = None

    def way(self):
        return (self.somebody_films, self.open_and_be_told, self.read_only, self.the_owner_is_killed, self.edit_here,
                self.type_and_be_saved, self.open_it_once_more_by_another_name)

    def somebody_films(self):
        self.project.parent.mkdir(parents=True)
        tool("new", self.project, "--group", "Les Halles")
        os.link(self.project, self.alias)
        self.owner = subprocess.Popen(["demains-tool", "record", str(self.project), "--seconds", "120"],
                                      stdout=subprocess.DEVNULL)
        end = time.monotonic() + 20
        while not json.loads(tool("takes", self.project, "--json")):
            assert time.monotonic() < end, "nobody films"
            time.sleep(0.2)

    def banner(self, english):
        pattern = re.escape(tr(english)).replace("%s", ".+")
        return self.program.find("label", re.compile(f"^{pattern}$"))

    def open_and_be_told(self):
        self.program = Program(Desktop(), self.project, pictures=self.pictures)
        # The window is there; from now on.
        start = time.monotonic()
        self.banner("Open in another window since %s. You can read it here, not change it.")
        print(f"# told within {time.monotonic() - start:.2f} s of the window", flush=True)
        assert time.monotonic() - start < TOLD_SECONDS
        self.program.picture("told")

    def read_only(self):
        self.program.find("label", "Read only: nothing you do here is saved")
        assert not self.program.application.all("button", tr("Edit Here")), "the owner is still there"

    def the_owner_is_killed(self):
        self.owner.kill()
        self.owner.wait()
        self.program.find("button", "Edit Here")
        self.program.picture("gone")

    def edit_here(self):
        self.program.desktop.press("Control_L+e")
        self.program.find("label", re.compile(f"^{re.escape(tr('Everything is saved'))}"))
        assert not self.program.application.all("button", tr("Edit Here")), "it is edited here already"
        assert len(self.program.application.all("frame")) == 1, "the window that only read is still there"

    def type_and_be_saved(self):
        self.program.go_to("Vision")
        text = self.program.application.all("text", state="editable")[0]
        self.program.desktop.focus(text)
        self.program.desktop.type(SENTENCE)
        self.program.wait_saved()
        assert SENTENCE in tool("export", self.project)
        self.program.picture("edited")

    def open_it_once_more_by_another_name(self):
        """A hard link is the same project: its window comes, no second one."""
        subprocess.run(["demains", str(self.alias)], check=True, timeout=20)
        time.sleep(2)
        assert len(self.program.application.all("frame")) == 1, "one project has two windows"
        self.program.quit()
        assert len(json.loads(tool("takes", self.project, "--json"))) == 1, "the film of who was killed is lost"


def main():
    parser = argparse.ArgumentParser(description="Open a project that somebody else has open.")
    parser.add_argument("--folder", type=Path, help="for a picture of each step")
    tap.steps(SecondOpener(parser.parse_args().folder).way())


if __name__ == "__main__":
    main()
