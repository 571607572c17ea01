# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys and pictures through mutter's own bus names, inside session.py."""
import subprocess
import time

import gi

gi.require_version("Gdk", "4.0")
from gi.repository import Gdk, Gio, GLib  # noqa: E402

REMOTE = "org.gnome.Mutter.RemoteDesktop"
CAST = "org.gnome.Mutter.ScreenCast"
KEY_SECONDS = 0.004
SHIFT_SECONDS = 0.2
FOCUS_SECONDS = 0.03
TAB_STEPS = 120
BUTTON_LEFT = 0x110
DRAG_STEPS = 25
DRAG_STEP_SECONDS = 0.02
MONITOR = "Meta-0"


class Desktop:
    def __init__(self):
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        self.remote = self.call(REMOTE, "/" + REMOTE.replace(".", "/"), REMOTE, "CreateSession", None)[0]
        self.call_session("Start")
        # The first key makes the keyboard, the first motion the pointer; windows that come later are given them.
        self.press("Shift_L")
        self.move(-10000, -10000)

    def call(self, name, path, interface, method, arguments):
        result = self.bus.call_sync(name, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE, 10000)
        return result.unpack()

    def call_session(self, method, arguments=None):
        return self.call(REMOTE, self.remote, REMOTE + ".Session", method, arguments)

    def key(self, keyval, pressed):
        self.call_session("NotifyKeyboardKeysym", GLib.Variant("(ub)", (keyval, pressed)))
        time.sleep(KEY_SECONDS)

    def type(self, text):
        """Types text with the keys of the session's layout; a line end is Return."""
        for character in text:
            keyval = Gdk.KEY_Return if character == "\n" else Gdk.unicode_to_keyval(ord(character))
            self.key(keyval, True)
            # A compositor that draws a camera tells of the keys later, and of Shift as it is then.
            time.sleep(SHIFT_SECONDS if character.isupper() else 0)
            self.key(keyval, False)

    def press(self, chord):
        """Presses keys together, by GTK's key names: "Control_L+Shift_L+z"."""
        keyvals = []
        for name in chord.split("+"):
            keyval = Gdk.keyval_from_name(name)
            if keyval == Gdk.KEY_VoidSymbol:
                raise ValueError(f"no key is called {name}")
            keyvals.append(keyval)
        for keyval in keyvals:
            self.key(keyval, True)
        for keyval in reversed(keyvals):
            self.key(keyval, False)

    def focus(self, widget):
        """Walks the keyboard to a widget as Tab does, since GTK lets no screen reader move it."""
        for _step in range(TAB_STEPS):
            if widget.has_focus():
                return widget
            self.press("Tab")
            time.sleep(FOCUS_SECONDS)
        raise AssertionError(f"Tab does not reach {widget}")

    def click(self, widget, place=None, window=(0, 0)):
        """Clicks the middle of a widget, or a place in it; window is where its window is, unless that is maximised."""
        self.point(widget, place, window)
        self.button(True)
        self.button(False)

    def drag(self, widget, across, down):
        """Drags the middle of a widget so many pixels, as slowly as a hand: what is dragged is to notice before it is let go."""
        self.point(widget)
        self.button(True)
        for _step in range(DRAG_STEPS):
            self.move(across / DRAG_STEPS, down / DRAG_STEPS)
            time.sleep(DRAG_STEP_SECONDS)
        self.button(False)

    def point(self, widget, place=None, window=(0, 0)):
        left, top, width, height = widget.extents()
        x, y = place or (width / 2, height / 2)
        self.move(-10000, -10000)
        self.move(window[0] + left + x, window[1] + top + y)

    def button(self, pressed):
        self.call_session("NotifyPointerButton", GLib.Variant("(ib)", (BUTTON_LEFT, pressed)))
        time.sleep(KEY_SECONDS)

    def move(self, x, y):
        self.call_session("NotifyPointerMotionRelative", GLib.Variant("(dd)", (x, y)))
        time.sleep(KEY_SECONDS)

    def screenshot(self, path):
        """The whole monitor as the compositor shows it. Needs a session with --media."""
        cast = self.call(CAST, "/" + CAST.replace(".", "/"), CAST, "CreateSession", GLib.Variant("(a{sv})", ({},)))[0]
        arguments = GLib.Variant("(sa{sv})", (MONITOR, {}))
        stream = self.call(CAST, cast, CAST + ".Session", "RecordMonitor", arguments)[0]
        node = self.start_cast(cast, stream)
        try:
            subprocess.run(
                ["gst-launch-1.0", "-q", "pipewiresrc", f"path={node}", "num-buffers=1", "!", "videoconvert", "!",
                 "pngenc", "!", "filesink", f"location={path}"],
                check=True, timeout=20,
            )  # fmt: skip
        finally:
            self.call(CAST, cast, CAST + ".Session", "Stop", None)

    def start_cast(self, cast, stream):
        """Starts a cast; returns the PipeWire node that its stream is given."""
        loop = GLib.MainLoop()
        nodes = []

        def added(*arguments):
            nodes.append(arguments[5].unpack()[0])
            loop.quit()

        subscription = self.bus.signal_subscribe(
            CAST, CAST + ".Stream", "PipeWireStreamAdded", stream, None, Gio.DBusSignalFlags.NONE, added
        )
        timeout = GLib.timeout_add_seconds(10, loop.quit)
        self.call(CAST, cast, CAST + ".Session", "Start", None)
        loop.run()
        self.bus.signal_unsubscribe(subscription)
        if not nodes:
            raise TimeoutError("the compositor offers no picture of its monitor")
        GLib.source_remove(timeout)
        return nodes[0]
