#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""How loud a film is: measured by ffmpeg's ebur128 in what comes out, of voices that were filmed from near and far."""
import re
import subprocess

import toolcase
from toolcase import ToolCase

LOUDNESS = -16.0
TRUE_PEAK = -1.0
VOICES = {
    "near": ("Bonsoir. Nous sommes le neuf mai 2050, et il fait trente et un degrés sous la halle.", 0),
    "far": ("Ce soir, nous suivons une veilleuse de rue dans sa tournée. Elle connaît chaque porte.", -30),
    "room": ("Qui décide ici ? Le conseil des habitants se réunit chaque mois, et tout le monde peut venir.", -12),
}
SECONDS = 4


def measure(film, start=0, seconds=None):
    """Loudness in LUFS and true peak in dBTP of a part of a film."""
    part = ["-ss", str(start)] + (["-t", str(seconds)] if seconds else [])
    report = subprocess.run(["ffmpeg", "-hide_banner", "-nostats", *part, "-i", str(film), "-vn", "-af", "ebur128=peak=true:framelog=quiet", "-f", "null", "-"],
                            capture_output=True, text=True, check=True).stderr
    loudness, = re.findall(r"^ +I: +(\S+) LUFS", report, re.MULTILINE)
    peak, = re.findall(r"True peak:\n +Peak: +(\S+) dBFS", report)
    return float(loudness), float(peak)


class Loudness(ToolCase):
    def setUp(self):
        super().setUp()
        self.new()
        self.film = self.folder / "film.mp4"

    def add_take(self, name, *sound, seconds=SECONDS):
        """A take whose sound ffmpeg makes."""
        video = self.folder / f"{name}.mkv"
        subprocess.run(["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", f"testsrc2=size=640x360:rate=30:duration={seconds}", *sound,
                        "-t", str(seconds), "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "flac", str(video)], check=True)
        self.tool("add-take", self.project, video)

    def add_voice(self, name):
        text, decibels = VOICES[name]
        wave = self.folder / f"{name}.wav"
        subprocess.run(["espeak-ng", "-v", "fr", "-s", "150", "-w", str(wave), text], check=True)
        self.add_take(name, "-i", str(wave), "-af", f"volume={decibels}dB,aresample=48000")

    def render(self, *options):
        self.tool("film", self.project, "-o", self.film, *options)
        return measure(self.film)

    def assert_levelled(self, loudness, peak):
        self.assertAlmostEqual(loudness, LOUDNESS, delta=0.5)
        self.assertLessEqual(peak, TRUE_PEAK)

    def test_voices_from_near_and_far(self):
        for number, name in enumerate(VOICES, 1):
            self.add_voice(name)
            self.tool("clip", self.project, str(number))
        for options in ((), ("--full",)):
            self.assert_levelled(*self.render(*options))
            parts = [measure(self.film, SECONDS * i, SECONDS)[0] for i in range(len(VOICES))]
            self.assertLessEqual(max(parts) - min(parts), 1.0, parts)

    def test_a_take_in_two_clips_keeps_its_loud_and_its_quiet_half(self):
        self.add_take("halves", "-f", "lavfi", "-i", "aevalsrc='if(lt(t,2),0.05,0.1)*sin(880*PI*t)':sample_rate=48000")
        self.tool("clip", self.project, "1", "--out", "2")
        self.tool("clip", self.project, "1", "--in", "2")
        self.assert_levelled(*self.render())
        quiet, loud = (measure(self.film, start, 2)[0] for start in (0, 2))
        self.assertAlmostEqual(loud - quiet, 6.0, delta=0.5)

    def test_claps_are_not_cut_off(self):
        """Loud for a moment, silent for long: what they are turned down by is not heard as anything else."""
        self.add_take("claps", "-f", "lavfi", "-i", "aevalsrc='0.9*exp(-30*mod(t,0.5))*(2*random(0)-1)':sample_rate=48000")
        self.tool("clip", self.project, "1")
        loudness, peak = self.render()
        self.assertLessEqual(peak, TRUE_PEAK)
        # To be as loud as a voice, all of a clap would have to be turned down to its end.
        self.assertAlmostEqual(loudness, LOUDNESS - 2, delta=1.5)

    def test_nobody_speaks(self):
        """The noise of an empty room is no voice, and nothing is heard of silence."""
        self.add_take("empty", "-f", "lavfi", "-i", "anoisesrc=amplitude=0.002:sample_rate=48000:seed=1")
        self.add_take("silent", "-f", "lavfi", "-i", "anullsrc=sample_rate=48000")
        self.tool("clip", self.project, "1")
        loudness, _ = self.render()
        self.assertLess(loudness, -50)
        self.tool("clip", self.project, "2")
        self.render()
        self.assertLessEqual(measure(self.film, SECONDS + 0.1)[0], -70)

    def test_a_clip_too_short_to_be_measured(self):
        """As loud as where it comes from: three frames of a tone, and the tone itself."""
        tone = ("-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000")
        self.add_take("tone", *tone, "-af", "volume=-10dB")
        self.add_take("other", *tone, "-af", "volume=-20dB")
        self.tool("clip", self.project, "1", "--in", "2", "--out", "2.1")
        self.tool("clip", self.project, "2")
        self.render()
        short, long = (measure(self.film, start, seconds)[1] for start, seconds in ((0, 0.1), (0.2, 3)))
        self.assertAlmostEqual(short, long, delta=1.5)

    def test_a_take_without_sound(self):
        self.add_take("mute", "-an")
        self.add_voice("near")
        self.tool("clip", self.project, "1")
        self.tool("clip", self.project, "2")
        self.assert_levelled(*self.render())


if __name__ == "__main__":
    toolcase.tap.main()
