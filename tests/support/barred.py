#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a command as somebody who may not open the computer's camera.

    barred.py COMMAND…

It sees a camera of the kernel, which belongs to others only. Where nodes may not be made, a file stands
for it: the kernel asks for the same right. Root has it as little as anybody.
"""
import os
import stat
import sys
from pathlib import Path

VIDEO_CHARACTER_DEVICES = 81


def make_camera(path):
    try:
        os.mknod(path, stat.S_IFCHR, os.makedev(VIDEO_CHARACTER_DEVICES, 0))
    except PermissionError:
        path.touch(mode=0)
    path.chmod(0)


def main():
    camera = Path(os.environ["XDG_RUNTIME_DIR"]) / "video0"
    make_camera(camera)
    os.execvp("bwrap", ["bwrap", "--bind", "/", "/", "--dev", "/dev", "--dev-bind", str(camera), "/dev/video0",
                        "--cap-drop", "CAP_DAC_OVERRIDE", "--cap-drop", "CAP_DAC_READ_SEARCH", "--", *sys.argv[1:]])


if __name__ == "__main__":
    main()
