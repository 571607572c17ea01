#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The words of demains-tool: making, describing, checking, and complaining about misuse."""
import toolcase
from toolcase import COMMANDS, ToolCase


class Words(ToolCase):
    def test_help_lists_every_command(self):
        text = self.tool("--help")
        for command in COMMANDS:
            self.assertRegex(text, rf"(?m)^  {command} +\w")

    def test_every_command_has_help(self):
        for command in COMMANDS:
            text = self.tool(command, "--help")
            self.assertIn(f"demains-tool {command}", text)
            self.assertRegex(text, r"\b(FILE|ONE OTHER)\b")

    def test_help_is_french(self):
        text = self.tool("--help", language="fr")
        self.assertIn("Commandes", text)
        for command in COMMANDS:
            english = self.tool(command, "--help")
            french = self.tool(command, "--help", language="fr")
            self.assertNotEqual(english, french)

    def test_version(self):
        self.assertRegex(self.tool("--version"), r"^demains-tool \d+\.\d+")

    def test_misuse_is_status_2(self):
        self.assert_refused(status=2)
        self.assert_refused("dance", status=2)
        for command in COMMANDS:
            self.assert_refused(command, status=2)
            self.assert_refused(command, self.project, "--nonsense", status=2)
        self.assert_refused("new", self.project, status=2)
        self.assert_refused("new", self.project, "--group", "  ", status=2)
        self.assert_refused("new", self.project, "--group", "A", "--language", "tlh", status=2)
        self.assert_refused("info", self.project, "more", status=2)
        self.assert_refused("film", self.project, status=2)
        self.assert_refused("record", self.project, "--seconds", "-1", status=2)
        self.assert_refused("clip", self.project, "1", "--in", "soon", status=2)
        self.assertFalse(self.project.exists())

    def test_misuse_is_said_in_french(self):
        self.assertRegex(self.assert_refused("new", self.project, status=2, language="fr"), "nom")


class Projects(ToolCase):
    def test_new_project_holds_the_workshop(self):
        self.new()
        info = self.json("info", self.project, "--json")
        self.assertEqual(info["group"], "Les Halles")
        self.assertEqual(info["theme"], "ageing")
        self.assertEqual(info["language"], "fr")
        self.assertEqual(info["horizon"], 2050)
        self.assertEqual(info["sections"], 7)
        self.assertEqual(info["functions"] + info["jobs"] + info["takes"] + info["clips"] + info["words"], 0)
        self.assertEqual(info["size"], self.project.stat().st_size)
        self.assert_sound(self.project)

    def test_only_the_one_file_is_left(self):
        self.new()
        self.tool("info", self.project)
        names = {path.name for path in self.folder.iterdir()}
        self.assertEqual(names - {"halles.demains-journal"}, {"halles.demains"})
        journal = self.folder / "halles.demains-journal"
        if journal.exists():
            # A kept journal is not hot: its header is wiped.
            self.assertEqual(journal.read_bytes()[:8].strip(b"\0"), b"")

    def test_theme_in_own_words(self):
        self.tool("new", self.project, "--group", "Belle Rive", "--theme", "Trouver sa place", "--language", "fr")
        info = self.json("info", self.project, "--json")
        self.assertEqual(info["theme_title"], "Trouver sa place")
        self.assertIn("Trouver sa place", self.tool("info", self.project))

    def test_language_follows_the_interface(self):
        self.tool("new", self.project, "--group", "A", language="fr")
        self.assertEqual(self.json("info", self.project, "--json")["language"], "fr")

    def test_names_with_slashes_and_emoji(self):
        for number, name in enumerate(("A/B", "../../etc", "Été 🏠👩🏽‍🌾", "“ ” & <b>", "-rf", "x" * 2000)):
            path = self.folder / f"{number}.demains"
            self.tool("new", path, f"--group={name}")
            self.assertEqual(self.json("info", path, "--json")["group"], name)
            self.assert_sound(path)

    def test_file_names_with_emoji_and_spaces(self):
        path = self.folder / "Été 🏠 & co?.demains"
        self.tool("new", path, "--group", "A")
        self.assert_sound(path)

    def test_info_is_read_by_people(self):
        self.new()
        english = self.tool("info", self.project)
        french = self.tool("info", self.project, language="fr")
        self.assertRegex(english, r"(?m)^Theme +Ageing$|^Theme +Vieillissement$")
        self.assertRegex(french, r"(?m)^Thématique +Vieillissement$")
        self.assertRegex(french, r"(?m)^Métiers +0$")

    def test_check_is_french(self):
        self.new()
        self.assertEqual(self.tool("check", self.project, language="fr").strip(), "sain")
        self.assertEqual(self.json("check", self.project, "--json"), {"sound": True, "problems": []})

    def test_an_existing_file_is_never_replaced(self):
        self.new()
        before = toolcase.digest(self.project)
        self.assert_refused("new", self.project, "--group", "Other")
        self.assertEqual(toolcase.digest(self.project), before)
        text = self.folder / "notes.txt"
        text.write_text("dear diary")
        self.assert_refused("new", text, "--group", "Other")
        self.assertEqual(text.read_text(), "dear diary")

    def test_reading_changes_nothing(self):
        self.new()
        before = toolcase.digest(self.project)
        for command in ("info", "check", "export", "history", "takes"):
            self.tool(command, self.project)
        self.assertEqual(toolcase.digest(self.project), before)


if __name__ == "__main__":
    toolcase.tap.main()
