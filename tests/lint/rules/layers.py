# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Layers include only what HACKING.md's diagram lets them; GTK, GStreamer and SQLite stay where they belong."""
import re
from pathlib import PurePath

BELOW = {
    "project": set(),
    "corpus": {"project"},
    "media": {"project"},
    "wording": {"project", "media"},
    "publish": {"project", "corpus", "media", "wording"},
    "tool": {"project", "corpus", "media", "wording", "publish"},
    "widgets": {"project", "corpus", "media", "wording", "publish"},
    "pages": {"project", "corpus", "media", "wording", "publish", "widgets"},
    "shell": {"project", "corpus", "media", "wording", "publish", "widgets", "pages"},
}

# Which layers may include headers that start so.
SYSTEM = {
    r"(gtk|gdk(?!-)|gsk|adwaita|gtksourceview|libspelling|graphene)\b": {"widgets", "pages", "shell"},
    r"gst/": {"media", "widgets", "pages", "shell"},
    r"(cairo|pango)\b": {"media", "publish", "widgets", "pages", "shell"},
    r"gdk-pixbuf\b": {"publish", "widgets", "pages", "shell"},
    r"sqlite3\.h": {"project"},
}

INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.MULTILINE)


def layer_of(name):
    """The layer and, for pages, the area: ("pages", "vision")."""
    parts = PurePath(name).parts
    layer = parts[1] if len(parts) > 2 else "main"
    return layer, parts[2] if layer == "pages" and len(parts) > 3 else ""


def allowed(user, used):
    if used == user or user[0] == "main":
        return True
    if user[0] == used[0] == "pages":
        return used[1] == ""
    return used[0] in BELOW.get(user[0], set())


def check(tree):
    problems = []
    sources = tree.matching("src/*.c", "src/*.h")
    homes = {PurePath(name).name: layer_of(name) for name in sources if name.endswith(".h")}
    for name in sources:
        user = layer_of(name)
        if user[0] != "main" and user[0] not in BELOW:
            problems.append(f"{name}: src/{user[0]} is not a layer of HACKING.md")
        for bracket, header in INCLUDE.findall(tree.read(name)):
            used = homes.get(PurePath(header).name)
            if bracket == '"' and used and not allowed(user, used):
                problems.append(f"{name}: {'/'.join(filter(None, user))} may not include {header}")
            for pattern, layers in SYSTEM.items():
                if bracket == "<" and re.match(pattern, header) and user[0] not in layers | {"main"}:
                    problems.append(f"{name}: {user[0]} may not include <{header}>")
    return problems


GOOD = {
    "src/project/demains-record.h": "#pragma once\n#include <glib-object.h>\n",
    "src/media/demains-player.h": '#pragma once\n#include <gst/gst.h>\n#include "demains-record.h"\n',
    "src/widgets/demains-page.h": '#pragma once\n#include <gtk/gtk.h>\n#include "demains-player.h"\n',
    "src/pages/vision/demains-vision-page.h": '#pragma once\n#include "demains-page.h"\n',
    "src/pages/jobs/demains-jobs-page.c": '#include "config.h"\n#include "demains-page.h"\n',
}
BAD = {
    "a layer that includes one above it": (
        {"src/project/demains-record.c": '#include "demains-player.h"\n'},
        "project may not include demains-player.h",
    ),
    "a page that includes another page": (
        {"src/pages/jobs/demains-jobs-page.c": '#include "demains-vision-page.h"\n'},
        "pages/jobs may not include demains-vision-page.h",
    ),
    "GTK below the widgets": (
        {"src/media/demains-player.c": "#include <gtk/gtk.h>\n"},
        "media may not include <gtk/gtk.h>",
    ),
    "pictures below what is published": (
        {"src/media/demains-player.c": "#include <gdk-pixbuf/gdk-pixbuf.h>\n"},
        "media may not include <gdk-pixbuf/gdk-pixbuf.h>",
    ),
    "GStreamer in the project": (
        {"src/project/demains-media.c": "#include <gst/gst.h>\n"},
        "project may not include <gst/gst.h>",
    ),
    "SQL outside the project": (
        {"src/pages/jobs/demains-jobs-page.c": "#include <sqlite3.h>\n"},
        "pages may not include <sqlite3.h>",
    ),
    "a folder that is no layer": ({"src/helpers/demains-helper.c": "\n"}, "src/helpers is not a layer"),
}
