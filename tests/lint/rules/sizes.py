# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files and functions stay small: the hard limits of HACKING.md."""
import re

FILE_LINES = 800
PAGE_LINES = 500
FUNCTION_LINES = 100

NAME = re.compile(r"^(\w+) \(")


def functions(lines):
    """Name, first line number and length of each C function, as clang-format lays them out."""
    name = start = None
    inside = False
    for number, line in enumerate(lines, 1):
        match = NAME.match(line)
        if not inside and match:
            name, start = match[1], number
        elif line == "{" and name:
            inside = True
        elif line.startswith("}"):
            if inside:
                yield name, start, number - start + 1
            inside, name = False, None


def check(tree):
    problems = []
    for name in tree.matching("*.c", "*.h", "*.py", "*.sh", "*.blp"):
        lines = tree.lines(name)
        limit = PAGE_LINES if name.startswith("src/pages/") else FILE_LINES
        if len(lines) > limit:
            problems.append(f"{name}: {len(lines)} lines, more than {limit}")
        if not name.endswith(".c"):
            continue
        for function, start, length in functions(lines):
            if length > FUNCTION_LINES and not function.endswith("_class_init"):
                problems.append(f"{name}:{start}: {function} has {length} lines, more than {FUNCTION_LINES}")
    return problems


def c_function(name, lines):
    return f"static void\n{name} (void)\n{{\n" + "  step ();\n" * (lines - 3) + "}\n"


GOOD = {
    "src/project/a.c": c_function("demains_a_open", FUNCTION_LINES),
    "src/project/b.c": c_function("demains_b_class_init", FUNCTION_LINES + 50),
    "src/project/c.c": "\n" * FILE_LINES,
    "src/pages/jobs/d.c": "\n" * PAGE_LINES,
}
BAD = {
    "a long function": (
        {"src/project/a.c": c_function("demains_a_open", FUNCTION_LINES + 1)},
        "src/project/a.c:2: demains_a_open has 101 lines",
    ),
    "a long function after a struct and a prototype": (
        {
            "src/project/a.c": "struct _A\n{\n  int a;\n};\n\nvoid other (int a,\n            int b);\n"
            + c_function("demains_a_open", FUNCTION_LINES + 1)
        },
        "demains_a_open has 101 lines",
    ),
    "a long file": ({"src/project/c.c": "\n" * (FILE_LINES + 1)}, "src/project/c.c: 801 lines"),
    "a long page": ({"src/pages/jobs/d.c": "\n" * (PAGE_LINES + 1)}, "src/pages/jobs/d.c: 501 lines"),
}
