# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of demains-tool share: running it, making videos, looking at films.

Every test program is called with the path of demains-tool."""
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))
import ffprobe
import tap

TOOL = sys.argv[1] if len(sys.argv) > 1 else "demains-tool"
COMMANDS = ("new", "info", "check", "copy", "rescue", "export", "import", "undo", "redo", "history", "merge", "free-space", "add-take", "record", "takes", "clip", "card", "film", "captions", "publish")


def environment(language):
    result = dict(os.environ, LC_ALL={"fr": "fr_FR.UTF-8", "en": "C.UTF-8"}[language])
    result.pop("LANGUAGE", None)
    # Criticals of ours are failures; warnings of plug-ins are theirs.
    result["G_DEBUG"] = "fatal-criticals"
    return result


def call(*arguments, language="en", **options):
    """Runs demains-tool and gives what came of it."""
    return subprocess.run([str(options.pop("tool", TOOL)), *map(str, arguments)], capture_output=True, text=True, env=environment(language),
                          stdin=subprocess.DEVNULL, timeout=options.pop("timeout", 120), check=False, **options)


def digest(path):
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()


def find_records(data, kind):
    """The records of a kind in exported data."""
    return data["hypotheses" if kind == "hypothesis" else f"{kind}s"]


def make_video(path, *options, picture=True, sound=True, seconds=30, rate="25/2", size="320x180"):
    """A video with running frame numbers' worth of movement, made by ffmpeg."""
    command = ["ffmpeg", "-v", "error", "-y"]
    if picture:
        command += ["-f", "lavfi", "-i", f"testsrc2=size={size}:rate={rate}:duration={seconds}"]
    if sound:
        command += ["-f", "lavfi", "-i", f"sine=frequency=440:sample_rate=48000:duration={seconds}"]
    command += ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", *options, str(path)]
    subprocess.run(command, check=True)
    return path


def probe(path):
    """What ffprobe says of a film, all of whose frames it counts."""
    return ffprobe.probe(path, "-count_frames")


def decode_complaints(path):
    """What ffmpeg has to say when it decodes all of a film: nothing, if the film is sound."""
    answer = subprocess.run(["ffmpeg", "-v", "error", "-i", str(path), "-f", "null", "-"], capture_output=True, text=True, check=False)
    return answer.stderr


class ToolCase(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="demains-tool-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.project = self.folder / "halles.demains"

    def tool(self, *arguments, **options):
        """Runs a command that must succeed; gives its output."""
        result = call(*arguments, **options)
        self.assertEqual(result.returncode, 0, f"{arguments}: {result.stderr}")
        return result.stdout

    def json(self, *arguments):
        return json.loads(self.tool(*arguments))

    def new(self, *options):
        self.tool("new", self.project, "--group", "Les Halles", "--theme", "ageing", "--language", "fr", *options)
        return self.project

    def assert_refused(self, *arguments, status=1, **options):
        """The command fails with one clear line on the standard error, and nothing else."""
        result = call(*arguments, **options)
        self.assertEqual(result.returncode, status, f"{arguments}: {result.stdout}{result.stderr}")
        self.assertEqual(result.stdout, "")
        lines = result.stderr.splitlines()
        self.assertEqual(len(lines), 1, result.stderr)
        self.assertRegex(lines[0], r"^demains-tool: .{15,}[.]$")
        return lines[0]

    def assert_sound(self, path):
        self.assertEqual(self.tool("check", path).strip(), "sound")
