#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Twenty minutes are left and nothing is there: a group that only types and presses Enter comes to a result that can
be presented, through the real window, inside session.py --media."""
import re
from pathlib import Path

from newcomer import records
from program import LANGUAGE, Desktop, Program, tap, tool, tr

GROUP = "Les Tilleuls"
# Besides typing, from the first key in the welcome window to the last answer.
MOST_ACTIONS = 60
WORDS = {
    "fr": {
        "line": "une maison où personne ne fait la queue",
        "answer": "quelqu’un frappe au volet chaque matin et attend la réponse",
        "function": "veille de rue",
        "job": "veilleur de rue",
        "scene": "deux voisins frappent au volet",
    },
    "en": {
        "line": "a house where nobody stands in a line",
        "answer": "somebody knocks at the shutter each morning and waits",
        "function": "street watch",
        "job": "street watcher",
        "scene": "two neighbours knock at the shutter",
    },
}[LANGUAGE]


class TwentyMinutes:
    def __init__(self):
        self.desktop = Desktop()
        self.program = None
        self.project = None
        self.actions = 0

    def way(self):
        return [self.start, self.fill_in, self.complete, self.draft_is_theirs]

    def press(self, chord):
        self.desktop.press(chord)
        self.actions += 1

    def start(self):
        self.program = Program(self.desktop)
        self.program.find("text", "Group Name", state="focused")
        self.desktop.type(GROUP)
        self.program.press("Start")
        self.actions += 1
        self.program.find("button", "Main Menu")
        self.program.wait(lambda: not self.program.application.all("button", tr("Start")), "the welcome window stays")
        self.program.maximise()
        self.project, = Path.home().rglob(f"{GROUP}*.demains")
        self.program.go_to("Overview")
        self.actions += 1
        self.program.press(tr("20 _Minutes Left…").replace("_", ""))
        self.actions += 1

    def asked(self):
        """The question of the field that has the keyboard, and what stands beside it."""
        fields = self.program.application.all("text", state="focused")
        return (fields[0].name, fields[0].description) if fields else None

    def answer(self, question):
        """What is typed under a heading: by what kind of thing it asks for, as the people read it."""
        for text, word in (("What does the CCAS do for people?", "function"), ("Who works there? Name a job.", "job"),
                           ("What is seen in the film? Name a scene.", "scene"), ("What is your vision, in one line?", "line")):
            if question == tr(text):
                return WORDS[word]
        return WORDS["answer"]

    def fill_in(self):
        last = None
        while not self.program.application.all("button", tr("Read _Aloud").replace("_", "")):
            asked = self.program.wait(lambda: self.asked() != last and self.asked(), "nothing more is asked")
            self.desktop.type(self.answer(asked[0]))
            self.press("Control_L+Return")
            last = asked
            self.program.wait(
                lambda: self.asked() != last or self.program.application.all("button", tr("Read _Aloud").replace("_", "")), "the answer is not taken")
            assert self.actions <= MOST_ACTIONS, self.actions
        print(f"# {self.actions} actions besides typing", flush=True)

    def complete(self):
        self.program.find("label|heading", "Everything Is There")
        self.program.wait_saved()
        data = {kind: records(self.project, kind) for kind in ("sections", "functions", "jobs", "scenes")}
        assert all(len(section["text"].split()) >= 5 for section in data["sections"]), data["sections"]
        assert [len(data[kind]) for kind in ("sections", "functions", "jobs", "scenes")] == [7, 3, 2, 5], data
        assert all(job["purpose"] for job in data["jobs"]), data["jobs"]
        assert WORDS["line"] in tool("export", self.project)

    def draft_is_theirs(self):
        """It is read aloud next, and one of its words is changed."""
        self.program.press(tr("Read _Aloud").replace("_", ""))
        self.program.find("grouping", "Vision")
        name = re.compile("^" + re.escape(tr("Text of: %s").removesuffix("%s")))
        self.desktop.focus(self.program.application.all("text", name)[0])
        self.desktop.press("Control_L+End")
        self.desktop.type(" demain")
        self.program.wait_saved()
        assert records(self.project, "sections")[0]["text"].endswith("demain")
        self.program.quit()


if __name__ == "__main__":
    tap.steps(TwentyMinutes().way())
