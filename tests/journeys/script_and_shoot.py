#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A bulletin of two scenes, by keyboard alone: written, read off the prompter, filmed after a countdown, one with a pause,
one again, and noted; through the real window with a virtual camera, inside session.py --media."""
import json
import re
import time
from pathlib import Path

from newcomer import records
from program import KEY_SECONDS, LANGUAGE, Desktop, Program, tap, tool, tr
from session_manager import SessionManager

GROUP = "Les Tilleuls"
TAKE_SECONDS = 2.5
LIST_SECONDS = 1
PAUSE_SECONDS = 4
COUNTDOWN_SECONDS = 4
NOTE = {"fr": "Odette hésite à la fin", "en": "Odette stumbles at the end"}[LANGUAGE]
SCENES = {
    "fr": (
        ("Ouverture du journal", "Présentation", "Bonsoir. Voici les nouvelles de la rue, en 2050."),
        ("Chez Odette", "Aïcha", "Je ne remplis pas de dossier. Je passe, chaque matin."),
    ),
    "en": (
        ("Opening of the news", "Presenter", "Good evening. Here is the news of the street, in 2050."),
        ("At Odette’s", "Aisha", "I fill in no form. I come by, each morning."),
    ),
}[LANGUAGE]


class ScriptAndShoot:
    def __init__(self):
        self.desktop = Desktop()
        self.manager = SessionManager()
        self.program = None
        self.project = None

    def way(self):
        return [self.start, self.write, self.choose_the_first_scene, self.call_off, self.film, self.film_again, self.film_the_next, self.note,
                self.in_the_file]

    def start(self):
        self.program = Program(self.desktop)
        self.program.find("text", "Group Name", state="focused")
        self.desktop.type(GROUP)
        self.desktop.press("Return")
        self.program.find("button", "Main Menu", seconds=20)
        self.program.wait(lambda: not self.program.application.all("button", tr("Start")), "the welcome window stays")
        self.program.maximise()
        self.project, = Path.home().rglob(f"{GROUP}*.demains")

    def write(self):
        """Title, Enter; who speaks, Enter; what is said."""
        self.program.go_by_key("Script")
        for title, character, words in SCENES:
            self.desktop.focus(self.program.find("text|entry", "New scene…"))
            self.desktop.type(title + "\n")
            self.program.wait(lambda: any(scene["title"] == title for scene in records(self.project, "scenes")), "the scene is not in the file")
            self.desktop.focus(self.program.find("text|entry", "New speech: who speaks?"))
            self.desktop.type(character + "\n")
            # The keyboard is where its words go.
            self.program.find("text", "What is said", state="focused")
            self.desktop.type(words)
        self.program.wait_saved()
        speeches = records(self.project, "speeches")
        assert [(speech["character"], speech["text"]) for speech in speeches] == [(character, words) for _, character, words in SCENES], speeches

    def choose_the_first_scene(self):
        self.program.go_by_key("Shoot")
        self.program.find("button", "Record", state="sensitive", seconds=20)
        self.choose("Scene", f"1. {SCENES[0][0]}")
        self.program.find("grouping|panel|filler", "Prompter")
        # Who chose a scene films it next, with Space.
        self.program.find("button", "Record", state="focused")

    def choose(self, row, value):
        combo = self.program.find("combo box|list item", re.compile("^" + re.escape(tr(row))))
        self.desktop.focus(combo)
        self.desktop.press("space")
        # The list comes with an animation, and keys before its end go elsewhere.
        time.sleep(LIST_SECONDS)
        for _ in SCENES:
            self.desktop.press("Up")
        self.desktop.press("Down")
        self.desktop.press("Return")
        self.program.find("label", value)

    def takes(self):
        return json.loads(tool("takes", self.project, "--json"))

    def button(self):
        return self.program.find("button", re.compile(f"^({tr('Record')}|{tr('Cancel')}|{tr('Stop')})$"))

    def call_off(self):
        """Three, two: not yet. Nobody looks in between, for that may take longer than the countdown."""
        self.desktop.press("space")
        time.sleep(KEY_SECONDS)
        self.desktop.press("Escape")
        time.sleep(COUNTDOWN_SECONDS)
        assert self.button().name == tr("Record"), self.button()
        assert self.takes() == []

    def end(self, count):
        """What is filmed now ends by Space, and is all in the file. The computer stays awake meanwhile."""
        self.program.wait(lambda: self.button().name == tr("Stop"), "nothing is filmed")
        self.program.wait(self.manager.is_held, f"the computer may fall asleep: {self.manager.inhibitors}")
        time.sleep(TAKE_SECONDS)
        self.desktop.press("space")
        self.program.wait(lambda: self.button().name == tr("Record"), "filming does not end")
        self.program.wait(lambda: len(self.takes()) == count and all(take["complete"] for take in self.takes()), f"not {count} takes")

    def film(self):
        """With a pause, for the lines that somebody looked for."""
        self.desktop.press("space")
        self.program.wait(lambda: self.button().name == tr("Stop"), "nothing is filmed")
        time.sleep(TAKE_SECONDS)
        self.desktop.press("semicolon")
        self.program.find("button", "Go On")
        time.sleep(PAUSE_SECONDS)
        self.desktop.press("semicolon")
        self.program.application.gone("button", tr("Go On"))
        self.end(1)

    def film_again(self):
        """In one key: while the take is filmed it ends, and the next begins."""
        self.desktop.press("a")
        self.program.wait(lambda: self.button().name == tr("Stop"), "nothing is filmed")
        time.sleep(TAKE_SECONDS)
        self.desktop.press("a")
        self.program.wait(lambda: len(self.takes()) == 3, "the scene is not filmed again")
        self.end(3)

    def film_the_next(self):
        self.desktop.press("n")
        self.program.find("label", f"2. {SCENES[1][0]}")
        self.desktop.press("space")
        self.end(4)

    def note(self):
        """Of the take that was filmed last: two stars, a note, which Enter ends."""
        self.desktop.press("r")
        self.desktop.press("r")
        self.desktop.press("e")
        self.program.find("text", "Note", state="focused")
        self.desktop.type(NOTE + "\n")
        self.program.find("label", NOTE)
        self.program.wait_saved()
        self.program.wait(lambda: not self.manager.inhibitors and not self.manager.lid_is_held(), "the computer is kept awake")

    def in_the_file(self):
        scenes = {scene["id"]: scene["title"] for scene in records(self.project, "scenes")}
        filmed = [scenes[take["scene"]] for take in records(self.project, "takes")]
        first, second = (title for title, _, _ in SCENES)
        assert filmed == [first, first, first, second], filmed
        said = {speech["id"]: speech["scene"] for speech in records(self.project, "speeches")}
        assert all(said[take["speech"]] == take["scene"] and take["word"] == 0 for take in records(self.project, "takes"))
        assert [take["rating"] for take in records(self.project, "takes")] == [0, 0, 0, 2], records(self.project, "takes")
        assert [take["note"] for take in records(self.project, "takes")] == ["", "", "", NOTE]
        assert all(take["video"] and take["audio"] and take["duration"] > 1e9 for take in self.takes()), self.takes()
        self.program.quit()


if __name__ == "__main__":
    tap.steps(ScriptAndShoot().way())
