#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""From four takes to an exported film with captions, through the real window, inside session.py --media.

film.py keyboard|pointer: by keyboard alone, or with the pointer alone."""
import json
import re
import subprocess
import sys
import uuid
from pathlib import Path

from newcomer import records
from program import LANGUAGE, SUPPORT, Desktop, Program, atspi, tap, tool, tr

from ffprobe import probe

GROUP = "Les Tilleuls"
FRAME = 1 / 30
# A video is so long; before its speech, which begins and ends with a silence of its own, there is another.
TAKE_SECONDS = 7
SILENCE_SECONDS = 1
WORDS_PER_MINUTE = 130
# Of which scene each take is, and how many stars it has; then what the first cut is to choose of them.
TAKES = ((0, 3), (0, 1), (1, 2), (2, 0))
BEST = (0, 2, 3)
IN_SECONDS, OUT_SECONDS = 1, 5
TRIM_SLACK = 0.1
# Beside the pictures, on both sides.
STRIP_PADDING = 14
# How long a click or a drag has for what it does, before it counts as missed.
MISSED_SECONDS = 5
EXPORT_SECONDS = 120

SCENES = {
    "en": (
        ("The morning round", "Ines", "The street wakes up, and nobody waits alone."),
        ("At the landing", "Marcel", "The boat brings bread, letters and a nurse."),
        ("The evening", "Ines", "Tonight one lamp stays lit for everybody."),
    ),
    "fr": (
        ("La tournée du matin", "Inès", "La rue se réveille, et personne n’attend seul."),
        ("Au ponton", "Marcel", "Le bateau apporte du pain et des lettres."),
        ("Le soir", "Inès", "Cette nuit une lampe reste allumée pour tous."),
    ),
}[LANGUAGE]
CARD = {"en": "Who watches over whom", "fr": "Qui veille sur qui"}[LANGUAGE]


def words(text):
    return re.findall(r"\w+", text)


def timecode(seconds):
    """As the window shows a place in a take."""
    return tr("%d′%02d″%02d") % (0, seconds, 0)


def has_place(widget):
    """Whether it was given some of the window; so was all that changed with it."""
    return min(widget.extents()[2:]) > 0


def film_speech(path, text):
    """A video in which somebody says it."""
    sound = path.with_suffix(".wav")
    subprocess.run([sys.executable, SUPPORT / "speech.py", LANGUAGE, str(WORDS_PER_MINUTE), text, sound, "0"],
                   stdout=subprocess.DEVNULL, check=True)  # fmt: skip
    subprocess.run(
        ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=320x180:rate=30", "-i", sound,
         "-af", f"adelay={1000 * SILENCE_SECONDS}:all=1,apad", "-t", str(TAKE_SECONDS),
         "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", path],
        check=True,
    )  # fmt: skip


class Film:
    def __init__(self):
        self.desktop = Desktop()
        self.project = Path.home() / "Demains" / f"{GROUP}.demains"
        self.film = self.project.with_suffix(".mp4")
        self.captions = self.project.with_suffix(".vtt")
        self.program = None
        self.takes = []

    def way(self):
        return [self.film_four_takes, self.make_a_first_cut, self.trim_a_clip, self.put_it_first, self.add_a_title_card,
                self.play_with_captions, self.export_the_film, self.export_captions_only, self.leave]  # fmt: skip

    def clips(self):
        return records(self.project, "clips")

    def row(self, index):
        """The row of a clip, by its place in the film, once it has its own in the window."""

        def look():
            rows = self.program.find("list", "Clips of the Film").all("list item")
            return rows[index] if index < len(rows) and has_place(rows[index]) else None

        return self.program.wait(look, f"the film has no row {index + 1}")

    def wait_for_position(self, seconds):
        position = self.program.find("text", "Position")
        self.program.wait(lambda: position.text == timecode(seconds), f"the playhead is not at {timecode(seconds)}")

    def is_of(self, numbers):
        """Whether the clips are of these takes."""
        return [clip["take"] for clip in self.clips()] == [self.takes[number] for number in numbers]

    def film_four_takes(self):
        self.project.parent.mkdir(parents=True)
        tool("new", self.project, "--group", GROUP, "--theme", "ageing", "--language", LANGUAGE)
        for number, (scene, _) in enumerate(TAKES, 1):
            video = Path.home() / f"video-{number}.mp4"
            film_speech(video, SCENES[scene][2])
            tool("add-take", self.project, video)
        data = json.loads(tool("export", self.project))
        scenes = [{"id": str(uuid.uuid4()), "title": title} for title, _, _ in SCENES]
        data["scenes"] += scenes
        data["speeches"] += [
            {"id": str(uuid.uuid4()), "scene": scene["id"], "character": character, "text": text}
            for scene, (_, character, text) in zip(scenes, SCENES)
        ]
        for take, (scene, stars) in zip(data["takes"], TAKES):
            take.update(scene=scenes[scene]["id"], rating=stars)
        changed = Path.home() / "changed.json"
        changed.write_text(json.dumps(data), encoding="utf-8")
        tool("import", self.project, changed)
        self.takes = [take["id"] for take in data["takes"]]

    def make_a_first_cut(self):
        self.program = Program(self.desktop, self.project)
        self.program.find("button", "Main Menu")
        self.go_to("Film")
        self.do("f", "First Cut")
        self.program.wait(lambda: self.is_of(BEST), "the first cut is not of the best takes")
        self.row(len(BEST) - 1)

    def trim_a_clip(self):
        """The second, in the silence at both ends."""
        self.choose_second()
        self.program.wait(lambda: has_place(self.program.find("button", "Split Clip")), "the clip is not shown")
        self.trim()

        def is_trimmed():
            clip = self.clips()[1]
            points = clip["in_point"] / 1e9 - IN_SECONDS, clip["out_point"] / 1e9 - OUT_SECONDS
            return all(abs(point) < TRIM_SLACK for point in points)

        self.program.wait(is_trimmed, "the clip is not trimmed")

    def put_it_first(self):
        first, second, third = BEST
        self.move_second_up(lambda: self.is_of((second, first, third)))

    def add_a_title_card(self):
        """Before the clip that is chosen, which opens the film: the words on it are the group's name."""
        self.do("t", "Title Card")
        field = self.program.find("text", "Words on the card", state="focused")
        self.program.wait(lambda: field.text == GROUP, f"the card does not say {GROUP}")
        text = self.write_card()
        self.program.wait(lambda: [clip["text"] for clip in self.clips()] == [text, "", "", ""], "the film does not open with the card")
        self.row(len(BEST))

    def play_with_captions(self):
        """They are shown from the first on; here somebody hides them, and then wants them."""
        self.do("v", "Play the Film")
        self.program.find("button", "Stop the Film")
        captions = self.program.find("toggle button", "Captions", state="pressed")
        self.do("c", "Captions")
        self.program.wait(lambda: not captions.has("pressed"), "the captions are not hidden")
        self.do("c", "Captions")
        self.program.wait(lambda: captions.has("pressed"), "the captions are not wanted again")
        beginnings = (r"\s+".join(words(text)[:2]) for _, _, text in SCENES)
        self.program.find("label", re.compile("|".join(beginnings)))
        self.do("v", "Stop the Film")
        self.program.application.gone("button", tr("Stop the Film"))

    def wait_for_dialog(self, path):
        """The dialog of files, once it proposes the place that is wanted; its name comes a moment later."""
        dialog = self.program.file_dialog()
        field = dialog.find("text", state="focused")
        self.program.wait(lambda: field.text == path.name, f"the dialog does not propose {path.name}")
        return dialog

    def export_the_film(self):
        self.begin_export()
        self.save(self.wait_for_dialog(self.film), tr("_Export").replace("_", ""))
        self.program.find("label", tr("Film exported as “%s”").replace("%s", self.film.name), seconds=EXPORT_SECONDS)
        streams, container = probe(self.film)
        codecs, seconds = {stream["codec_name"] for stream in streams.values()}, float(container["duration"])
        assert codecs == {"h264", "aac", "mov_text"}, codecs
        wanted = sum(clip["out_point"] - clip["in_point"] for clip in self.clips()) / 1e9
        assert abs(seconds - wanted) <= 2 * FRAME, f"the film is {seconds} s long, its clips {wanted} s"
        total = tr("%d′%02d″") % divmod(int(wanted + 0.5), 60)
        self.program.find("label", re.compile(f"^{total}( |$)"))
        self.assert_all_said(subprocess.run(
            ["ffmpeg", "-v", "error", "-i", self.film, "-map", "0:s", "-f", "webvtt", "-"], capture_output=True, text=True, check=True,
        ).stdout)  # fmt: skip

    def find_item(self, name):
        """The items of the menu that is open, and which of them it is."""
        items = self.program.wait(lambda: self.program.application.all("menu item"), "no menu opens")
        labels = [item.label for item in items]
        assert name in labels, f"there is no {name} in {labels}"
        return items, labels.index(name)

    def assert_all_said(self, captions):
        said = words(captions)
        for _, _, text in SCENES:
            missing = [word for word in words(text) if word not in said]
            assert not missing, f"no caption says {missing}: {captions}"

    def export_captions_only(self):
        """What was said of the film stays until it is dismissed, and nothing else is said before."""
        self.dismiss()
        self.program.application.gone("alert")
        self.press(self.program.find("toggle button", "Other Ways to Export"))
        self.choose_item(*self.find_item(tr("_Captions Only…").replace("_", "")))
        self.save(self.wait_for_dialog(self.captions), "Save")
        self.program.find("label", re.compile("^" + re.escape(tr("Captions saved as “%s”").replace("%s", self.captions.name))))
        captions = self.captions.read_text(encoding="utf-8")
        assert captions.startswith("WEBVTT\n"), captions
        for _, character, _ in SCENES:
            assert f"<v {character}>" in captions, captions
        self.assert_all_said(captions)

    def leave(self):
        self.program.quit()
        tool("check", self.project)


class ByKeyboard(Film):
    def go_to(self, page):
        self.program.go_by_key(page)

    def do(self, key, _name):
        self.desktop.press(key)

    def choose_second(self):
        """And back to the take by Escape once, which is not for what is still said of the first cut."""
        self.desktop.focus(self.row(0))
        assert not self.row(0).has("selected"), "Tab chooses a clip"
        self.desktop.press("Down")
        self.program.wait(lambda: self.row(1).has("selected"), "the second clip is not chosen")
        self.desktop.press("Escape")
        self.program.wait(lambda: not self.row(1).has("selected"), "Escape does not leave the clip")
        self.desktop.press("space")
        self.program.wait(lambda: self.row(1).has("selected"), "the second clip is not chosen again")

    def trim(self):
        """The picture at the out point is the last that is kept."""
        self.wait_for_position(0)
        for _second in range(IN_SECONDS):
            self.desktop.press("Right")
        self.wait_for_position(IN_SECONDS)
        self.desktop.press("i")
        for _second in range(OUT_SECONDS - IN_SECONDS):
            self.desktop.press("Right")
        self.wait_for_position(OUT_SECONDS)
        self.desktop.press("o")

    def move_second_up(self, moved):
        self.desktop.press("Alt_L+Up")
        self.program.wait(moved, "the clip does not move")

    def write_card(self):
        self.desktop.type(CARD)
        field = self.program.find("text", "Words on the card")
        self.program.wait(lambda: field.text == CARD, f"the card does not say {CARD}")
        self.desktop.press("Escape")
        self.program.wait(lambda: self.program.find("button", "Play").has("focused"), "the keyboard does not leave the card's words")
        return CARD

    def begin_export(self):
        self.desktop.press("x")

    def save(self, _dialog, _button):
        self.desktop.press("Return")

    def press(self, button):
        self.desktop.focus(button)
        self.desktop.press("space")

    def dismiss(self):
        self.desktop.press("Escape")

    def choose_item(self, items, index):
        self.program.wait(lambda: items[0].has("focused"), "the keyboard is not in the menu")
        for _item in range(index):
            self.desktop.press("Down")
        self.program.wait(lambda: items[index].has("focused"), f"the keyboard is not on item {index + 1} of the menu")
        self.desktop.press("Return")


class ByPointer(Film):
    def go_to(self, page):
        """As by key, a window that has only just come may miss the first click."""
        row = self.program.find("list item", page)

        def shown():
            self.desktop.click(row)
            return atspi.wait_until(lambda: self.program.application.all("grouping", page), MISSED_SECONDS)

        self.program.wait(shown, f"{page} does not show")

    def do(self, _key, name):
        self.program.click("button|toggle button", name, state="sensitive")

    def choose_second(self):
        self.desktop.click(self.row(1))
        self.program.wait(lambda: self.row(1).has("selected"), "the second clip is not chosen")

    def trim(self):
        """The in point by its handle, the out point where the playhead is put."""
        strip = self.program.find("grouping|panel", "Filmstrip")
        _, _, width, height = strip.extents()
        second = (width - 2 * STRIP_PADDING) / TAKE_SECONDS
        self.desktop.drag(self.program.find("slider", "In Point"), IN_SECONDS * second, 0)
        self.desktop.click(strip, (STRIP_PADDING + OUT_SECONDS * second, height / 2))
        self.do(None, "Set Out Point")

    def move_second_up(self, moved):
        def drag():
            (_, first), (_, second) = self.row(0).centre(), self.row(1).centre()
            self.desktop.drag(self.row(1), 0, first - second)
            return atspi.wait_until(moved, MISSED_SECONDS)

        self.program.wait(drag, "the clip cannot be dragged")

    def write_card(self):
        return GROUP

    def begin_export(self):
        self.press(self.program.find("button", "Export…"))

    def save(self, dialog, button):
        """The dialog is in the middle of its window, with twice as much room below as above."""
        sizes = zip(self.program.application.find("frame").extents()[2:], dialog.extents()[2:])
        across, down = (outer - inner for outer, inner in sizes)
        self.desktop.click(dialog.find("button", button), window=(across / 2, down / 3))

    def press(self, button):
        self.desktop.click(button)

    def dismiss(self):
        self.desktop.click(self.program.application.find("alert").all("button")[-1])

    def choose_item(self, items, index):
        self.desktop.click(items[index])


def main():
    hand = {"keyboard": ByKeyboard, "pointer": ByPointer}[sys.argv[1]]
    tap.steps(hand().way())


if __name__ == "__main__":
    main()
