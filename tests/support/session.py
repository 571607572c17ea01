#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a command in a desktop session of its own, without a display.

    session.py [--size WxH] [--media] [--language fr|en] [--scheme light|dark] [--text FACTOR]
               [--home FOLDER] -- COMMAND…

The session has its own bus, accessibility bus, compositor, settings and home;
with --media also PipeWire with a camera and a microphone. Nothing of it leaks
in or out, and nothing of it is left when the command ends, however it ends.
"""
import argparse
import contextlib
import ctypes
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SUPPORT = Path(__file__).resolve().parent
CAMERA = "Virtual camera"
MICROPHONE = "Virtual microphone"
START_SECONDS = 30

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
LIBC = ctypes.CDLL(None)

SETTINGS = """\
[org/gnome/desktop/interface]
toolkit-accessibility=true
enable-animations=false
color-scheme='{scheme}'
text-scaling-factor={text}
cursor-blink=false

[org/gnome/mutter]
dynamic-workspaces=false
"""


class SessionError(Exception):
    pass


def wait_for(condition, what, seconds=START_SECONDS):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        result = condition()
        if result:
            return result
        time.sleep(0.05)
    raise SessionError(f"{what} did not start within {seconds} s")


def node_name(description):
    return description.lower().replace(" ", "-")


CREATE_CAMERA = (
    "pw-cli", "create-node", "spa-node-factory",
    "{ factory.name=videotestsrc library.name=videotestsrc/libspa-videotestsrc object.linger=true"
    " media.class=Video/Source media.role=Camera node.loop.name=data-loop.1"
    f' node.name={node_name(CAMERA)} node.description="{CAMERA}" }}',
)  # fmt: skip
PIPEWIRE = ("pipewire", "-P", "{ context.num-data-loops=2 }")


def create_microphone(name):
    return ("pw-cli", "create-node", "adapter",
            "{ factory.name=support.null-audio-sink media.class=Audio/Source/Virtual object.linger=true"
            f' audio.position=[MONO] node.name={node_name(name)} node.description="{name}" }}')  # fmt: skip


def die_with_parent():
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Session:
    def __init__(self, size, media, language, scheme, text, home):
        self.size = size
        self.media = media
        self.scheme = scheme
        self.text = text
        self.folder = Path(tempfile.mkdtemp(prefix="demains-session-"))
        self.home = Path(home).resolve() if home else self.folder / "home"
        self.environment = self.make_environment(language)

    def make_environment(self, language):
        runtime = self.folder / "runtime"
        runtime.mkdir(mode=0o700)
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("XDG_", "DBUS_", "WAYLAND_", "AT_SPI")) and name not in ("DISPLAY", "LANG", "LANGUAGE")
        }
        environment.update(
            HOME=str(self.home),
            XDG_RUNTIME_DIR=str(runtime),
            XDG_CONFIG_HOME=str(self.home / ".config"),
            XDG_CACHE_HOME=str(self.home / ".cache"),
            XDG_DATA_HOME=str(self.home / ".local/share"),
            XDG_STATE_HOME=str(self.home / ".local/state"),
            XDG_DATA_DIRS=os.environ.get("XDG_DATA_DIRS", "/usr/local/share:/usr/share"),
            DBUS_SESSION_BUS_ADDRESS=f"unix:path={runtime}/bus",
            DBUS_SYSTEM_BUS_ADDRESS=f"unix:path={runtime}/bus",
            WAYLAND_DISPLAY="wayland-0",
            GDK_BACKEND="wayland",
            GSK_RENDERER="cairo",
            GSETTINGS_BACKEND="keyfile",
            # Settings come from the file below, not from a portal that asks a desktop.
            ADW_DISABLE_PORTAL="1",
            GTK_USE_PORTAL="0",
            LC_ALL={"fr": "fr_FR.UTF-8", "en": "en_US.UTF-8"}[language],
            DEMAINS_SESSION=str(self.folder),
        )
        return environment

    def services_environment(self):
        """A test that no warning may pass by must not end the session over one."""
        return {name: value for name, value in self.environment.items() if name != "G_DEBUG"}

    def spawn(self, name, *command, **options):
        log = open(self.folder / f"{name}.log", "wb")
        return subprocess.Popen(
            command,
            env=self.services_environment(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            preexec_fn=die_with_parent,
            **options,
        )

    def write_settings(self):
        settings = self.home / ".config/glib-2.0/settings/keyfile"
        settings.parent.mkdir(parents=True, exist_ok=True)
        if not settings.exists():
            scheme = {"light": "default", "dark": "prefer-dark"}[self.scheme]
            settings.write_text(SETTINGS.format(scheme=scheme, text=self.text), encoding="utf-8")

    def start(self):
        runtime = Path(self.environment["XDG_RUNTIME_DIR"])
        self.write_settings()
        self.spawn("bus", "dbus-daemon", "--session", "--nofork", "--nopidfile",
                   f"--address={self.environment['DBUS_SESSION_BUS_ADDRESS']}")
        wait_for((runtime / "bus").exists, "the session bus")
        if self.media:
            self.start_media(runtime)
        # A French layout with the accents and quotation marks that people type.
        self.spawn("keyboard", str(SUPPORT / "keyboard_layout.py"), "fr", "oss")
        wait_for(lambda: b"locale1" in self.bus_names(), "the keyboard layout")
        self.spawn("mutter", "mutter", "--headless", "--wayland", "--no-x11", "--virtual-monitor", self.size)
        wait_for((runtime / "wayland-0").exists, "the compositor")

    def start_media(self, runtime):
        self.spawn("pipewire", *PIPEWIRE)
        wait_for((runtime / "pipewire-0").exists, "PipeWire")
        self.spawn("wireplumber", "wireplumber")
        wait_for(lambda: b"WirePlumber" in self.nodes(), "WirePlumber")
        self.start_camera()
        self.start_microphone()
        wait_for(lambda: CAMERA.encode() in self.nodes() and MICROPHONE.encode() in self.nodes(), "camera and microphone")

    def start_camera(self):
        """PipeWire's own test pictures, which like a real camera outlast who looks; they are
        drawn in a loop of their own, so that they do not hold up the sound."""
        self.ask(*CREATE_CAMERA)

    def start_microphone(self):
        """A node that keeps its own time, and ticks played into it: a sink of GStreamer would wait for a driver."""
        self.ask(*create_microphone(MICROPHONE))
        ticks = "audiotestsrc is-live=true wave=ticks volume=0.5 ! audio/x-raw,format=S16LE,rate=48000,channels=1"
        play = "pw-cat -p -a --rate 48000 --channels 1 --format s16 -P '{ node.name=ticks node.autoconnect=false }' -"
        self.spawn("microphone", "sh", "-c", f"gst-launch-1.0 -q {ticks} ! fdsink | {play}")
        wait_for(lambda: self.succeeds("pw-link", "ticks:output_MONO", f"{node_name(MICROPHONE)}:input_MONO"), "the ticks")

    def bus_names(self):
        return self.ask("dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.DBus", "/",
                        "org.freedesktop.DBus.ListNames")

    def nodes(self):
        return self.ask("pw-dump")

    def ask(self, *command):
        result = subprocess.run(command, env=self.environment, capture_output=True, timeout=20, check=False)
        return result.stdout

    def succeeds(self, *command):
        return subprocess.run(command, env=self.environment, capture_output=True, timeout=20, check=False).returncode == 0

    def run(self, command):
        child = subprocess.Popen(command, env=self.environment, preexec_fn=die_with_parent)
        with contextlib.suppress(KeyboardInterrupt):
            status = child.wait()
            return 128 - status if status < 0 else status
        return 130

    def stop(self):
        for pid in reversed(descendants(os.getpid())):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG) != (0, 0):
                pass
        shutil.rmtree(self.folder, ignore_errors=True)

    def show_logs(self):
        for log in sorted(self.folder.glob("*.log")):
            lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:]
            if lines:
                print(f"# --- {log.name}", *(f"# {line}" for line in lines), sep="\n", file=sys.stderr)


def descendants(pid):
    """All processes below pid, parents first. Orphans are included: this process adopts them."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in task.read_text().split():
                found += [int(child), *descendants(int(child))]
    return found


def parse(arguments):
    parser = argparse.ArgumentParser(description="Run a command in a headless desktop session of its own.")
    parser.add_argument("--size", default="1024x768", help="of the virtual monitor")
    parser.add_argument("--media", action="store_true", help="with PipeWire, a camera and a microphone")
    parser.add_argument("--language", choices=("en", "fr"), default="en")
    parser.add_argument("--scheme", choices=("light", "dark"), default="light")
    parser.add_argument("--text", type=float, default=1.0, help="how many times its usual size text has")
    parser.add_argument("--home", help="a home to keep, instead of an empty one that is thrown away")
    parser.add_argument("command", nargs="+")
    return parser.parse_args(arguments)


def main():
    options = parse(sys.argv[1:])
    LIBC.prctl(PR_SET_CHILD_SUBREAPER, 1)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    session = Session(options.size, options.media, options.language, options.scheme, options.text, options.home)
    try:
        session.start()
        status = session.run(options.command)
        if status:
            session.show_logs()
        return status
    except SessionError as error:
        print(f"# session: {error}", file=sys.stderr)
        session.show_logs()
        return 99
    finally:
        session.stop()


if __name__ == "__main__":
    sys.exit(main())
