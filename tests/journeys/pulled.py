#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A stick that is pulled while a group types: pulled.py [--folder FOLDER]

It is said, the typing goes on, and what was typed is in the project when the
stick is back. Then the program is killed while the stick is away: at the next
start it says that work is kept, and brings it back. With a folder, a picture of
each state is left there. Runs inside session.py --media, in the session's
language.
"""
import argparse
import contextlib
import json
import os
import re
import signal
import time
from pathlib import Path

from program import Desktop, Program, tap, tool, tr

BEFORE, AWAY, BACK, KILLED = "Il est sept heures. ", "La rue parle. ", "Le tram arrive. ", "On garde tout. "
# Three times as long is the order of it, beside other journeys.
PROMISED_SECONDS = 2


class Pulled:
    def __init__(self, pictures):
        self.desktop = Desktop()
        self.stick = Path.home() / "ATELIER"
        self.elsewhere = Path.home() / ".pulled"
        self.project = self.stick / "Les Halles.demains"
        self.pictures = pictures
        self.program = None

    def way(self):
        return (
            self.type_on_the_stick, self.pull_it_while_typing, self.plug_it_in_again, self.be_killed_while_it_is_away,
            self.be_told_at_the_next_start, self.bring_the_work_back, self.close_while_it_is_away,
        )  # fmt: skip

    def pull(self):
        self.stick.rename(self.elsewhere)

    def plug(self):
        self.elsewhere.rename(self.stick)

    def text(self):
        return json.loads(tool("export", self.project))["sections"][0]["text"]

    def kept(self):
        state = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
        return list((state / "demains" / "recovery").glob("*.demains"))

    def start(self, *arguments):
        self.program = Program(self.desktop, *arguments, pictures=self.pictures)

    def type(self, words):
        """At the end of the first section."""
        self.program.go_to("Vision")
        field = self.program.find("text", re.compile("^" + re.escape(tr("Text of: %s").removesuffix("%s"))))
        self.desktop.focus(field)
        self.desktop.press("Control_L+End")
        self.desktop.type(words)

    def wait_for_line(self, message):
        self.program.find("label", message)

    def type_on_the_stick(self):
        self.stick.mkdir()
        tool("new", self.project, "--group", "Les Halles")
        self.start(self.project)
        self.type(BEFORE)
        self.program.wait_saved()

    def pull_it_while_typing(self):
        self.desktop.type(AWAY[:5])
        self.pull()
        pulled = time.monotonic()
        self.desktop.type(AWAY[5:])
        self.wait_for_line("Not saved: stick missing. Kept on this computer.")
        said = time.monotonic() - pulled
        print(f"# said {said:.1f} s after the stick was pulled")
        assert said < 3 * PROMISED_SECONDS, f"{said:.1f} s"
        self.program.find("button", "Save Elsewhere…")
        assert len(self.kept()) == 1
        self.program.picture("missing")

    def plug_it_in_again(self):
        self.plug()
        self.program.wait_saved()
        assert not self.kept()
        self.desktop.type(BACK)
        self.program.wait_saved()
        assert self.text() == BEFORE + AWAY + BACK, self.text()

    def be_killed_while_it_is_away(self):
        self.pull()
        self.desktop.type(KILLED)
        self.wait_for_line("Not saved: stick missing. Kept on this computer.")
        # Typing is on its way to the disk within half a second.
        time.sleep(1.5)
        self.program.process.send_signal(signal.SIGKILL)
        self.program.process.wait()
        assert len(self.kept()) == 1

    def be_told_at_the_next_start(self):
        self.start()
        self.program.find("label|heading", "Work Was Kept")
        self.program.picture("told")
        self.plug()
        self.program.press("Open the Project")

    def bring_the_work_back(self):
        self.program.find("label|heading", "Bring Your Work Back?")
        self.program.picture("offered")
        self.program.press("Bring It Back")
        self.program.find("button", "Main Menu")
        self.program.wait(lambda: not self.kept(), "the recovery file is still there")
        self.program.wait_saved()
        assert self.text() == BEFORE + AWAY + BACK + KILLED, self.text()
        self.program.picture("back")

    def close_while_it_is_away(self):
        self.pull()
        self.type("Encore. ")
        self.wait_for_line("Not saved: stick missing. Kept on this computer.")
        # Typing is on its way to the disk within half a second.
        time.sleep(1.5)
        self.desktop.press("Control_L+w")
        self.program.find("label|heading", "Your Work Is Kept")
        self.program.picture("closing")
        # The window has one too.
        self.program.application.all("button", tr("Close"))[-1].press("click")
        self.program.process.wait(timeout=20)
        assert len(self.kept()) == 1
        self.plug()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path)
    folder = parser.parse_args().folder
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.png"):
            with contextlib.suppress(FileNotFoundError):
                old.unlink()
    tap.steps(Pulled(folder).way())


if __name__ == "__main__":
    main()
