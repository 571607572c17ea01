# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every file with texts for people is in po/POTFILES.in, and every file there exists."""
import re

from tree import without_comments

LIST = "po/POTFILES.in"
MARKED = re.compile(r'\b(_|N_|C_|NC_|ngettext|g_dngettext|g_dpgettext2?|g_dcgettext) ?\(\s*["a-zA-Z]')
ALWAYS = ("data/*.desktop.in", "data/*.metainfo.xml.in", "data/*.desktop.in.in", "data/*.metainfo.xml.in.in")


def check(tree):
    listed = [line for line in tree.lines(LIST) if line and not line.startswith("#")] if LIST in tree.files else []
    problems = [f"{LIST}: {name} does not exist" for name in listed if name not in tree.files]
    problems += [f"{LIST}: {name} is there twice" for name in sorted(set(listed)) if listed.count(name) > 1]
    marked = [name for name in tree.matching("src/*.[ch]", "ui/*.blp") if MARKED.search(without_comments(tree.read(name)))]
    for name in marked + tree.matching(*ALWAYS):
        if name not in listed:
            problems.append(f"{name}: has texts for people but is not in {LIST}")
    return problems


GOOD = {
    LIST: "# comment\nsrc/a.c\nui/b.blp\ndata/c.desktop.in\n",
    "src/a.c": 'g_print (_ ("Hello"));\n',
    "src/none.c": '/* not _ ("a text") */\nint a = other_ ("text");\n',
    "ui/b.blp": 'Label { label: _("Hello"); }\n',
    "data/c.desktop.in": "[Desktop Entry]\n",
}
BAD = {
    "a C file that is not listed": ({"src/d.c": 'a = g_strdup (_ ("Hello"));\n'}, "src/d.c: has texts"),
    "a plural that is not listed": ({"src/d.c": 'a = ngettext ("One", "More", n);\n'}, "src/d.c: has texts"),
    "a table of texts that is not listed": ({"src/d.c": 'char *a[] = { N_ ("One") };\n'}, "src/d.c: has texts"),
    "a Blueprint that is not listed": ({"ui/d.blp": 'Label { label: C_("verb", "Open"); }\n'}, "ui/d.blp: has texts"),
    "a desktop file that is not listed": ({"data/d.desktop.in": "[Desktop Entry]\n"}, "data/d.desktop.in: has texts"),
    "a listed file that is gone": ({"src/a.c": None}, "src/a.c does not exist"),
    "a file listed twice": ({LIST: GOOD[LIST] + "src/a.c\n"}, "src/a.c is there twice"),
}
