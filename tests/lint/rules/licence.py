# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every source says whose it is and under what licence."""

LINES = ("SPDX-FileCopyrightText:", "SPDX-License-Identifier: ")
# Formats without comments, lists that tools read line by line, and prose.
WITHOUT = (
    "*.json", "*.md", ".gitignore", ".gitattributes", "LICENSE", "COPYING", "LICENSES/*", "po/LINGUAS", "build-aux/packages-*.txt",
    "*.png", "*.mkv", "*.mp4", "*.webm", "*.demains",
)


def check(tree):
    problems = []
    exempt = set(tree.matching(*WITHOUT))
    for name in tree.files:
        if name in exempt:
            continue
        head = "\n".join(tree.lines(name)[:10])
        problems += [f"{name}: no {line.strip()} line in its first ten" for line in LINES if line not in head]
    return problems


HEAD = f"# {LINES[0]} The Demains authors\n# {LINES[1]}GPL-3.0-or-later\n"
GOOD = {"dev": HEAD, "src/a.c": HEAD.replace("#", "//"), "flatpak/a.json": "{}\n", "README.md": "# Demains\n"}
BAD = {
    "a C file without a licence": ({"src/a.c": "int a;\n"}, "src/a.c: no SPDX-License-Identifier:"),
    "a script without an author": ({"dev": HEAD.splitlines()[1]}, "dev: no SPDX-FileCopyrightText:"),
    "a licence far down": ({"src/a.c": "\n" * 20 + HEAD}, "src/a.c: no"),
    "a Blueprint without a licence": ({"ui/a.blp": "using Gtk 4.0;\n"}, "ui/a.blp: no"),
}
