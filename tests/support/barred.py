#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a command as somebody who may not open the computer's camera and microphone.

    barred.py COMMAND…

It sees those of the kernel, which belong to others only. Where nodes may not be made, a file stands
for each: the kernel asks for the same right. Root has it as little as anybody.
"""
import os
import stat
import sys
from pathlib import Path

# Where the kernel has them, and the number of their driver (Documentation/admin-guide/devices.txt of Linux).
DEVICES = {"/dev/video0": 81, "/dev/snd/pcmC0D0c": 116}


def make_node(path, major):
    try:
        os.mknod(path, stat.S_IFCHR, os.makedev(major, 0))
    except PermissionError:
        path.touch(mode=0)
    path.chmod(0)


def main():
    binds = []
    for place, major in DEVICES.items():
        node = Path(os.environ["XDG_RUNTIME_DIR"]) / Path(place).name
        make_node(node, major)
        binds += ["--dev-bind", str(node), place]
    os.execvp("bwrap", ["bwrap", "--bind", "/", "/", "--dev", "/dev", *binds,
                        "--cap-drop", "CAP_DAC_OVERRIDE", "--cap-drop", "CAP_DAC_READ_SEARCH", "--", *sys.argv[1:]])


if __name__ == "__main__":
    main()
