#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Cards, sheets and blank forms as PDF files."""
import json
import re
import sqlite3
import subprocess
import zlib

import toolcase
from toolcase import ToolCase


class Publish(ToolCase):
    def setUp(self):
        super().setUp()
        self.new()
        self.pdf = self.folder / "paper.pdf"

    def publish(self, *options):
        self.tool("publish", self.project, *options, "-o", self.pdf)
        content = self.pdf.read_bytes()
        self.assertTrue(content.startswith(b"%PDF-"))
        return len(re.findall(rb"/Type /Page\b", content))

    def add_signals(self, number):
        data = self.json("export", self.project)
        data["signals"] = [{"id": f"01a222f8-4db7-7185-a5da-{i:012x}", "position": f"a{i}", "title": f"Signal {i}"} for i in range(number)]
        source = self.folder / "in.json"
        source.write_text(json.dumps(data))
        self.tool("import", self.project, source)

    def test_cards(self):
        """Beside the eight that the theme begins with."""
        self.add_signals(5)
        self.assertEqual(self.publish("--format", "cards", "--kind", "signal"), 4)
        self.assertEqual(self.publish("--format", "cards", "--kind", "signal", "--per-page", "2"), 7)
        self.assertEqual(self.publish("--format", "sheets", "--kind", "signal"), 13)
        self.assertEqual([path.name for path in self.folder.glob("paper*")], ["paper.pdf"])

    def test_forms(self):
        self.assertEqual(self.publish("--format", "forms", "--kind", "job"), 1)
        self.assertEqual(self.publish("--format", "forms", "--kind", "job", "--count", "9"), 3)

    def test_script(self):
        """What is filmed and what is said: scenes, wherever the kind is left out."""
        data = self.json("export", self.project)
        scene = "01a222f8-4db7-7185-a5da-000000000001"
        data["scenes"] = [{"id": scene, "position": "a1", "title": "Street"}]
        source = self.folder / "in.json"
        source.write_text(json.dumps(data))
        self.tool("import", self.project, source)
        self.assertEqual(self.publish("--format", "shots"), 1)
        self.assert_refused("publish", self.project, "--format", "speeches", "-o", self.folder / "none.pdf")
        data["speeches"] = [{"id": "01a222f8-4db7-7185-a5da-000000000002", "position": "a1", "scene": scene,
                             "character": "Ana", "text": "Good evening. " * 200}]
        source.write_text(json.dumps(data))
        self.tool("import", self.project, source)
        self.assertGreater(self.publish("--format", "speeches", "--kind", "scene"), 2)
        self.assert_refused("publish", self.project, "--format", "shots", "--kind", "job", "-o", self.pdf, status=2)
        self.assert_refused("publish", self.project, "--format", "shots", "--per-page", "2", "-o", self.pdf, status=2)

    def add_photo(self, photo, jpeg, crc):
        with sqlite3.connect(self.project) as file:
            media = file.execute("INSERT INTO media (take, role, container, video_codec, audio_codec, width, height, rate_numerator, rate_denominator,"
                                 " duration, size, chunks, complete, header) VALUES (?, 'photo', 'image/jpeg', '', '', 320, 180, 0, 1, 0, ?, 1, 1, x'')",
                                 (photo, len(jpeg))).lastrowid
            file.execute("INSERT INTO chunk (media, number, start, stop, offset, size, crc, bytes) VALUES (?, 0, 0, 0, 0, ?, ?, ?)",
                         (media, len(jpeg), crc, jpeg))

    def test_photos(self):
        """The photo of a prop as its own bytes; one that is damaged is left out."""
        jpeg = subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=320x180", "-frames:v", "1", "-f", "mjpeg", "-"],
                              capture_output=True, check=True).stdout
        sound, broken = (f"01a222f8-4db7-7185-a5da-00000000000{i}" for i in (1, 2))
        self.add_photo(sound, jpeg, zlib.crc32(jpeg))
        self.add_photo(broken, jpeg, zlib.crc32(jpeg) ^ 1)
        data = self.json("export", self.project)
        data["props"] = [{"id": "01a222f8-4db7-7185-a5da-000000000003", "position": "a1", "title": "Badge", "photo": sound}]
        source = self.folder / "in.json"
        for photo in (sound, broken):
            data["props"][0]["photo"] = photo
            source.write_text(json.dumps(data))
            self.tool("import", self.project, source)
            for options in (("cards",), ("sheets",), ("cards", "--per-page", "2")):
                self.assertEqual(self.publish("--kind", "prop", "--format", *options), 1)
                self.assertEqual(jpeg in self.pdf.read_bytes(), photo == sound)
                self.assertEqual(b"/Width 320" in self.pdf.read_bytes(), photo == sound)

    def test_refusals(self):
        forms = ("publish", self.project, "--format", "forms", "--kind", "job")
        before = toolcase.digest(self.project)
        self.assert_refused(*forms, "-o", self.folder)
        self.assert_refused(*forms, "-o", self.project)
        self.assert_refused(*forms, "-o", self.folder / "nowhere" / "paper.pdf")
        self.assert_refused("publish", self.project, "--format", "cards", "--kind", "job", "-o", self.pdf)
        self.assert_refused(*forms, status=2)
        self.assert_refused(*forms, "--per-page", "3", "-o", self.pdf, status=2)
        self.assert_refused(*forms, "--count", "0999", "-o", self.pdf, status=2)
        self.assert_refused("publish", self.project, "--format", "cards", "--kind", "take", "-o", self.pdf, status=2)
        self.assertFalse(self.pdf.exists())
        self.assertEqual(toolcase.digest(self.project), before)


if __name__ == "__main__":
    toolcase.tap.main()
