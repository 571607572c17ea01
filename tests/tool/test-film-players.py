#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Films are played to their end by what people have: FFmpeg, GStreamer, and a browser, Chromium, that also goes to places in them."""
import contextlib
import functools
import html
import http.server
import json
import os
import queue
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import uuid
from collections import namedtuple
from pathlib import Path
from unittest.mock import patch

import toolcase
from toolcase import ToolCase

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
PAGE = Path(__file__).with_name("film-player.html")

RATE = 30
FRAME = 1 / RATE
# Sound goes on to the end of its last block: so much longer a film may be than its pictures.
BLOCKS = 2 * FRAME

# The films, how they are asked for, by which encoder, and how large they are.
Way = namedtuple("Way", "options encoder size")
WAYS = {
    "film.mp4": Way((), "", (1280, 720)),
    "small.mp4": Way(("--small",), "", (960, 540)),
    "film.webm": Way((), "vp9", (1280, 720)),
}

# What is said in the takes, and the colour that tells one from the other.
SPEECHES = (("Bonjour à tous. Nous y *sommes*.", "red"), ("Demain, du pain & de l’eau pour chacun.", "blue"))
COLOURS = {"red": (255, 0, 0), "blue": (0, 0, 255)}
TAKE_SECONDS = 4

# The film, in frames: one clip, a card, and the other clip out of black. Both clips begin between key frames.
Part = namedtuple("Part", "speech first end")
PARTS = (Part(0, 6, 114), Part(None, 0, 45), Part(1, 21, 117))
FRAMES = sum(part.end - part.first for part in PARTS)
SECONDS = FRAMES * FRAME
FADE = RATE // 3
CARD_GROUND = (0xFA, 0xFA, 0xFA)

# Of a take's pictures a quarter is grey, and brighter from frame to frame.
DARKEST = 30
STEP = 1.5

Cue = namedtuple("Cue", "start end text")


def make_video(path, speech):
    """Somebody says a speech, and each picture tells its number."""
    text, colour = SPEECHES[speech]
    voice = path.with_suffix(".wav")
    subprocess.run(["espeak-ng", "-v", "fr", "-s", "150", "-w", str(voice), text.replace("*", "")], check=True)
    timing = f"rate={RATE}:duration={TAKE_SECONDS}"
    pictures = (f"color=size=16x16:{timing},format=yuv420p,geq=lum='{DARKEST}+{STEP}*N':cb=128:cr=128,scale=320:180:flags=neighbor[clock];"
                f"testsrc2=size=640x360:{timing},format=yuv420p[moving];[moving][clock]overlay=format=yuv420,"
                f"drawbox=x=0:y=180:w=320:h=180:color={colour}:t=fill")
    subprocess.run(["ffmpeg", "-nostdin", "-v", "error", "-f", "lavfi", "-i", pictures, "-i", str(voice), "-af", "aresample=48000,adelay=800:all=1,apad",
                    "-t", str(TAKE_SECONDS), "-c:v", "libx264", "-preset", "ultrafast", "-crf", "16", "-pix_fmt", "yuv420p", "-c:a", "flac", str(path)], check=True)


def read_boxes(path):
    """The boxes of an MP4 (ISO/IEC 14496-12, 4.2), which fill it to its last byte."""
    boxes = []
    size = path.stat().st_size
    with path.open("rb") as film:
        at = 0
        while at < size:
            film.seek(at)
            length, name = struct.unpack(">I4s", film.read(8))
            if length == 1:
                length, = struct.unpack(">Q", film.read(8))
            elif length == 0:
                length = size - at
            assert length >= 8 and at + length <= size, f"{path}: a box {name} of {length} bytes at {at} of {size}"
            boxes.append(name.decode("latin-1"))
            at += length
    return boxes


def read_seconds(text):
    return functools.reduce(lambda total, part: 60 * total + float(part), text.split(":"), 0)


def read_cues(vtt):
    """The cues of a file of WebVTT, their words alone."""
    cues = []
    for block in vtt.strip().split("\n\n"):
        match = re.search(r"^(\S+) --> (\S+).*\n([^\0]*)", block, re.MULTILINE)
        if match:
            cues.append(Cue(read_seconds(match[1]), read_seconds(match[2]), html.unescape(re.sub("<[^>]*>", "", match[3]))))
    return cues


def find_frame(frame):
    """The part of the film in which a frame is, and which it is in there."""
    for part in PARTS:
        if frame < part.end - part.first:
            return part, part.first + frame
        frame -= part.end - part.first
    raise IndexError


def grey(number):
    """How bright the quarter of a take's picture is, from 0 to 255."""
    return (DARKEST + STEP * number - 16) * 255 / 219


class Server(http.server.ThreadingHTTPServer):
    """Gives files by name, in ranges where they are asked for, and takes what the page has seen."""
    daemon_threads = True

    def __init__(self, files):
        super().__init__(("127.0.0.1", 0), Handler)
        self.files = files
        self.ranges = []
        self.seen = queue.Queue()

    def handle_error(self, request, client_address):
        """A player that goes elsewhere in a film, or ends, hangs up."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    TYPES = {".html": "text/html; charset=utf-8", ".json": "application/json", ".vtt": "text/vtt", ".mp4": "video/mp4", ".webm": "video/webm"}

    def log_message(self, format, *arguments):
        pass

    def answer(self, status, headers=(), body=b""):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        name = self.path.lstrip("/")
        body = self.server.files.get(name)
        if body is None:
            self.answer(404)
            return
        headers = [("Content-Type", self.TYPES[Path(name).suffix]), ("Accept-Ranges", "bytes")]
        wanted = re.fullmatch(r"bytes=(\d+)-(\d*)", self.headers.get("Range", ""))
        if not wanted:
            self.answer(200, headers, body)
            return
        first, end = int(wanted[1]), min(int(wanted[2] or len(body) - 1) + 1, len(body))
        self.server.ranges.append((name, first))
        if first >= end:
            self.answer(416, [("Content-Range", f"bytes */{len(body)}")])
        else:
            self.answer(206, [*headers, ("Content-Range", f"bytes {first}-{end - 1}/{len(body)}")], body[first:end])

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.answer(204)
        self.server.seen.put(json.loads(body))


def browse(server, patience=150):
    """Has Chromium open the page; gives what it has seen."""
    # What is left of the browser for a moment may still write.
    with tempfile.TemporaryDirectory(prefix="demains-chromium-", ignore_cleanup_errors=True) as folder:
        return browse_in(Path(folder), server, patience)


def browse_in(folder, server, patience):
    log = folder / "chromium.log"
    command = [CHROMIUM, "--headless=new", "--no-sandbox", "--disable-gpu", "--mute-audio", "--autoplay-policy=no-user-gesture-required",
               "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
               # Nothing but this server is there for it.
               "--no-proxy-server", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
               f"--user-data-dir={folder / 'profile'}", "--window-size=800,600", f"http://127.0.0.1:{server.server_port}/{PAGE.name}"]
    environment = {name: value for name, value in os.environ.items() if name not in ("G_DEBUG", "DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS")}
    environment["HOME"] = str(folder)
    end = time.monotonic() + patience
    with log.open("w") as said, subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, env=environment, start_new_session=True) as browser:
        try:
            while time.monotonic() < end and browser.poll() is None:
                try:
                    return server.seen.get(timeout=0.2)
                except queue.Empty:
                    pass
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(browser.pid, signal.SIGKILL)
    raise AssertionError(f"Chromium (exit {browser.returncode}) told nothing of the films:\n{log.read_text(errors='replace')[-4000:]}")


class Players(ToolCase):
    """The films are made once and played by each."""

    @classmethod
    def setUpClass(cls):
        maker = cls()
        maker.setUp()
        cls.addClassCleanup(maker.doCleanups)
        cls.films = maker.make_films()
        cls.captions = cls.films / "captions.vtt"
        cls.cues = read_cues(cls.captions.read_text(encoding="utf-8"))

    def make_films(self):
        self.new()
        for number in range(len(SPEECHES)):
            video = self.folder / f"take {number}.mkv"
            make_video(video, number)
            self.tool("add-take", self.project, video)
        for part in PARTS:
            if part.speech is None:
                self.tool("card", self.project, "Les Halles\nPlus tard", "--style", "light", "--seconds", str((part.end - part.first) * FRAME))
            else:
                self.tool("clip", self.project, str(part.speech + 1), "--in", f"{part.first * FRAME:.4f}", "--out", f"{part.end * FRAME:.4f}")
        self.write_script()
        for name, way in WAYS.items():
            with patch.dict(os.environ, DEMAINS_ENCODER=way.encoder):
                self.tool("film", self.project, "-o", self.folder / name, *way.options)
            self.assertTrue((self.folder / name).exists(), name)
        self.tool("captions", self.project, "-o", self.folder / "captions.vtt")
        return self.folder

    def write_script(self):
        """A scene in which each take begins with a speech of its own; the last clip comes out of black."""
        data = self.json("export", self.project)
        scene = str(uuid.uuid4())
        data["scenes"].append({"id": scene, "title": "La halle"})
        for take, (text, _) in zip(data["takes"], SPEECHES, strict=True):
            speech = {"id": str(uuid.uuid4()), "scene": scene, "character": "Lina", "text": text}
            data["speeches"].append(speech)
            take.update(scene=scene, speech=speech["id"])
        data["clips"][-1]["fade"] = "yes"
        changed = self.folder / "changed.json"
        changed.write_text(json.dumps(data), encoding="utf-8")
        self.tool("import", self.project, changed)

    def run_quietly(self, *command):
        """A player that must come to the end without a word of complaint."""
        result = subprocess.run([*map(str, command)], capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=120, check=False,
                                env=toolcase.environment("en"))
        self.assertEqual((result.returncode, result.stderr), (0, ""), f"{command}: {result.stdout[-2000:]}")
        return result.stdout

    def assert_cues(self, cues):
        """What is said, and when: the same as in the captions' file."""
        self.assertEqual([cue.text for cue in cues], [cue.text for cue in self.cues])
        for cue, wanted in zip(cues, self.cues):
            self.assertAlmostEqual(cue.start, wanted.start, delta=0.002)
            self.assertAlmostEqual(cue.end, wanted.end, delta=0.002)

    def test_what_is_in_them(self):
        """MP4 has its index before all pictures, so that it can be seen while it is fetched; pictures are of the kind that all players know."""
        for name, way in WAYS.items():
            with self.subTest(name):
                streams, _ = toolcase.probe(self.films / name)
                picture = streams["video"]
                self.assertEqual((picture["width"], picture["height"], picture["pix_fmt"]), (*way.size, "yuv420p"))
                self.assertEqual((picture["codec_name"], streams["audio"]["codec_name"]), ("vp9", "opus") if way.encoder else ("h264", "aac"))
                if not way.encoder:
                    boxes = read_boxes(self.films / name)
                    self.assertEqual(boxes[0], "ftyp")
                    self.assertEqual((boxes.count("moov"), boxes.count("mdat")), (1, 1), boxes)
                    self.assertLess(boxes.index("moov"), boxes.index("mdat"), boxes)

    def test_captions(self):
        """All of both speeches is read, and it is the same in the film as beside it."""
        self.assertEqual(" ".join(cue.text for cue in self.cues).split(), " ".join(text for text, _ in SPEECHES).replace("*", "").split())
        for name, way in WAYS.items():
            if not way.encoder:
                with self.subTest(name):
                    told = self.run_quietly("ffmpeg", "-v", "error", "-xerror", "-i", self.films / name, "-map", "0:s", "-f", "webvtt", "-")
                    self.assert_cues(read_cues(told))

    def test_ffmpeg(self):
        """To the end without a word, and each picture."""
        for name in WAYS:
            with self.subTest(name):
                told = self.run_quietly("ffmpeg", "-v", "error", "-xerror", "-err_detect", "explode", "-i", self.films / name, "-map", "0:V", "-map", "0:a",
                                        "-fps_mode", "passthrough", "-progress", "pipe:1", "-f", "null", "-")
                self.assertEqual(re.findall(r"^frame=(\d+)$", told, re.MULTILINE)[-1:], [str(FRAMES)])
                self.assertTrue(told.endswith("progress=end\n"), told)

    def test_gstreamer(self):
        """Pictures, sound and captions to the end of the film, and a desktop's player has no complaint either."""
        for name, way in WAYS.items():
            with self.subTest(name):
                film = self.films / name
                pictures, sound, captions = (self.folder / f"{name} {stream}" for stream in ("pictures", "sound", "captions"))
                # Four bytes a picture, two a sample.
                command = ["filesrc", f"location={film}", "!", "decodebin", "name=d",
                           "d.", "!", "videoconvert", "!", "videoscale", "!", "video/x-raw,format=RGBA,width=1,height=1", "!", "filesink", f"location={pictures}",
                           "d.", "!", "audioconvert", "!", "audioresample", "!", "audio/x-raw,format=S16LE,rate=48000,channels=1", "!", "filesink", f"location={sound}"]
                if not way.encoder:
                    command += ["d.", "!", "text/x-raw", "!", "filesink", f"location={captions}"]
                self.run_quietly("gst-launch-1.0", "-q", *command)
                self.assertEqual(pictures.stat().st_size, 4 * FRAMES)
                self.assertAlmostEqual(sound.stat().st_size / 2 / 48000, SECONDS, delta=BLOCKS)
                if not way.encoder:
                    self.assertEqual(captions.read_text(encoding="utf-8"), "".join(cue.text for cue in self.cues))
                self.run_quietly("gst-launch-1.0", "-q", "playbin", f"uri={film.as_uri()}", "video-sink=fakesink", "audio-sink=fakesink")

    def list_places(self):
        """Where to go in a film, in frames: parts of it, its middle, its end, the start again, and each cue."""
        clip, card, _ = (part.end - part.first for part in PARTS)
        return [clip // 2, FRAMES - 5, FRAMES // 2, clip + card + FADE + 3, FRAMES - 1, 0, *(int((cue.start + cue.end) / 2 * RATE) for cue in self.cues)]

    @unittest.skipUnless(CHROMIUM, "no chromium is installed here, so no browser plays the films")
    def test_chromium(self):
        """In a page, to the end, with captions; then to places in it, whose pictures are seen."""
        places = self.list_places()
        # The middle of a frame: to neither side is it a matter of rounding.
        films = [{"name": name, "captions": self.captions.name, "places": [(place + 0.5) * FRAME for place in places]} for name in WAYS]
        files = {path.name: path.read_bytes() for path in (PAGE, self.captions, *(self.films / name for name in WAYS))}
        files["films.json"] = json.dumps(films).encode()
        with Server(files) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            try:
                seen = browse(server)
            finally:
                server.shutdown()
        for name, way in WAYS.items():
            with self.subTest(name):
                self.assertIn((name, 0), server.ranges)
                self.assert_played(seen[name], way)
                for place, found in zip(places, seen[name]["places"], strict=True):
                    self.assert_place(place, found)

    def assert_played(self, seen, way):
        self.assertEqual((seen["failure"], seen["problems"]), (None, []), seen)
        self.assertEqual((seen["width"], seen["height"]), way.size)
        self.assertAlmostEqual(seen["duration"], SECONDS, delta=BLOCKS)
        self.assertAlmostEqual(seen["end"], seen["duration"], delta=0.001)
        self.assertEqual(len(seen["played"]), 1, seen["played"])
        self.assertAlmostEqual(seen["played"][0][0], 0, delta=FRAME)
        self.assertAlmostEqual(seen["played"][0][1], seen["duration"], delta=FRAME)
        self.assertEqual(seen["quality"]["corrupted"], 0)
        # At this speed and on a busy machine not all pictures are shown, but they are from all of the film.
        self.assertEqual(seen["times"], sorted(seen["times"]))
        self.assertGreater(len({int(moment) for moment in seen["times"]}), SECONDS / 2)

        self.assertEqual(seen["mode"], "showing")
        self.assert_cues([Cue(cue["start"], cue["end"], cue["words"]) for cue in seen["cues"]])
        self.assertEqual(seen["entered"], [cue.text for cue in self.cues])
        self.assertTrue(any(seen["changes"]), "no caption was active when captions changed")

    def assert_place(self, place, found):
        """The picture is the one that belongs there, and so is the caption."""
        moment = (place + 0.5) * FRAME
        self.assertAlmostEqual(found["time"], moment, delta=0.001)
        self.assertAlmostEqual(found["picture"], place * FRAME, delta=0.002)
        self.assertEqual(found["cues"], [cue.text for cue in self.cues if cue.start <= moment < cue.end])
        part, number = find_frame(place)
        top = CARD_GROUND if part.speech is None else [grey(number)] * 3
        bottom = CARD_GROUND if part.speech is None else COLOURS[SPEECHES[part.speech][1]]
        for got, wanted in zip(found["top"], top):
            self.assertAlmostEqual(got, wanted, delta=3, msg=f"{place}: {found}")
        for got, wanted in zip(found["bottom"], bottom):
            self.assertAlmostEqual(got, wanted, delta=20, msg=f"{place}: {found}")


if __name__ == "__main__":
    toolcase.tap.main()
