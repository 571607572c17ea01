#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A camera node of PipeWire whose every picture says its number: numbered_camera.py NAME

Made moving pictures with the noise of a small sensor, 720p30 as many webcams give them; in the upper left corner cells,
black or white, are the bits of the picture's number. It says when it gave picture 0, in seconds of the monotonic clock;
the others follow by their rate. A node made by GStreamer ends with its reader: then another takes its place, from a process
of its own, as PipeWire's sink may hang when its reader was killed. SIGUSR1 says that this one does."""
import contextlib
import os
import signal
import subprocess
import sys
import time

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstApp", "1.0")
from gi.repository import Gst, GstApp  # noqa: E402, F401

WIDTH, HEIGHT, RATE = 1280, 720, 30
BITS = 20
CELL_WIDTH, CELL_HEIGHT = 32, 16
LINE = 2 * WIDTH
LOOP_FRAMES = 60
SCENE = f"testsrc2=size={WIDTH}x{HEIGHT}:rate={RATE},noise=alls=6:allf=t"
CAPS = f"video/x-raw,format=YUY2,width={WIDTH},height={HEIGHT},framerate={RATE}/1"
BLACK, WHITE = (bytes((level, 128)) * CELL_WIDTH for level in (16, 235))


def make_scene():
    """Two seconds that are shown again and again."""
    made = subprocess.run(
        ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", SCENE, "-frames:v", str(LOOP_FRAMES), "-pix_fmt", "yuyv422", "-f", "rawvideo", "-"],
        stdout=subprocess.PIPE, check=True).stdout  # fmt: skip
    size = LINE * HEIGHT
    return [bytearray(made[place:place + size]) for place in range(0, len(made), size)]


def stamp(picture, number):
    cells = b"".join(WHITE if number >> bit & 1 else BLACK for bit in range(BITS))
    for line in range(CELL_HEIGHT):
        picture[line * LINE:line * LINE + len(cells)] = cells


def read_numbers(film):
    """The number in every picture of a film, in order."""
    cells = ["-vf", f"crop={BITS * CELL_WIDTH}:{CELL_HEIGHT}:0:0,scale={BITS}:1:flags=area", "-pix_fmt", "gray", "-f", "rawvideo", "-"]
    read = subprocess.run(["ffmpeg", "-v", "fatal", "-i", str(film), "-fps_mode", "passthrough", "-an", *cells], stdout=subprocess.PIPE, check=True).stdout
    return [sum((read[place + bit] > 127) << bit for bit in range(BITS)) for place in range(0, len(read), BITS)]


def give(name, scene, start):
    """Gives pictures until the reader is gone."""
    pipeline = Gst.parse_launch(
        f"appsrc name=pictures is-live=true format=time max-buffers=8 leaky-type=downstream caps={CAPS} ! pipewiresink mode=provide"
        f' stream-properties="props,media.class=Video/Source,media.role=Camera,node.name={name},node.description={name}"')
    source = pipeline.get_by_name("pictures")
    bus = pipeline.get_bus()
    # PipeWire's own goes by turns of its graph.
    pipeline.use_clock(Gst.SystemClock.obtain())
    pipeline.set_state(Gst.State.PLAYING)
    number = int((time.monotonic() - start) * RATE) + 1
    while bus.pop_filtered(Gst.MessageType.ERROR | Gst.MessageType.EOS) is None:
        time.sleep(max(0, start + number / RATE - time.monotonic()))
        stamp(scene[number % len(scene)], number)
        buffer = Gst.Buffer.new_wrapped(bytes(scene[number % len(scene)]))
        # As a camera's are, the times are those of its own beat, whenever this process gets to run.
        buffer.pts = max(0, round((start + number / RATE) * Gst.SECOND) - source.get_base_time())
        source.push_buffer(buffer)
        number += 1
    # Its end is that of the process.
    return pipeline


def main():
    scene = make_scene()
    start = time.monotonic()
    print(f"{start:.6f}", flush=True)
    camera = None
    signal.signal(signal.SIGUSR1, lambda *_: os.kill(camera, signal.SIGKILL))
    signal.signal(signal.SIGTERM, lambda *_: (os.kill(camera, signal.SIGKILL), os._exit(0)))
    while True:
        camera = os.fork()
        if camera == 0:
            for number in (signal.SIGUSR1, signal.SIGTERM):
                signal.signal(number, signal.SIG_DFL)
            Gst.init(None)
            left = give(sys.argv[1], scene, start)
            os._exit(0 if left else 1)
        os.waitpid(camera, 0)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main()
