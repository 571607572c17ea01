#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of every screen, empty and full: screens.py FOLDER SAMPLE OTHER, inside session.py --media.

SAMPLE and OTHER are project files. A screen that cannot be shown is told, and
the next one is tried.
"""
import json
import re
import shutil
import subprocess
import sys
import time
import traceback
from pathlib import Path

from program import Desktop, Program, tool, tr
from two_laptops import edit

PAGES = ("Overview", "Signals", "What If", "Vision", "Functions", "Jobs", "Path", "Script", "Shoot", "Film", "History")
CARDS = ("Signals", "What If", "Functions", "Jobs", "Script")
LOAD_SECONDS = 2


class Screens:
    def __init__(self, folder, sample, other):
        self.desktop = Desktop()
        self.folder = folder
        place = Path.home() / "Demains"
        place.mkdir(parents=True)
        self.sample, self.other = (Path(shutil.copy(path, place)) for path in (sample, other))
        self.program = None
        self.failures = 0

    def attempt(self, step, *arguments):
        try:
            step(*arguments)
        except Exception:
            self.failures += 1
            print(f"== {self.folder.name}: {step.__name__} {' '.join(map(str, arguments))}", file=sys.stderr)
            traceback.print_exc(limit=-2)

    def start(self, *arguments):
        self.program = Program(self.desktop, *arguments, pictures=self.folder)

    def empty(self):
        self.start()
        self.program.picture("welcome")
        self.program.write("Group Name", "Les Glycines")
        self.program.press("Start")
        self.in_window()
        for page in PAGES:
            self.attempt(self.page, page, "empty")
        self.attempt(self.twenty_minutes)
        self.program.quit()

    def full(self):
        self.start(self.sample)
        self.in_window()
        time.sleep(LOAD_SECONDS)
        for page in PAGES:
            self.attempt(self.history if page == "History" else self.page, page, "full")
            if page in CARDS:
                self.attempt(self.card, page)
            if page == "Functions":
                self.attempt(self.function_parts)
            if page == "Script":
                self.attempt(self.script_parts)
                self.attempt(self.prop_photo)
            if page == "Jobs":
                self.attempt(self.job_sheet)
            if page == "Shoot":
                self.attempt(self.shooting)
            if page == "Film":
                self.attempt(self.film)
        for name, chord in (("search", "Control_L+f"), ("preferences", "Control_L+comma"), ("shortcuts", "Control_L+question"),
                            ("print", "Control_L+p"), ("typing", "Control_L+Shift_L+t")):
            self.attempt(self.dialog, name, chord)
        self.attempt(self.programme)
        self.attempt(self.nameless_copy)
        self.attempt(self.wall, "Signals")
        self.attempt(self.wall, "Script", ("t", "table"))
        self.attempt(self.read_aloud)
        self.attempt(self.group_details)
        self.attempt(self.about)
        self.attempt(self.focus_mode)
        self.attempt(self.trouble)
        self.attempt(self.compare)
        self.program.quit()

    def workshop(self):
        """A facilitator's file: as it begins, and with groups."""
        self.start()
        self.program.press("Prepare a Workshop…")
        time.sleep(LOAD_SECONDS)
        self.program.picture("prepare")
        self.desktop.type("Rencontres de Lyon\n")
        self.program.find("text|entry", "New group…", seconds=20)
        self.in_window()
        self.program.picture("workshop-empty")
        self.program.write("New group…", "Les Halles\nLes Tilleuls\nLa Croix-Rousse\n")
        self.program.picture("workshop-full")
        self.program.quit()

    def laptops(self):
        """Two copies that were worked on apart: what each did, what is to be decided, what can be freed."""
        stick = Path.home() / "STICK"
        stick.mkdir()
        other = Path(shutil.copy(self.sample, stick))
        for path, sentence in ((self.sample, "Il pleut depuis l’aube."), (other, "Il neige depuis l’aube.")):
            edit(path, lambda data: data["sections"][0].update(text=data["sections"][0]["text"] + " " + sentence))
        edit(other, lambda data: data["jobs"][0].update(place="Partout dans la ville"))
        self.start(self.sample)
        self.in_window()
        self.desktop.press("Control_L+m")
        self.program.choose_file(other)
        self.program.find("button", tr("_Merge").replace("_", ""), state="sensitive")
        time.sleep(LOAD_SECONDS)
        self.program.picture("merge")
        self.program.press(tr("_Merge").replace("_", ""))
        time.sleep(LOAD_SECONDS)
        self.desktop.press("Control_L+Shift_L+d")
        time.sleep(LOAD_SECONDS)
        self.program.picture("decide")
        self.desktop.press("Control_L+underscore")
        take = json.loads(tool("takes", self.sample, "--json"))[0]["title"]
        self.desktop.focus(self.program.find("list item", re.compile("^" + re.escape(take))))
        self.desktop.press("Delete")
        self.program.act("win.free-space")
        time.sleep(LOAD_SECONDS)
        self.program.picture("free-space")
        self.desktop.press("Escape")
        time.sleep(LOAD_SECONDS)
        self.program.quit()

    def recents(self):
        self.start()
        self.program.picture("welcome-recents")
        self.program.quit()

    def in_window(self):
        """A group's window, as large as the monitor."""
        self.program.find("button", "Main Menu", seconds=20)
        self.program.wait(lambda: not self.program.application.all("button", tr("Start")), "the welcome window stays")
        self.program.maximise()

    def page(self, page, state):
        self.program.go_to(page)
        self.program.picture(f"{page.lower().replace(' ', '-')}-{state}")

    def card(self, page):
        """Where list and sheet do not fit beside each other, the sheet is a screen of its own."""
        if self.program.application.all("grouping", tr("More")) or self.program.application.all("button", tr("More")):
            return
        pages = self.program.application.all("grouping", tr(page))
        cards = [item for item in pages[-1].all("list item") if item.name]
        self.desktop.click(cards[0])
        time.sleep(LOAD_SECONDS)
        self.program.picture(f"{page.lower().replace(' ', '-')}-sheet")

    def function_parts(self):
        """What is beside the functions: ways of working, and what becomes of the missions of today."""
        self.parts("Functions", (("ways", tr("Ways of Working", "functions")), ("missions", tr("Today", "functions"))), tr("Functions"))

    def script_parts(self):
        self.parts("Script", (("props", tr("Props")), ("consents", tr("Who May Be Filmed"))), tr("Scenes"))

    def prop_photo(self):
        """Of a prop, with the camera: before it is taken and after, and not kept."""
        self.program.go_to("Vision")
        self.program.go_to("Script")
        self.program.press(re.compile(f"^{re.escape(tr('Props'))}$"), role="page tab")
        time.sleep(LOAD_SECONDS)
        self.card("Script")
        self.program.press("Take a Photo…")
        self.program.find("button", "Take Photo", state="focused", seconds=20)
        time.sleep(LOAD_SECONDS)
        self.program.picture("script-photo")
        self.desktop.press("space")
        self.program.find("button", tr("Keep", "photo"), state="focused")
        self.program.picture("script-photo-taken")
        self.desktop.press("Escape")
        time.sleep(0.5)
        self.program.go_to("Vision")
        self.program.go_to("Script")
        self.program.press(re.compile(f"^{re.escape(tr('Scenes'))}$"), role="page tab")

    def parts(self, page, parts, first):
        """Each of the parts of a page, then the first again."""
        # A narrow window may still show a sheet.
        self.program.go_to("Vision")
        self.program.go_to(page)
        for name, part in (*parts, (None, first)):
            self.program.press(re.compile(f"^{re.escape(part)}$"), role="page tab")
            time.sleep(LOAD_SECONDS)
            if name:
                self.program.picture(f"{page.lower()}-{name}")

    def job_sheet(self):
        """The selected job as on paper: its head, and further down its day."""
        self.desktop.press("Control_L+Shift_L+f")
        self.program.picture("jobs-paper")
        self.desktop.focus(self.program.find("button", "Nearest job sheet of today"))
        self.program.picture("jobs-paper-day")
        self.desktop.press("Control_L+Shift_L+f")

    def history(self, page, state):
        """A version with a name, what was changed since, and the same as the version's own screen."""
        self.program.go_to(page)
        self.program.write("Name This Version…", "Avant le repas\n")
        self.change()
        self.program.go_to(page)
        time.sleep(LOAD_SECONDS)
        self.program.picture(f"{page.lower().replace(' ', '-')}-{state}")
        row = self.program.application.find("list item", re.compile(re.escape(tr("%s, named").removeprefix("%s")) + "$"))
        self.desktop.click(row)
        time.sleep(LOAD_SECONDS)
        self.program.picture(f"{page.lower()}-version")

    def change(self):
        """What a group does after the break: a card more, and other words in a text."""
        self.program.go_to("Functions")
        # A narrow window may still show a sheet.
        for back in self.program.application.all("button", tr("Functions")):
            back.press()
            time.sleep(LOAD_SECONDS)
        self.program.write("New function…", "Les bancs qui parlent\n")
        self.program.go_to("Vision")
        name = re.compile("^" + re.escape(tr("Text of: %s").removesuffix("%s")))
        self.desktop.focus(self.program.application.find("text", name))
        self.desktop.press("Control_L+Home")
        self.desktop.press("Control_L+Delete")
        self.desktop.type("Bientôt ")

    def dialog(self, name, chord):
        self.desktop.press(chord)
        self.show_dialog(name)

    def trouble(self):
        """What is said of a file that is no video."""
        film = self.sample.with_name(tr("Untitled take") + ".mp4")
        film.write_bytes(b"film")
        self.program.go_to("Shoot")
        self.program.press("Import Videos…")
        self.program.choose_file(film)
        time.sleep(LOAD_SECONDS)
        self.program.picture("trouble")

    def programme(self):
        self.program.act("win.programme")
        self.show_dialog("programme")

    def shooting(self):
        """What is noted of a take, and 3, 2, 1 before filming, which is called off."""
        take = json.loads(tool("takes", self.sample, "--json"))[0]["title"]
        self.desktop.focus(self.program.find("list item", re.compile("^" + re.escape(take))))
        self.desktop.press("e")
        time.sleep(LOAD_SECONDS)
        self.program.picture("shoot-take")
        self.desktop.press("Escape")
        time.sleep(0.5)
        # The longest that can be chosen, for the picture.
        subprocess.run(["gsettings", "set", "org.demains.Demains", "countdown", "5"], check=True)
        self.program.press("Record")
        self.program.find("button", "Cancel")
        self.program.picture("shoot-countdown")
        self.desktop.press("Escape")
        time.sleep(0.5)

    def choose_clip(self, key):
        self.desktop.focus(self.program.find("list item", re.compile(r"^1\. ")))
        self.desktop.press(key)

    def film(self):
        """Its title card, and the film while it plays."""
        self.choose_clip("space")
        time.sleep(LOAD_SECONDS)
        self.program.picture("film-card")
        self.desktop.press("v")
        time.sleep(LOAD_SECONDS)
        self.program.picture("film-playing")
        self.desktop.press("v")
        time.sleep(0.5)
        self.correct_captions()

    def correct_captions(self):
        """Of the second clip's take, of which the script says nothing: one is added."""
        self.choose_clip("Down")
        time.sleep(LOAD_SECONDS)
        self.desktop.press("e")
        time.sleep(LOAD_SECONDS)
        self.program.picture("film-captions")
        self.program.find("button", "Add a Caption").press()
        time.sleep(LOAD_SECONDS)
        self.program.picture("film-caption-added")
        self.program.find("button", "Back to the Clips").press()
        time.sleep(0.5)

    def nameless_copy(self):
        self.program.act("win.save-nameless-copy")
        self.show_dialog("nameless-copy")

    def wall(self, page, *others):
        """A page for the room; then what else a key shows of it."""
        self.program.go_to(page)
        self.desktop.press("F5")
        self.program.picture(f"{page.lower()}-wall")
        for key, name in others:
            self.desktop.press(key)
            time.sleep(0.5)
            self.program.picture(f"{page.lower()}-wall-{name}")
        self.desktop.press("F5")
        time.sleep(0.5)

    def read_aloud(self):
        self.program.go_to("Vision")
        self.program.press("Read Aloud")
        self.program.picture("vision-aloud")
        self.desktop.press("Escape")
        time.sleep(0.5)

    def twenty_minutes(self):
        """Asked for a line, and for the first answer."""
        self.program.go_to("Overview")
        self.program.press(tr("20 _Minutes Left…").replace("_", ""))
        self.program.find("button", tr("_Skip").replace("_", ""))
        self.program.picture("twenty-minutes")
        self.desktop.type("Une maison où personne ne fait la queue\n")
        self.program.picture("twenty-minutes-answer")
        self.desktop.press("Escape")
        time.sleep(0.5)

    def group_details(self):
        self.program.go_to("Vision")
        self.program.act("win.group-details")
        self.show_dialog("group-details")

    def about(self):
        """GTK 4.18 names no menu item to screen readers: it is the last but one."""
        self.program.press("Main Menu")
        self.program.find("menu", "Main Menu").all("menu item")[-2].press("click")
        self.show_dialog("about")

    def show_dialog(self, name):
        time.sleep(LOAD_SECONDS)
        if name == "search":
            self.desktop.type("rue")
            time.sleep(LOAD_SECONDS)
        self.program.picture(name)
        self.desktop.press("Escape")
        time.sleep(0.5)

    def focus_mode(self):
        self.program.go_to("Vision")
        time.sleep(LOAD_SECONDS)
        self.desktop.press("F11")
        self.program.find("button", "Leave Focus Mode")
        self.program.picture("vision-focus")
        self.desktop.press("Escape")

    def compare(self):
        self.program.compare(self.sample, self.other)
        time.sleep(LOAD_SECONDS)
        self.program.picture("compare")


def main():
    folder, sample, other = map(Path, sys.argv[1:])
    screens = Screens(folder, sample, other)
    for part in (screens.empty, screens.full, screens.workshop, screens.laptops, screens.recents):
        screens.attempt(part)
        if screens.program and screens.program.process.poll() is None:
            screens.program.process.kill()
    return 1 if screens.failures else 0


if __name__ == "__main__":
    sys.exit(main())
