#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A newcomer's way from a signal to a job through the real window, link by link, inside session.py --media.

thread.py keyboard|pointer: by keyboard alone, or with the pointer wherever there is something to press."""
import re
import sys
from pathlib import Path

from newcomer import records
from program import LANGUAGE, Desktop, Program, tap, tr

GROUP = "Les Tilleuls"
# Typed in a popover, where the compositor's own keys come without Shift.
WORDS = {
    "en": {
        "signals": ("Neighbours paid to watch over a street", "A summer camp for people over ninety"),
        "hypothesis": "what if each street chose its watcher",
        "question": "who watches over those who have no family near",
        "function": "street watch",
        "job": "Street watcher",
    },
    "fr": {
        "signals": ("Des voisins payés pour veiller sur une rue", "Une colonie pour les plus de quatre-vingt-dix ans"),
        "hypothesis": "et si chaque rue choisissait son veilleur",
        "question": "qui veille sur ceux dont la famille est loin",
        "function": "veille de rue",
        "job": "Veilleuse de rue",
    },
}[LANGUAGE]

# From a fresh start to the first signal saved, besides typing.
MOST_ACTIONS = 5


class Thread:
    def __init__(self, by_keyboard):
        self.by_keyboard = by_keyboard
        self.desktop = Desktop()
        self.program = None
        self.project = None
        self.actions = 0

    def way(self):
        return [self.first_signals, self.keep, self.hypothesis, self.question, self.function, self.passage, self.job, self.there_and_back]

    def press(self, name):
        button = self.program.find("button|toggle button", name, state="sensitive")
        if self.by_keyboard:
            self.desktop.focus(button)
            self.desktop.press("space")
        else:
            self.desktop.click(button)
        self.actions += 1

    def go_to(self, page):
        if self.by_keyboard:
            self.program.go_by_key(page)
        else:
            self.program.go_to(page)
        self.actions += 1

    def enter(self, text):
        self.desktop.type(text + "\n")
        self.actions += 1

    def write(self, field, text):
        self.desktop.focus(self.program.find("text", field))
        self.enter(text)

    def record(self, kind, **fields):
        """The one record with these fields, once it is in the file."""

        def look():
            found = [record for record in records(self.project, kind) if all(record[name] == value for name, value in fields.items())]
            return found[0] if len(found) == 1 else None

        return self.program.wait(look, f"no {kind} with {fields}")

    def assert_linked(self, one, other):
        self.program.wait(
            lambda: any({link["source"], link["target"]} == {one["id"], other["id"]} for link in records(self.project, "links")),
            f"no link between {one} and {other}")

    def first_signals(self):
        self.program = Program(self.desktop)
        self.program.find("text", "Group Name", state="focused")
        self.desktop.type(GROUP)
        self.press("Start")
        self.program.find("button", "Main Menu")
        self.program.wait(lambda: not self.program.application.all("button", tr("Start")), "the welcome window stays")
        self.program.maximise()
        self.project, = Path.home().rglob(f"{GROUP}*.demains")
        self.go_to("Signals")
        self.program.find("text", "New signal…", state="focused")
        self.enter(WORDS["signals"][0])
        print(f"# the first signal took {self.actions} actions", flush=True)
        assert self.actions <= MOST_ACTIONS, self.actions
        self.enter(WORDS["signals"][1])
        for title in WORDS["signals"]:
            self.record("signals", title=title)

    def keep(self):
        card = self.program.find("list item", re.compile("^" + re.escape(WORDS["signals"][0])))
        if self.by_keyboard:
            self.desktop.focus(card)
        else:
            self.desktop.click(card)
        self.desktop.press("k")
        self.record("signals", title=WORDS["signals"][0], sorting="keep")

    def hypothesis(self):
        self.press("Link a What If…")
        self.program.find("text", "Find or create…", state="focused")
        self.enter(WORDS["hypothesis"])
        self.assert_linked(self.record("signals", title=WORDS["signals"][0]), self.record("hypotheses", title=WORDS["hypothesis"]))

    def question(self):
        self.go_to("What If")
        self.write("New question…", WORDS["question"])
        self.assert_linked(self.record("hypotheses", title=WORDS["hypothesis"]), self.record("questions", title=WORDS["question"]))

    def function(self):
        self.go_to("Functions")
        self.write("New function…", WORDS["function"])
        self.record("functions", name=WORDS["function"])

    def passage(self):
        """In the first section, by the first letters after an @."""
        self.go_to("Vision")
        name = re.compile("^" + re.escape(tr("Text of: %s").removesuffix("%s")))
        self.desktop.focus(self.program.application.all("text", name)[0])
        for word in (WORDS["question"], WORDS["function"]):
            self.desktop.type(f"2050 @{word[:6]}")
            self.program.find("list item|option|label", re.compile(re.escape(word)))
            self.desktop.type("\n. ")
        section = records(self.project, "sections")[0]
        for kind, fields in (("questions", {"title": WORDS["question"]}), ("functions", {"name": WORDS["function"]})):
            self.assert_linked(section, self.record(kind, **fields))

    def job(self):
        self.go_to("Jobs")
        self.write("New job…", WORDS["job"])
        self.record("jobs", title=WORDS["job"])
        self.press("Link a Function…")
        self.program.find("text", "Find or create…", state="focused")
        self.enter(WORDS["function"][:6])
        self.assert_linked(self.record("functions", name=WORDS["function"]), self.record("jobs", title=WORDS["job"]))

    def there_and_back(self):
        """From the job to the signal behind it in one action, and back in one."""
        before = self.actions
        self.press(tr("Go to “%s”") % WORDS["signals"][0])
        self.program.find("grouping", "Signals")
        self.desktop.press("Alt_L+Left")
        self.actions += 1
        self.program.find("grouping", "Jobs")
        assert self.actions - before == 2


def main():
    tap.steps(Thread(sys.argv[1] == "keyboard").way())


if __name__ == "__main__":
    main()
