#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""From video files to one film: takes, clips, and what players make of it."""
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import unittest
import uuid
from pathlib import Path
from unittest.mock import patch

import toolcase
from toolcase import ToolCase, find_records

STREET = Path(__file__).resolve().parents[2] / "../shared/media/street-12fps-aac.mp4"
FRAME = 1 / 30


class Film(ToolCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory(prefix="demains-tool-")
        cls.addClassCleanup(folder.cleanup)
        cls.filmed = Path(folder.name) / "filmed.demains"

    def setUp(self):
        super().setUp()
        self.tool("new", self.project, "--group", "Les Halles", "--theme", "ageing")
        self.film = self.folder / "film.mp4"

    def add_take(self):
        """A take of eight seconds, which is brought in once for all."""
        if not self.filmed.exists():
            self.tool("add-take", self.project, toolcase.make_video(self.folder / "a.mp4", seconds=8))
            shutil.copy(self.project, self.filmed)
        shutil.copy(self.filmed, self.project)

    def assert_film(self, seconds):
        streams, container = toolcase.probe(self.film)
        self.assertEqual(streams["video"]["codec_name"], "h264")
        self.assertEqual(streams["audio"]["codec_name"], "aac")
        self.assertAlmostEqual(float(container["duration"]), seconds, delta=FRAME + 0.001)
        self.assertAlmostEqual(float(streams["video"]["duration"]), seconds, delta=FRAME + 0.001)
        self.assertAlmostEqual(int(streams["video"]["nb_read_frames"]), round(30 * seconds), delta=1)
        self.assertEqual(toolcase.decode_complaints(self.film), "")

    def two_clips(self, video):
        """The way of the acceptance: two pieces of one video of 30 seconds."""
        self.tool("add-take", self.project, video)
        self.tool("clip", self.project, "1", "--in", "3.2", "--out", "9.7")
        self.tool("clip", self.project, "1", "--in", "12", "--out", "15.5")
        self.tool("film", self.project, "-o", self.film)
        self.assert_film(10.0)
        self.assert_sound(self.project)

    def test_two_clips_of_a_slow_video(self):
        self.two_clips(toolcase.make_video(self.folder / "street.mp4", size="768x432"))

    @unittest.skipUnless(STREET.exists(), "the real footage is not at hand")
    def test_two_clips_of_real_footage(self):
        self.two_clips(STREET)

    def test_takes_are_listed(self):
        video = toolcase.make_video(self.folder / "Place du marché.mp4", seconds=3)
        self.assertIn("1", self.tool("add-take", self.project, video))
        take, = self.json("takes", self.project, "--json")
        self.assertAlmostEqual(take["duration"] / 1e9, 3, delta=0.1)
        self.assertTrue(take["complete"])
        self.assertEqual(take["origin"], "file")
        self.assertEqual((take["width"], take["height"]), (1280, 720))
        self.assertIn("Place du marché", self.tool("takes", self.project))

    def test_an_import_says_what_it_did(self):
        video = toolcase.make_video(self.folder / "a.mp4", size="640x360", seconds=1)
        self.assertRegex(self.tool("add-take", self.project, video), r"\n +640×360 to 1280×720, .* to 30 frames a second")
        take, = self.json("add-take", self.project, video, "--json")
        self.assertEqual((take["import"]["width"], take["import"]["height"]), (640, 360))
        self.assertEqual(take["import"]["turned"], 0)
        self.assertIn(take["id"], [other["id"] for other in self.json("takes", self.project, "--json")])

    def test_takes_of_two_encoders(self):
        """As of two computers: their pictures cannot be put into one stream as they are, and that is said."""
        for name, encoder in (("a.mp4", "x264"), ("b.mp4", "openh264")):
            with patch.dict(os.environ, DEMAINS_ENCODER=encoder):
                self.tool("add-take", self.project, toolcase.make_video(self.folder / name, seconds=1, rate="25"))
        for take, said in (("1", ""), ("2", "not all made in the same way")):
            self.tool("clip", self.project, take)
            film = toolcase.call("film", self.project, "-o", self.film)
            self.assertEqual(film.returncode, 0, film.stderr)
            self.assertRegex(film.stderr, said or "^$")
        self.assert_film(2.0)

    def test_a_small_film(self):
        """As long and as many pictures, smaller in every other way."""
        self.add_take()
        self.tool("clip", self.project, "1", "--out", "4")
        self.tool("card", self.project, "Fin", "--seconds", "2")
        self.tool("film", self.project, "-o", self.film)
        usual = self.film.stat().st_size
        self.tool("film", self.project, "-o", self.film, "--small")
        self.assert_film(6.0)
        streams, _ = toolcase.probe(self.film)
        self.assertEqual((streams["video"]["width"], streams["video"]["height"], streams["video"]["pix_fmt"]), (960, 540, "yuv420p"))
        self.assertLess(self.film.stat().st_size, usual)

    def test_title_cards(self):
        """A card before a clip and one after it, in the film and among the records."""
        self.add_take()
        self.tool("card", self.project, "Les Halles\nUne maison où personne n’attend", "--seconds", "2,5")
        self.tool("clip", self.project, "1", "--out", "1")
        self.tool("card", self.project, "Fin", "--style", "dark")
        self.assertEqual([(clip["text"], clip["style"], clip["out_point"] / 1e9) for clip in self.json("export", self.project)["clips"]],
                         [("Les Halles\nUne maison où personne n’attend", "theme", 2.5), ("", "", 1), ("Fin", "dark", 4)])
        self.assertIn("Les Halles", self.tool("history", self.project))
        self.tool("film", self.project, "-o", self.film)
        self.assert_film(7.5)
        for wrong in (("--seconds", "0.5"), ("--seconds", "31"), ("--seconds", "long"), ("--style", "pink")):
            self.assertEqual(toolcase.call("card", self.project, "Non", *wrong).returncode, 2)
        self.assertEqual(len(self.json("export", self.project)["clips"]), 3)

    def test_captions(self):
        """What is said in the scene of a take, in a file of its own and as a track of the film."""
        self.add_take()
        self.tool("clip", self.project, "1")
        captions = self.folder / "film.vtt"
        self.assertRegex(self.assert_refused("captions", self.project, "-o", captions), "Nothing is said")
        self.assertFalse(captions.exists())
        data = self.json("export", self.project)
        data["scenes"].append({"id": str(uuid.uuid4()), "title": "Le journal"})
        data["takes"][0]["scene"] = data["scenes"][-1]["id"]
        data["speeches"].append({"id": str(uuid.uuid4()), "scene": data["scenes"][-1]["id"], "character": "Lina", "text": "Bonjour à tous. Nous y *sommes*."})
        changed = self.folder / "changed.json"
        changed.write_text(json.dumps(data), encoding="utf-8")
        self.tool("import", self.project, changed)
        self.tool("captions", self.project, "-o", captions)
        self.assertRegex(captions.read_text(encoding="utf-8"), r"^WEBVTT\n\n00:00:0\d\.\d{3} --> 00:00:0\d\.\d{3}\n<v Lina>Bonjour à tous\.")
        self.tool("captions", self.project, "-o", self.folder / "film.srt")
        self.assertIn("Nous y sommes.", (self.folder / "film.srt").read_text(encoding="utf-8"))
        self.assertEqual(toolcase.call("captions", self.project, "-o", self.folder / "film.txt").returncode, 2)
        self.tool("film", self.project, "-o", self.film)
        self.assert_film(8)
        self.assertEqual(toolcase.probe(self.film)[0]["subtitle"]["codec_name"], "mov_text")

    def test_clips_by_id_and_whole(self):
        self.add_take()
        take, = self.json("takes", self.project, "--json")
        self.tool("clip", self.project, take["id"])
        self.tool("clip", self.project, "1", "--out", "0,5")
        whole, short = find_records(json.loads(self.tool("export", self.project)), "clip")
        self.assertLess(whole["position"], short["position"])
        self.assertEqual(short["out_point"], 500_000_000)
        info = self.json("info", self.project, "--json")
        self.assertEqual(info["clips"], 2)
        self.assertEqual(info["film_duration"], take["duration"] + 500_000_000)
        self.tool("undo", self.project)
        self.assertEqual(self.json("info", self.project, "--json")["clips"], 1)

    def test_points_outside_are_refused(self):
        self.add_take()
        for options in (("--in", "9"), ("--out", "60"), ("--in", "1", "--out", "1"), ("--in", "1.5", "--out", "0.5")):
            self.assert_refused("clip", self.project, "1", *options)
        for take in ("0", "2", "-1", "nobody", "1.5", ""):
            self.assert_refused("clip", self.project, "--", take)
        self.assertEqual(self.json("info", self.project, "--json")["clips"], 0)

    def test_a_film_needs_a_clip(self):
        self.assertRegex(self.assert_refused("film", self.project, "-o", self.film), "no clip")
        self.assertFalse(self.film.exists())

    def test_a_film_needs_a_folder(self):
        self.add_take()
        self.tool("clip", self.project, "1")
        self.assert_refused("film", self.project, "-o", self.folder / "nowhere" / "film.mp4")
        self.assert_refused("film", self.project, "-o", self.folder)

    def test_interrupting_leaves_nothing(self):
        self.add_take()
        for _ in range(10):
            self.tool("clip", self.project, "1")
        self.film.write_bytes(b"an older film")
        before = {path.name for path in self.folder.iterdir()}
        with subprocess.Popen([toolcase.TOOL, "film", self.project, "-o", self.film], stderr=subprocess.PIPE, text=True,
                              env=toolcase.environment("en")) as process:
            # What there is of it grows beside its place.
            while not any(part.stat().st_size for part in self.folder.glob(".*.part*")):
                self.assertIsNone(process.poll(), "the film was done before it could be interrupted")
                time.sleep(0.01)
            process.send_signal(signal.SIGINT)
            complaint = process.communicate(timeout=30)[1]
        self.assertEqual(process.returncode, 1, complaint)
        self.assertRegex(complaint, "^demains-tool: .*cancelled")
        self.assertEqual({path.name for path in self.folder.iterdir()}, before)
        self.assertEqual(self.film.read_bytes(), b"an older film")
        self.assert_sound(self.project)


if __name__ == "__main__":
    toolcase.tap.main()
