# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Demains as a person meets it: started, seen and used through its real window, inside session.py --media."""
import gettext
import os
import re
import shlex
import subprocess
import sys
import time
from pathlib import Path

SUPPORT = Path(__file__).resolve().parents[1] / "support"
sys.path.insert(0, str(SUPPORT))

import atspi  # noqa: E402
import tap  # noqa: E402, F401
from desktop import Desktop  # noqa: E402

LANGUAGE = os.environ["LC_ALL"][:2]
SETTLE_SECONDS = 0.6
# How long keys are on their way to the window.
KEY_SECONDS = 0.5
# The keys of 1 to 9 on the session's French layout, and letters.
PAGE_KEYS = {
    "Overview": "ampersand", "Signals": "eacute", "What If": "quotedbl", "Vision": "apostrophe", "Functions": "parenleft", "Jobs": "j",
    "Path": "egrave", "Script": "r", "Shoot": "underscore", "Film": "ccedilla", "History": "h", "To Decide": "Shift_L+d",
}  # fmt: skip


def translations():
    """The French that this build was installed with; English needs none."""
    if LANGUAGE == "en":
        return gettext.NullTranslations()
    folders = os.environ["XDG_DATA_DIRS"].split(":")
    found = [folder for folder in folders if gettext.find("demains", f"{folder}/locale", [LANGUAGE])]
    return gettext.translation("demains", f"{found[0]}/locale", [LANGUAGE])


CATALOGUE = translations()


def tr(text, context=None):
    """A text of the interface in the language of the session."""
    return CATALOGUE.pgettext(context, text) if context else CATALOGUE.gettext(text)


class Program:
    """One run of the application. The pictures it takes are numbered in a folder, if there is one."""

    def __init__(self, desktop, *arguments, pictures=None):
        self.desktop = desktop
        self.pictures = pictures
        # A Flatpak is started by another command than a build.
        command = shlex.split(os.environ.get("DEMAINS_COMMAND", "demains"))
        self.process = subprocess.Popen([*command, *map(str, arguments)])
        self.application = atspi.application(self.process.pid)
        self.maximise()

    def maximise(self):
        """The window that has the keyboard, or soon will."""
        self.wait(self.active_frames, "no window has the keyboard")
        self.desktop.press("Super_L+Up")
        time.sleep(SETTLE_SECONDS)

    def find(self, role, name, **options):
        return self.application.find(role, tr(name) if isinstance(name, str) else name, **options)

    def press(self, name, role="button|toggle button|radio button", **options):
        widget = self.find(role, name, state="sensitive", **options)
        # A menu button wraps the toggle button that acts; a button row acts only by key.
        acting = [part for part in widget.walk() if "click" in part.actions()]
        if acting:
            acting[0].press("click")
        else:
            self.desktop.focus(widget)
            self.desktop.press("space")

    def click(self, role, name, **options):
        """With the pointer, for what has no action of its own."""
        widget = self.find(role, name, **options)
        self.desktop.click(widget)
        return widget

    def write(self, name, text, role="text|entry", **options):
        """Walks to a field with Tab and types into it."""
        field = self.find(role, name, **options)
        self.desktop.focus(field)
        self.desktop.type(text)
        return field

    def go_to(self, page):
        """Shows a screen, by the sidebar or, where a narrow window hides it, by its key."""
        row = self.application.all("list item", tr(page))
        if row:
            self.desktop.click(row[0])
        else:
            self.desktop.press(f"Control_L+{PAGE_KEYS[page]}")
        self.find("grouping", page)
        time.sleep(SETTLE_SECONDS)

    def go_by_key(self, page):
        """A screen by its key; a window that has only just come may miss the first."""
        def shown():
            self.desktop.press(f"Control_L+{PAGE_KEYS[page]}")
            return atspi.wait_until(lambda: self.application.all("grouping", tr(page)), 5)

        self.wait(shown, f"{page} does not show")

    def active_frames(self):
        return self.application.all("frame", state="active")

    def act(self, action):
        """An action of the window, as screen readers list them."""
        self.active_frames()[0].press(action)

    def compare(self, *paths):
        """From the welcome window: one project in the dialog, the others in the window that comes."""
        self.desktop.press("Control_L+n")
        self.press("Compare…")
        for number, path in enumerate(paths):
            if number > 0:
                self.press("Add Projects")
            self.choose_file(path)
            self.find("grouping", re.compile(f"^({tr('Compare')}|{tr('Side by Side')})$"))
            if not self.application.all("button", tr("Add Projects")):
                # A narrow window shows first what there is to compare, then the groups.
                self.desktop.click(self.find("list", "What to compare").all("list item")[0])
        self.maximise()

    def file_dialog(self):
        """GTK's own, or in a sandbox the desktop's."""
        sandboxed = atspi.speaks_for(self.application.process)
        owner = atspi.application_named("xdg-desktop-portal-gtk") if sandboxed else self.application
        return owner.find("dialog|file chooser", state="active")

    def choose_file(self, path):
        """A slash opens the field to type a path in."""
        self.file_dialog()
        self.desktop.type(f"{path}\n")
        time.sleep(SETTLE_SECONDS)

    def wait(self, condition, what, seconds=atspi.FIND_SECONDS):
        result = atspi.wait_until(condition, seconds)
        assert result, f"{what}; there is\n{self.application.dump()}"
        return result

    def wait_saved(self):
        # From the first key on the line says that it is not saved yet.
        time.sleep(KEY_SECONDS)
        self.find("label", re.compile(f"^{re.escape(tr('Everything is saved'))}"))

    def picture(self, name):
        if self.pictures:
            time.sleep(SETTLE_SECONDS)
            number = len(list(self.pictures.glob("*.png"))) + 1
            self.desktop.screenshot(self.pictures / f"{number:02}-{name}.png")

    def quit(self):
        """Closes as people do, and waits for the end."""
        self.desktop.press("Control_L+q")
        status = self.process.wait(timeout=20)
        assert status == 0, f"the application ended with {status}"


def tool(*arguments):
    """What demains-tool says."""
    command = shlex.split(os.environ.get("DEMAINS_TOOL_COMMAND", "demains-tool"))
    answer = subprocess.run([*command, *map(str, arguments)], capture_output=True, text=True, timeout=120, check=False)
    assert answer.returncode == 0, f"demains-tool {' '.join(map(str, arguments))}: {answer.stderr}"
    return answer.stdout
