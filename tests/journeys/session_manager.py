# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What keeps the computer awake, as the desktop and the system are asked for it: the names of the session manager and of
logind on the session's own bus, where neither is."""
import os
import threading

from gi.repository import Gio, GLib

MANAGER = "org.gnome.SessionManager"
CLIENT = "/org/gnome/SessionManager/Client1"
LOGIND = "org.freedesktop.login1"
# To log out, to change the user, to suspend. For the screen to stay lit GTK asks the compositor.
FILMING = 1 | 2 | 4

INTERFACES = """<node>
<interface name="org.gnome.SessionManager">
  <method name="RegisterClient"><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="o" direction="out"/></method>
  <method name="UnregisterClient"><arg type="o" direction="in"/></method>
  <method name="Inhibit">
    <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/><arg type="u" direction="in"/>
    <arg type="u" direction="out"/>
  </method>
  <method name="Uninhibit"><arg type="u" direction="in"/></method>
  <method name="IsInhibited"><arg type="u" direction="in"/><arg type="b" direction="out"/></method>
</interface>
<interface name="org.gnome.SessionManager.ClientPrivate">
  <method name="EndSessionResponse"><arg type="b" direction="in"/><arg type="s" direction="in"/></method>
</interface>
<interface name="org.freedesktop.login1.Manager">
  <method name="Inhibit">
    <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
    <arg type="h" direction="out"/>
  </method>
</interface>
</node>"""


class SessionManager:
    def __init__(self):
        self.inhibitors = {}
        self.lid = None
        self.count = 0
        ready = threading.Event()
        threading.Thread(target=self.run, args=(ready,), daemon=True).start()
        ready.wait(10)

    def run(self, ready):
        context = GLib.MainContext()
        context.push_thread_default()
        address = Gio.dbus_address_get_for_bus_sync(Gio.BusType.SESSION)
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        bus = Gio.DBusConnection.new_for_address_sync(address, flags)
        interfaces = {interface.name: interface for interface in Gio.DBusNodeInfo.new_for_xml(INTERFACES).interfaces}
        for path, name in (("/org/gnome/SessionManager", MANAGER), (CLIENT, MANAGER + ".ClientPrivate"), ("/org/freedesktop/login1", LOGIND + ".Manager")):
            bus.register_object(path, interfaces[name], self.called, None, None)
        for name in (MANAGER, LOGIND):
            bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                          GLib.Variant("(su)", (name, 0)), None, Gio.DBusCallFlags.NONE, -1)
        ready.set()
        GLib.MainLoop(context).run()

    def called(self, _bus, _sender, _path, interface, method, arguments, invocation):
        if interface == LOGIND + ".Manager":
            self.hold_lid(arguments.unpack(), invocation)
            return
        answer = None
        if method == "RegisterClient":
            answer = GLib.Variant("(o)", (CLIENT,))
        elif method == "Inhibit":
            self.count += 1
            self.inhibitors[self.count] = arguments.unpack()[3]
            answer = GLib.Variant("(u)", (self.count,))
        elif method == "Uninhibit":
            self.inhibitors.pop(arguments.unpack()[0], None)
        elif method == "IsInhibited":
            answer = GLib.Variant("(b)", (any(flags & arguments.unpack()[0] for flags in self.inhibitors.values()),))
        invocation.return_value(answer)

    def hold_lid(self, arguments, invocation):
        """As logind does: it is held for as long as who asked has the other end open."""
        what, _who, _why, mode = arguments
        assert (what, mode) == ("handle-lid-switch", "block"), arguments
        self.lid, other = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        invocation.return_value_with_unix_fd_list(GLib.Variant("(h)", (0,)), Gio.UnixFDList.new_from_array([other]))

    def lid_is_held(self):
        if self.lid is None:
            return False
        try:
            return os.read(self.lid, 1) != b""
        except BlockingIOError:
            return True

    def is_held(self):
        """While filming: all of it, and the lid."""
        return FILMING in self.inhibitors.values() and self.lid_is_held()
