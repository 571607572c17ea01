#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a command in a session so that portals, and the command itself, take it for the Flatpak.

    sandboxed.py COMMAND…

It sees all that it saw, and beside it what Flatpak tells portals: its name, and which process it is.
The portal runs already, as on a desktop: 1.20 does not answer a sandbox that starts it. PipeWire and its sound
service that were killed are started again from outside, as systemd does; of the latter each time with a
microphone more, so that it shows whether somebody looks.
"""
import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path

from session import CREATE_CAMERA, PIPEWIRE, create_microphone, wait_for

INSTANCE = "20502050"
INFO = f"""\
[Application]
name=org.demains.Demains
runtime=runtime/org.gnome.Platform/x86_64/50

[Instance]
instance-id={INSTANCE}
flatpak-version=1.16.0

[Context]
sockets=wayland;pulseaudio;
"""


def show(name):
    """A folder as it is: what is below / may be read only, so that nothing can be put there."""
    path = Path("/") / name
    return ["--symlink", os.readlink(path), str(path)] if path.is_symlink() else ["--dev-bind", str(path), str(path)]


def start_portal():
    subprocess.run(["gdbus", "call", "--session", "--dest", "org.freedesktop.portal.Desktop", "--object-path",
                    "/org/freedesktop/portal/desktop", "--method", "org.freedesktop.DBus.Peer.Ping"],
                   stdout=subprocess.DEVNULL, timeout=25, check=True)


def restart_pipewire(path):
    """Once, with its camera, in a process of its own that the session ends."""
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(str(path))
    if os.fork():
        return
    connection.recv(1)
    time.sleep(1)
    for command in (PIPEWIRE, ("wireplumber",), CREATE_CAMERA):
        last = subprocess.Popen(command)
        time.sleep(1)
    last.wait()
    time.sleep(600)


def keep_sound_service(socket_path):
    """In a process of its own that the session ends. It is away for a moment, then for longer."""
    if os.fork():
        wait_for(socket_path.exists, "the sound service")
        return
    for number, seconds in enumerate((0, 1, 6, 1, 1)):
        time.sleep(seconds)
        service = subprocess.Popen(["pipewire-pulse"])
        if number:
            subprocess.run(create_microphone(f"Microphone {number}"), check=False)
        service.wait()
    time.sleep(600)


def main():
    start_portal()
    runtime = Path(os.environ["XDG_RUNTIME_DIR"])
    if (runtime / "pipewire-0").exists():
        keep_sound_service(runtime / "pulse/native")
        restart_pipewire(runtime / "pipewire-0")
    instance = runtime / ".flatpak" / INSTANCE
    instance.mkdir(parents=True, exist_ok=True)
    (instance / "bwrapinfo.json").write_text(json.dumps({"child-pid": os.getpid()}), encoding="utf-8")
    info = runtime / "flatpak-info"
    info.write_text(INFO, encoding="utf-8")
    places = [word for name in sorted(os.listdir("/")) for word in show(name)]
    os.execvp("bwrap", ["bwrap", *places, "--ro-bind", str(info), "/.flatpak-info", "--", *sys.argv[1:]])


if __name__ == "__main__":
    main()
