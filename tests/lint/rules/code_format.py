# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""C is formatted as .clang-format says."""
from pathlib import Path

from tree import says

STYLE = Path(__file__).resolve().parents[3] / ".clang-format"


def check(tree):
    sources = tree.matching("src/*.[ch]", "tests/*.[ch]")
    if not sources:
        return []
    said = says("clang-format", f"--style=file:{STYLE}", "--dry-run", "--Werror", *sources, cwd=tree.root)
    return [said] if said else []


GOOD = {"src/a.c": 'void\nrun (void)\n{\n  g_print ("%s", _ ("Hello"));\n}\n'}
BAD = {
    "a brace in the wrong place": ({"src/a.c": "void\nrun (void) {\n  stop ();\n}\n"}, "src/a.c:2"),
    "a call without a space": ({"src/a.h": "void run(void);\n"}, "src/a.h:1"),
    "a test that is not formatted": ({"tests/project/test-a.c": "int  a;\n"}, "tests/project/test-a.c:1"),
}
