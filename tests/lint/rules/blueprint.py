# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Blueprints are formatted as blueprint-compiler formats them, and meson builds every one."""
from tree import says


def check(tree):
    blueprints = tree.matching("ui/*.blp")
    if not blueprints:
        return []
    said = says("blueprint-compiler", "format", "--no-diff", *blueprints, cwd=tree.root)
    problems = [said] if said else []
    built = tree.read("ui/meson.build") if "ui/meson.build" in tree.files else ""
    for name in blueprints:
        if f"'{name.rsplit('/', 1)[1].removesuffix('.blp')}'" not in built:
            problems.append(f"{name}: ui/meson.build does not name it")
    return problems


GOOD = {
    "ui/meson.build": "blueprints = {'shell': ['a']}\n",
    "ui/shell/a.blp": 'using Gtk 4.0;\n\nLabel {\n  label: "Hello";\n}\n',
}
BAD = {
    "an unformatted Blueprint": ({"ui/shell/a.blp": 'using Gtk 4.0;\nLabel { label: "Hello"; }\n'}, "a.blp"),
    "a Blueprint that is not built": ({"ui/shell/b.blp": GOOD["ui/shell/a.blp"]}, "ui/shell/b.blp: ui/meson.build"),
}
