# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds and uses a program's widgets as a screen reader does: by role and name.

Over D-Bus and not through libatspi, which asks the program once for each fact of each widget: a program that draws a
camera answers one question a picture, so that one look at its window took half a minute."""
import re
import time
from pathlib import Path
from typing import NamedTuple

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

# Long enough for a busy computer: who finds what there is waits for none of it.
FIND_SECONDS = 30
ANSWER_SECONDS = 20

SPI = "org.a11y.atspi"
REGISTRY = f"{SPI}.Registry"
ROOT = "/org/a11y/atspi/accessible/root"
CACHE = "/org/a11y/atspi/cache"


class NotFound(AssertionError):
    pass


def connect():
    """To the bus of screen readers, whose address the session's bus knows."""
    session = Gio.bus_get_sync(Gio.BusType.SESSION)
    address, = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, Gio.DBusCallFlags.NONE, -1, None).unpack()
    flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
    return Gio.DBusConnection.new_for_address_sync(address, flags, None, None)


BUS = connect()


def call(owner, path, interface, method, signature="()", *arguments):
    """What it answers: one value as it is, several as a tuple."""
    answer = BUS.call_sync(owner, path, interface, method, GLib.Variant(signature, arguments), None, Gio.DBusCallFlags.NONE, 1000 * ANSWER_SECONDS, None).unpack()
    return answer[0] if len(answer) == 1 else answer


def call_all(questions):
    """Asks all before it waits for any answer."""
    loop = GLib.MainLoop()
    results = {}

    def answered(_bus, result, number):
        results[number] = result
        if len(results) == len(questions):
            loop.quit()

    for number, (owner, path, interface, method) in enumerate(questions):
        BUS.call(owner, path, interface, method, None, None, Gio.DBusCallFlags.NONE, 1000 * ANSWER_SECONDS, None, answered, number)
    loop.run()
    return [BUS.call_finish(results[number]).unpack()[0] for number in range(len(questions))]


def role_name(number):
    return Atspi.role_get_name(Atspi.Role(number))


def contains(states, state):
    """Whether a state is set, by Atspi's name in lower case: "focused", "selected", "sensitive"."""
    number = int(getattr(Atspi.StateType, state.upper()))
    return bool(states[number // 32] >> number % 32 & 1)


class Facts(NamedTuple):
    """What a program's cache says of a widget; the order is that of AT-SPI."""

    reference: tuple
    program: tuple
    parent: tuple
    index: int
    n_children: int
    interfaces: list
    name: str
    role_number: int
    description: str
    states: list

    @property
    def role(self):
        return role_name(self.role_number)

    def has(self, state):
        return contains(self.states, state)

    def matches(self, role, name, state=None):
        if role and self.role not in role.split("|"):
            return False
        if isinstance(name, re.Pattern):
            if not name.search(self.name):
                return False
        elif name is not None and self.name != name:
            return False
        return self.has("showing") and (not state or self.has(state))


class Tree:
    """All widgets of a program as they are at one moment, by one question.

    The program's cache also has what is hidden, whose index is nobody's or that of the one after it, and has not yet
    what nobody has asked about. Only where that leaves a doubt is a widget itself asked, with all others in doubt."""

    def __init__(self, owner):
        self.owner = owner
        self.answers = {}
        self.read()
        root = self.facts.get((owner, ROOT)) or Widget(owner, ROOT).facts()
        while doubtful := [facts.reference for facts in self.walk(root) if self.children(facts) is None]:
            if self.ask(doubtful):
                self.read()

    def ask(self, references):
        """Asks widgets for their children, and those of them that are new for theirs, for only what was asked for comes
        into the cache. Says whether any was new."""
        was_new = False
        while references:
            answers = call_all([(*reference, f"{SPI}.Accessible", "GetChildren") for reference in references])
            self.answers.update((reference, [tuple(child) for child in children]) for reference, children in zip(references, answers))
            references = [child for reference in references for child in self.answers[reference] if child not in self.facts]
            was_new = was_new or bool(references)
        return was_new

    def read(self):
        self.facts = {}
        self.below = {}
        for item in call(self.owner, CACHE, f"{SPI}.Cache", "GetItems"):
            facts = Facts(*item)
            self.facts[facts.reference] = facts
            self.below.setdefault(facts.parent, []).append(facts)

    def get(self, reference):
        return self.facts.get(reference) or Widget(*reference).facts()

    def children(self, parent):
        """Those that screen readers are told of; None when the cache does not tell, as it never does of the windows."""
        if parent.reference in self.answers:
            return [self.get(child) for child in self.answers[parent.reference]]
        if parent.reference[1] == ROOT:
            return None
        shown = sorted((facts for facts in self.below.get(parent.reference, []) if 0 <= facts.index < parent.n_children), key=lambda facts: facts.index)
        return shown if [facts.index for facts in shown] == list(range(parent.n_children)) else None

    def walk(self, facts):
        """A widget and all below it that is shown, in reading order."""
        yield facts
        for child in self.children(facts) or ():
            if child.has("visible"):
                yield from self.walk(child)


class Widget:
    """What it says of itself is asked each time, and so is as it is now."""

    def __init__(self, owner, path):
        self.owner = owner
        self.path = path

    def ask(self, interface, method, *arguments):
        return call(self.owner, self.path, f"{SPI}.{interface}", method, *arguments)

    def get(self, interface, name):
        return call(self.owner, self.path, "org.freedesktop.DBus.Properties", "Get", "(ss)", f"{SPI}.{interface}", name)

    def facts(self):
        """As the cache has them, asked one by one."""
        return Facts((self.owner, self.path), ("", ""), self.get("Accessible", "Parent"), self.ask("Accessible", "GetIndexInParent"),
                     self.get("Accessible", "ChildCount"), self.ask("Accessible", "GetInterfaces"), self.name,
                     self.ask("Accessible", "GetRole"), self.description, self.ask("Accessible", "GetState"))  # fmt: skip

    @property
    def role(self):
        return role_name(self.ask("Accessible", "GetRole"))

    @property
    def name(self):
        return self.get("Accessible", "Name")

    @property
    def process(self):
        return call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "GetConnectionUnixProcessID", "(s)", self.owner)

    @property
    def description(self):
        return self.get("Accessible", "Description")

    def has(self, state):
        return contains(self.ask("Accessible", "GetState"), state)

    @property
    def text(self):
        if f"{SPI}.Text" not in self.ask("Accessible", "GetInterfaces"):
            return self.name
        # Of an entry, GTK 4.18 tells nothing where the end is -1.
        return self.ask("Text", "GetText", "(ii)", 0, self.get("Text", "CharacterCount"))

    @property
    def label(self):
        """What is written on it, where GTK 4.18 tells no name of it, as of an item of a menu."""
        relations = self.ask("Accessible", "GetRelationSet")
        return " ".join(Widget(*label).text for kind, labels in relations if kind == Atspi.RelationType.LABELLED_BY for label in labels)

    def shown(self):
        """The facts of itself and all below it that is shown, in reading order."""
        tree = Tree(self.owner)
        return tree.walk(tree.get((self.owner, self.path)))

    def walk(self):
        return [Widget(*facts.reference) for facts in self.shown()]

    def all(self, role=None, name=None, state=None):
        """role and name are exact; name may be a compiled pattern, role several joined by "|"."""
        return [Widget(*facts.reference) for facts in self.shown() if facts.matches(role, name, state)]

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
        return [self.ask("Action", "GetName", "(i)", n) for n in range(self.get("Action", "NActions"))]

    def press(self, action=None):
        """Does its action as a screen reader would: clicks a button, activates a row."""
        wait_until(lambda: self.has("sensitive") or None, FIND_SECONDS)
        names = self.actions()
        if not names:
            raise NotFound(f"{self} has no action")
        self.ask("Action", "DoAction", "(i)", names.index(action) if action else 0)

    def has_focus(self):
        return any(facts.has("focused") for facts in self.shown())

    def extents(self):
        """Where it is in its window, and how large, in pixels."""
        return self.ask("Component", "GetExtents", "(u)", Atspi.CoordType.WINDOW)

    def centre(self):
        """The middle of it in its window, in pixels."""
        x, y, width, height = self.extents()
        return x + width / 2, y + height / 2

    def __str__(self):
        return f"[{self.role}] {self.name!r}"

    def dump(self):
        """The tree below, for messages: one line for each widget that says something."""
        return "\n".join(self.dump_lines(0))

    def dump_lines(self, depth):
        tree = Tree(self.owner)
        yield from self.dump_below(tree, tree.get((self.owner, self.path)), depth)

    def dump_below(self, tree, facts, depth):
        try:
            line = Widget(*facts.reference).dump_line(facts)
            if line:
                yield "  " * depth + line
                depth += 1
            for child in tree.children(facts) or ():
                if child.has("visible"):
                    yield from self.dump_below(tree, child, depth)
        except GLib.Error:
            yield "  " * depth + "(went away)"

    def dump_line(self, facts):
        states = [state for state in ("focused", "selected", "checked", "pressed") if facts.has(state)]
        if not facts.name and not states and facts.role in ("panel", "grouping", "filler"):
            return ""
        if not facts.has("sensitive"):
            states.append("insensitive")
        text = self.text if f"{SPI}.Text" in facts.interfaces and facts.role != "label" else ""
        actions = self.actions() if f"{SPI}.Action" in facts.interfaces and facts.role not in ("label", "text", "frame") else []
        parts = [f"[{facts.role}] {facts.name!r}", text.replace("\n", "⏎")[:60], " ".join(states), f"({', '.join(actions)})" if actions else ""]
        return " ".join(part for part in parts if part)


def wait_until(condition, seconds=FIND_SECONDS):
    """Asks again until the condition holds or time is up; returns what it last said."""
    end = time.monotonic() + seconds
    while True:
        try:
            result = condition()
        except GLib.Error:
            # The program is not there yet, or what was asked about went away.
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
        programs = call(REGISTRY, ROOT, f"{SPI}.Accessible", "GetChildren")
        return next((widget for widget in (Widget(*reference) for reference in programs) if matches(widget)), None)

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
