#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The newcomer's way, through the real window: newcomer.py [--folder FOLDER]

A group makes a project, writes, describes, films, cuts and exports; undoes and
redoes after a restart; and reads its project beside another group's. Each step
is looked at on the screen and in the file. With a folder, the project, the film
and a picture of each step are left there. Runs inside session.py --media, in
the session's language.
"""
import argparse
import contextlib
import json
import re
import subprocess
import time
from pathlib import Path

from program import LANGUAGE, Desktop, Program, tap, tool, tr

from ffprobe import probe

GROUP = "Les Halles"
OTHER = "Belle Rive"
FILM_SECONDS = 5
# What the first picture may come after the button's name, and the last before its press.
START_SECONDS = 2
IN_SECONDS, OUT_SECONDS = 1.0, 3.5
FRAME = 1 / 30

WORDS = {
    "en": {
        "theme": "Ageing",
        "sections": ("It is seven. Aisha does not push the door: it has been open since the first tram.", "Nobody waits behind a counter."),
        "function": "Street watch",
        "audience": "Those who no longer come to us",
        "job": "Street watcher",
        "lunch": "Before lunch",
        "purpose": "Sees early who is getting lost",
        "other": "Here the boat moors twice a week.",
    },
    "fr": {
        "theme": "Vieillissement",
        "sections": (
            "Il est sept heures. Aïcha ne pousse pas la porte : elle est ouverte depuis le premier tram.",
            "Personne n’attend derrière un guichet.",
        ),
        "function": "La veille de rue",
        "audience": "Celles et ceux qui ne viennent plus à nous",
        "job": "Veilleuse de rue",
        "lunch": "Avant le repas",
        "purpose": "Repère tôt qui se perd",
        "other": "Ici, le bateau accoste deux fois par semaine.",
    },
}[LANGUAGE]


def records(path, kinds):
    """The records of a kind in the file: "sections", "jobs" …"""
    return json.loads(tool("export", path))[kinds]


class Newcomer:
    def __init__(self, folder):
        self.desktop = Desktop()
        self.folder = folder
        self.project = None
        self.program = None

    @property
    def film(self):
        return self.project.with_name("film.mp4")

    @property
    def other(self):
        return self.project.with_name(f"{OTHER}.demains")

    def start(self, *arguments):
        self.program = Program(self.desktop, *arguments, pictures=self.folder)

    def way(self):
        return [
            self.start_a_project,
            self.write_two_sections,
            self.add_a_function,
            self.add_a_job_and_link_it,
            self.record_a_take,
            self.trim_it_into_a_clip,
            self.export_the_film,
            self.undo_and_redo_across_a_restart,
            self.bring_back_what_was_before_lunch,
            self.compare_with_another_group,
        ]

    def start_a_project(self):
        self.start()
        self.program.picture("welcome")
        self.program.write("Group Name", GROUP)
        self.program.press(WORDS["theme"])
        self.program.press("Start")
        self.program.find("button", "Undo")
        self.program.maximise()
        self.project, = Path.home().rglob(f"{GROUP}*.demains")
        root, = records(self.project, "projects")
        assert (root["group"], root["theme"], root["language"]) == (GROUP, "ageing", LANGUAGE), root

    def write_two_sections(self):
        self.program.go_to("Vision")
        name = re.compile("^" + re.escape(tr("Text of: %s").removesuffix("%s")))
        texts = self.program.application.all("text", name)
        assert len(texts) >= 2, self.program.application.dump()
        for field, words in zip(texts, WORDS["sections"]):
            self.desktop.focus(field)
            self.desktop.type(words)
            self.program.wait(lambda: field.text == words, f"the text is not what was typed: {field.text}")
        self.program.wait_saved()
        self.program.picture("vision")
        written = [section["text"] for section in records(self.project, "sections")]
        assert written[:2] == list(WORDS["sections"]), written

    def add_a_function(self):
        self.program.go_to("Functions")
        self.program.write("New function…", WORDS["function"] + "\n")
        self.program.write("Public", WORDS["audience"])
        self.program.wait_saved()
        self.program.picture("functions")
        function, = records(self.project, "functions")
        assert (function["name"], function["audience"]) == (WORDS["function"], WORDS["audience"]), function

    def add_a_job_and_link_it(self):
        self.program.go_to("Jobs")
        self.program.write("New job…", WORDS["job"] + "\n")
        self.program.write("In one sentence", WORDS["purpose"])
        self.program.press("Link a Function…")
        self.program.find("text", "Find or create…", state="focused")
        self.desktop.type(WORDS["function"][:5] + "\n")
        self.program.find("button", tr("Go to “%s”") % WORDS["function"])
        self.program.wait_saved()
        self.program.picture("jobs")
        function, = records(self.project, "functions")
        job, = records(self.project, "jobs")
        link, = records(self.project, "links")
        assert {link["source"], link["target"]} == {function["id"], job["id"]}, link
        # It shows at the other end too, and leads there.
        self.program.press(tr("Go to “%s”") % WORDS["function"])
        self.program.find("grouping", "Functions")
        self.program.find("button", tr("Go to “%s”") % WORDS["job"])

    def record_a_take(self):
        self.program.go_to("Shoot")
        self.program.picture("shoot")
        record = self.program.find("button", "Record", state="sensitive")
        looks = []

        def is_filming():
            looks.append(time.monotonic())
            return record.name == tr("Stop")

        record.press()
        self.program.wait(is_filming, "the recording does not start")
        started = time.monotonic()
        time.sleep(FILM_SECONDS / 2)
        self.program.picture("recording")
        time.sleep(max(0, FILM_SECONDS - (time.monotonic() - started)))
        record.press()
        at_least = time.monotonic() - started
        self.program.wait(lambda: record.name == tr("Record"), "the recording does not end")
        # From the last look at which it was not yet filmed.
        at_most = time.monotonic() - looks[-2:][0]
        self.program.picture("take")
        take = self.program.wait(self.complete_take, "no complete take in the file")
        assert at_least - START_SECONDS < take["duration"] / 1e9 < at_most, (take, at_least, at_most)
        assert take["video"] and take["audio"], take

    def complete_take(self):
        takes = json.loads(tool("takes", self.project, "--json"))
        return takes[0] if len(takes) == 1 and takes[0]["complete"] else None

    def trim_it_into_a_clip(self):
        self.program.go_to("Film")
        for point, seconds in (("In Point", IN_SECONDS), ("Out Point", OUT_SECONDS)):
            self.desktop.focus(self.program.find("text", point))
            self.desktop.press("Control_L+a")
            self.desktop.type(f"{seconds:.2f}\n")
        self.program.press("Add Clip")
        self.program.wait(lambda: records(self.project, "clips"), "no clip in the file")
        self.program.wait_saved()
        self.program.picture("film")
        clip, = records(self.project, "clips")
        assert abs(clip["in_point"] / 1e9 - IN_SECONDS) < FRAME, clip
        assert abs(clip["out_point"] / 1e9 - OUT_SECONDS) < FRAME, clip

    def export_the_film(self):
        self.program.press("Export…")
        self.program.file_dialog().find("text", state="focused")
        # GTK puts the proposed name in a moment later, and tells screen readers nothing of it.
        time.sleep(1)
        self.desktop.press("Control_L+a")
        self.desktop.type(f"{self.film}\n")
        toast = tr("Film exported as “%s”").replace("%s", self.film.name)
        self.program.find("label", toast, seconds=60)
        self.program.picture("exported")
        streams, container = probe(self.film)
        seconds = float(container["duration"])
        assert streams["video"]["codec_name"] == "h264" and streams["audio"]["codec_name"] == "aac", streams
        assert abs(seconds - (OUT_SECONDS - IN_SECONDS)) < 2 * FRAME, seconds
        answer = subprocess.run(["ffmpeg", "-v", "error", "-i", self.film, "-f", "null", "-"], capture_output=True, text=True, check=False)
        assert answer.stderr == "" and answer.returncode == 0, answer.stderr

    def undo_and_redo_across_a_restart(self):
        self.program.quit()
        self.start()
        self.program.click("list item", re.compile(f"^{GROUP}"))
        self.program.find("button", "Undo")
        self.program.maximise()
        self.program.press("Undo")
        self.program.wait(lambda: not records(self.project, "clips"), "undo left the clip")
        self.program.picture("undone")
        self.program.press("Redo")
        self.program.wait(lambda: records(self.project, "clips"), "redo did not bring the clip back")
        # It fails for a project that is not sound.
        tool("check", self.project)

    def bring_back_what_was_before_lunch(self):
        """A version with a name; then somebody spoils a text and deletes the only job."""
        self.program.go_to("History")
        # The export made a version by itself, so that closing needed none.
        exported = tr("Film exported as “%s”", "version").replace("%s", self.film.name)
        self.program.find("list item", re.compile("^" + re.escape(exported)))
        self.program.write("Name This Version…", WORDS["lunch"] + "\n")
        self.program.find("list item", re.compile(f"^{WORDS['lunch']}"))
        self.spoil()
        self.program.go_to("History")
        self.program.click("list item", re.compile(f"^{WORDS['lunch']}"))
        card = self.program.find("list item", f"{WORDS['job']}, {tr('Deleted', 'fate')}")
        self.program.picture("history")
        card.find("button", tr("Bring Back"), state="sensitive").press()
        self.program.wait(lambda: records(self.project, "jobs"), "the job did not come back")
        assert records(self.project, "sections")[0]["text"] != WORDS["sections"][0], "more than the job came back"
        self.program.press("Restore Everything")
        self.program.wait(lambda: records(self.project, "sections")[0]["text"] == WORDS["sections"][0], "the text did not come back")
        self.program.find("label", "Nothing Differs")
        self.program.picture("restored")
        tool("check", self.project)

    def spoil(self):
        self.program.go_to("Vision")
        name = re.compile("^" + re.escape(tr("Text of: %s").removesuffix("%s")))
        self.desktop.focus(self.program.find("text", name))
        self.desktop.press("Control_L+a")
        self.desktop.type("Bof")
        self.program.wait_saved()
        self.program.go_to("Jobs")
        self.program.click("list item", re.compile(f"^{WORDS['job']}"))
        self.desktop.press("Delete")
        self.program.wait(lambda: not records(self.project, "jobs"), "the job is still there")

    def compare_with_another_group(self):
        self.make_other_project()
        before = self.other.read_bytes()
        self.program.compare(self.project, self.other)
        for group in (GROUP, OTHER):
            self.program.find("label", group)
        for words in (WORDS["sections"][0], WORDS["other"]):
            self.program.find("label", re.compile(re.escape(words)))
        self.program.picture("compare")
        assert self.other.read_bytes() == before, "comparing changed a project"
        self.program.quit()

    def make_other_project(self):
        tool("new", self.other, "--group", OTHER, "--theme", "ageing", "--language", LANGUAGE)
        exported = json.loads(tool("export", self.other))
        exported["sections"][0]["text"] = WORDS["other"]
        path = self.project.with_name("other.json")
        path.write_text(json.dumps(exported), encoding="utf-8")
        tool("import", self.other, path)

    def failed(self):
        """What the screen showed when it went wrong."""
        if self.folder:
            with contextlib.suppress(Exception):
                self.program.picture("failed")

    def keep(self):
        if self.folder and self.project:
            for path in (self.project, self.film):
                if path.exists():
                    (self.folder / path.name).write_bytes(path.read_bytes())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path)
    newcomer = Newcomer(parser.parse_args().folder)
    try:
        tap.steps(newcomer.way(), newcomer.failed)
    finally:
        newcomer.keep()


if __name__ == "__main__":
    main()
