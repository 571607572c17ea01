#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A camera node of PipeWire whose clock goes wrong: flashing_camera.py NAME PPM START

Its clock is so many millionths fast. All is black but the first picture of each whole second of the system's monotonic
clock after START, which is white. It gives a little less than thirty pictures a second, as many cameras do, so that those
of a film, which has thirty, are now a little early and now a little late."""
import contextlib
import sys
import time
from fractions import Fraction

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstApp", "1.0")
from gi.repository import Gst, GstApp  # noqa: E402, F401

WIDTH, HEIGHT, RATE = 1280, 720, Fraction(297, 10)
CAPS = f"video/x-raw,format=YUY2,width={WIDTH},height={HEIGHT},framerate={RATE.numerator}/{RATE.denominator}"
BLACK, WHITE = (bytes((level, 128)) * WIDTH * HEIGHT for level in (16, 235))


def picture_time(number, ppm):
    """When the camera takes a picture, in seconds after its start."""
    return number / (float(RATE) * (1 + ppm * 1e-6))


def flash_number(second, ppm):
    """The first picture from a second on."""
    number = int(second * RATE * (1 + ppm * 1e-6)) - 1
    while picture_time(number, ppm) < second:
        number += 1
    return number


def main():
    name, ppm, start = sys.argv[1], float(sys.argv[2]), float(sys.argv[3])
    Gst.init(None)
    pipeline = Gst.parse_launch(
        f"appsrc name=pictures is-live=true format=time max-buffers=8 leaky-type=downstream caps={CAPS} ! pipewiresink mode=provide"
        f' stream-properties="props,media.class=Video/Source,media.role=Camera,node.name={name},node.description={name}"')
    source = pipeline.get_by_name("pictures")
    bus = pipeline.get_bus()
    pipeline.use_clock(Gst.SystemClock.obtain())
    # As a real camera does, it stamps its pictures by the system's clock.
    pipeline.set_start_time(Gst.CLOCK_TIME_NONE)
    pipeline.set_base_time(0)
    pipeline.set_state(Gst.State.PLAYING)
    number = flash_number(max(time.monotonic() - start, 1), ppm)
    while bus.pop_filtered(Gst.MessageType.ERROR | Gst.MessageType.EOS) is None:
        when = start + picture_time(number, ppm)
        time.sleep(max(0, when - time.monotonic()))
        flash = number == flash_number(int(when - start), ppm)
        buffer = Gst.Buffer.new_wrapped(WHITE if flash else BLACK)
        buffer.pts = round(when * Gst.SECOND)
        source.push_buffer(buffer)
        number += 1
    pipeline.set_state(Gst.State.NULL)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        main()
