#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers as the system's locale service: keyboard_layout.py LAYOUT VARIANT

mutter asks it for the keyboard's layout; without an answer it has an American
one, on which no é can be typed.
"""
import sys

from gi.repository import Gio, GLib

NAME = "org.freedesktop.locale1"
INTERFACE = f"""<node><interface name="{NAME}">
<property name="X11Layout" type="s" access="read"/>
<property name="X11Model" type="s" access="read"/>
<property name="X11Variant" type="s" access="read"/>
<property name="X11Options" type="s" access="read"/>
</interface></node>"""


def main():
    layout, variant = sys.argv[1:]
    properties = {"X11Layout": layout, "X11Model": "pc105", "X11Variant": variant, "X11Options": ""}
    bus = Gio.bus_get_sync(Gio.BusType.SYSTEM)
    interface = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0]
    bus.register_object(
        "/org/freedesktop/locale1",
        interface,
        None,
        lambda _bus, _sender, _path, _interface, name: GLib.Variant("s", properties[name]),
        None,
    )
    Gio.bus_own_name_on_connection(bus, NAME, Gio.BusNameOwnerFlags.NONE)
    GLib.MainLoop().run()


if __name__ == "__main__":
    main()
