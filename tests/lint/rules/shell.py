# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Shell scripts parse, and Python scripts compile."""
import ast

from tree import says


def interpreter(tree, name):
    first = tree.read(name).split("\n", 1)[0]
    if name.endswith(".sh") or (first.startswith("#!") and first.endswith("sh")):
        return "bash"
    if name.endswith(".py") or (first.startswith("#!") and "python3" in first):
        return "python"
    return None


def check(tree):
    problems = []
    for name in tree.matching("dev", "*.sh", "*.py", ".ci/*", "build-aux/*", "tests/*"):
        match interpreter(tree, name):
            case "bash":
                said = says("bash", "-n", str(tree.path(name)))
                problems += [said] if said else []
            case "python":
                try:
                    ast.parse(tree.read(name), name)
                except SyntaxError as error:
                    problems.append(f"{name}:{error.lineno}: {error.msg}")
    return problems


GOOD = {"dev": "#!/usr/bin/env bash\ntrue\n", "build-aux/a.sh": "true\n", "tests/a.py": "a = 1\n"}
BAD = {
    "an open quotation mark": ({"dev": "#!/usr/bin/env bash\necho '\n"}, "dev: line"),
    "an if without an end": ({"build-aux/a.sh": "if true; then\n"}, "a.sh: line"),
    "Python that does not compile": ({"tests/a.py": "def a(:\n"}, "tests/a.py:1"),
}
