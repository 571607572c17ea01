# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds and uses a program's widgets as a screen reader does: by role and name."""
import re
import time
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

FIND_SECONDS = 10

Atspi.init()
Atspi.set_timeout(4000, 10000)


class NotFound(AssertionError):
    pass


class Widget:
    def __init__(self, accessible):
        self.accessible = accessible

    @property
    def role(self):
        return self.accessible.get_role_name()

    @property
    def name(self):
        """What it is called now."""
        self.accessible.clear_cache_single()
        return self.accessible.get_name() or ""

    @property
    def process(self):
        return self.accessible.get_process_id()

    @property
    def description(self):
        return self.accessible.get_description() or ""

    def has(self, state):
        """Whether it has a state, by Atspi's name in lower case: "focused", "selected", "sensitive"."""
        self.accessible.clear_cache_single()
        return self.accessible.get_state_set().contains(getattr(Atspi.StateType, state.upper()))

    @property
    def text(self):
        interface = self.accessible.get_text_iface()
        return Atspi.Text.get_text(interface, 0, -1) if interface else self.name

    @property
    def value(self):
        interface = self.accessible.get_value_iface()
        return Atspi.Value.get_current_value(interface) if interface else None

    def set_value(self, value):
        Atspi.Value.set_current_value(self.accessible.get_value_iface(), value)

    def children(self):
        self.accessible.clear_cache_single()
        for index in range(self.accessible.get_child_count()):
            child = self.accessible.get_child_at_index(index)
            if child:
                yield Widget(child)

    def walk(self):
        """Itself and all below it that is shown, in reading order."""
        yield self
        for child in self.children():
            try:
                if child.has("visible"):
                    yield from child.walk()
            except GLib.Error:
                # It went away while we walked.
                continue

    def all(self, role=None, name=None, state=None):
        return [widget for widget in self.walk() if widget.matches(role, name, state)]

    def matches(self, role, name, state=None):
        """role and name are exact; name may be a compiled pattern, role several joined by "|"."""
        try:
            if role and self.role not in role.split("|"):
                return False
            if isinstance(name, re.Pattern):
                if not name.search(self.name):
                    return False
            elif name is not None and self.name != name:
                return False
            return self.has("showing") and (not state or self.has(state))
        except GLib.Error:
            return False

    def find(self, role=None, name=None, state=None, seconds=FIND_SECONDS):
        """The first such widget below; waits for it to come."""
        found = wait_until(lambda: self.all(role, name, state), seconds)
        if not found:
            raise NotFound(f"no {role or 'widget'} named {name!r}{f' that is {state}' if state else ''}; there is\n{self.dump()}")
        return found[0]

    def gone(self, role=None, name=None, seconds=FIND_SECONDS):
        """Waits until no such widget is below."""
        if not wait_until(lambda: not self.all(role, name), seconds):
            raise NotFound(f"{role or 'widget'} {name!r} is still there\n{self.dump()}")

    def actions(self):
        interface = self.accessible.get_action_iface()
        if not interface:
            return []
        return [Atspi.Action.get_action_name(interface, n) for n in range(Atspi.Action.get_n_actions(interface))]

    def press(self, action=None):
        """Does its action as a screen reader would: clicks a button, activates a row."""
        wait_until(lambda: self.has("sensitive") or None, FIND_SECONDS)
        names = self.actions()
        if not names:
            raise NotFound(f"{self} has no action")
        index = names.index(action) if action else 0
        Atspi.Action.do_action(self.accessible.get_action_iface(), index)

    def has_focus(self):
        return self.has("focused") or any(widget.has("focused") for widget in self.walk())

    def centre(self):
        """Where it is in its window, in pixels."""
        box = Atspi.Component.get_extents(self.accessible.get_component_iface(), Atspi.CoordType.WINDOW)
        return box.x + box.width / 2, box.y + box.height / 2

    def __str__(self):
        return f"[{self.role}] {self.name!r}"

    def dump(self):
        """The tree below, for messages: one line for each widget that says something."""
        return "\n".join(self.dump_lines(0))

    def dump_lines(self, depth):
        try:
            line = self.dump_line()
            if line:
                yield "  " * depth + line
                depth += 1
            for child in self.children():
                if child.has("visible"):
                    yield from child.dump_lines(depth)
        except GLib.Error:
            yield "  " * depth + "(went away)"

    def dump_line(self):
        states = [state for state in ("focused", "selected", "checked", "pressed") if self.has(state)]
        if not self.name and not states and self.role in ("panel", "grouping", "filler"):
            return ""
        if not self.has("sensitive"):
            states.append("insensitive")
        text = self.text if self.accessible.get_text_iface() and self.role != "label" else ""
        actions = self.actions() if self.role not in ("label", "text", "frame") else []
        parts = [str(self), text.replace("\n", "⏎")[:60], " ".join(states), f"({', '.join(actions)})" if actions else ""]
        return " ".join(part for part in parts if part)


def wait_until(condition, seconds=FIND_SECONDS):
    """Asks again until the condition holds or time is up; returns what it last said."""
    end = time.monotonic() + seconds
    while True:
        try:
            result = condition()
        except GLib.Error:
            result = None
        if result or time.monotonic() > end:
            return result
        time.sleep(0.05)


def speaks_for(pid):
    """Whether a process speaks to screen readers for a Flatpak, of which the tests start one at a time."""
    return Path(f"/proc/{pid}/comm").read_text(encoding="utf-8").strip() == "xdg-dbus-proxy"


def program(matches, what, seconds=30):
    """The program whose widget matches, once it is there for screen readers."""

    def look():
        desktop = Atspi.get_desktop(0)
        desktop.clear_cache_single()
        children = (desktop.get_child_at_index(index) for index in range(desktop.get_child_count()))
        return next((child for child in map(Widget, filter(None, children)) if matches(child)), None)

    found = wait_until(look, seconds)
    if not found:
        raise NotFound(f"{what} shows no window to screen readers")
    return found


def application(pid):
    """The program with this process id."""
    return program(lambda widget: widget.process == pid or speaks_for(widget.process), f"process {pid}")


def application_named(name):
    """The program that calls itself so."""
    return program(lambda widget: widget.name == name, name)
