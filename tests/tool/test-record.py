#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Filming from a camera node, in a session that has a bus."""
import os
import signal
import subprocess
import time

import toolcase
from toolcase import ToolCase

CAMERA = "test-camera"
CAMERA_SOURCE = "videotestsrc is-live=true pattern=ball ! video/x-raw,format=YUY2,width=1280,height=720,framerate=30/1"
CAMERA_NODE = f"props,media.class=Video/Source,media.role=Camera,node.name={CAMERA},node.description={CAMERA}"
START_SECONDS = 20


class FilmingCase(ToolCase):
    """Each test has a PipeWire and a camera of its own: a camera made by GStreamer ends with its first reader."""

    def setUp(self):
        super().setUp()
        self.new()
        runtime = self.folder / "runtime"
        runtime.mkdir(mode=0o700)
        before = os.environ.get("XDG_RUNTIME_DIR", "")
        self.addCleanup(os.environ.update, XDG_RUNTIME_DIR=before)
        os.environ["XDG_RUNTIME_DIR"] = str(runtime)
        self.start_service("pipewire")
        self.wait_for((runtime / "pipewire-0").exists)
        self.start_service("wireplumber")
        self.wait_for(lambda: "WirePlumber" in self.nodes())
        self.start_service("gst-launch-1.0", "-q", *CAMERA_SOURCE.split(), "!", "pipewiresink", "mode=provide",
                           f'stream-properties="{CAMERA_NODE}"')
        self.wait_for(lambda: CAMERA in self.nodes())

    def start_service(self, *command):
        service = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(service.wait)
        self.addCleanup(service.kill)

    def nodes(self):
        return subprocess.run(["pw-dump"], capture_output=True, text=True, timeout=START_SECONDS, check=False).stdout

    def wait_for(self, condition):
        end = time.monotonic() + START_SECONDS
        while not condition():
            self.assertLess(time.monotonic(), end, f"nothing after {START_SECONDS} seconds")
            time.sleep(0.1)

    def record(self, seconds):
        return ("record", self.project, "--seconds", str(seconds), "--camera", CAMERA)

    def start(self, seconds):
        """Starts filming and waits until the take is there."""
        process = subprocess.Popen([toolcase.TOOL, *self.record(seconds)], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True, env=toolcase.environment("en"))
        self.addCleanup(process.communicate)
        self.addCleanup(process.kill)
        return process

    def take(self):
        take, = self.json("takes", self.project, "--json")
        return take

    def assert_plays(self, seconds):
        """The whole take, as a film, decodes without a complaint and is as long as it should be."""
        film = self.folder / "film.mp4"
        self.tool("clip", self.project, "1")
        self.tool("film", self.project, "-o", film)
        streams, container = toolcase.probe(film)
        self.assertAlmostEqual(float(container["duration"]), seconds, delta=0.1)
        self.assertAlmostEqual(int(streams["video"]["nb_read_frames"]), 30 * seconds, delta=3)
        self.assertEqual(toolcase.decode_complaints(film), "")


class Filming(FilmingCase):
    def test_a_take_of_three_seconds(self):
        output = self.tool(*self.record(3))
        self.assertRegex(output, r"^Take 1: .*3")
        take = self.take()
        self.assertEqual(take["title"], "Take 1")
        self.assertAlmostEqual(take.get("duration", 0) / 1e9, 3, delta=0.3)
        self.assertTrue(take["complete"])
        self.assertEqual(take["origin"], "camera")
        self.assert_plays(take.get("duration", 0) / 1e9)
        self.assert_sound(self.project)

    def test_interrupting_keeps_the_take(self):
        process = self.start(60)
        self.wait_for(lambda: any(take.get("duration", 0) > 1e9 for take in self.json("takes", self.project, "--json")))
        process.send_signal(signal.SIGINT)
        output, complaint = process.communicate(timeout=30)
        self.assertEqual((process.returncode, complaint), (0, ""))
        self.assertRegex(output, "^Take 1: ")
        take = self.take()
        self.assertTrue(take["complete"])
        self.assertGreater(take.get("duration", 0) / 1e9, 1)
        self.assert_sound(self.project)

    def test_an_unknown_camera_is_refused(self):
        result = toolcase.call("record", self.project, "--seconds", "1", "--camera", "nobody")
        self.assertEqual(result.returncode, 1)
        self.assertRegex(result.stderr, "^demains-tool: .*nobody")
        self.assertEqual(self.json("takes", self.project, "--json"), [])

    def test_undo_takes_the_take_back(self):
        self.tool(*self.record(1))
        self.tool("undo", self.project)
        self.assertEqual(self.json("takes", self.project, "--json"), [])
        self.tool("redo", self.project)
        self.assertGreater(self.take()["duration"], 0)
        self.assert_sound(self.project)


if __name__ == "__main__":
    toolcase.tap.main()
