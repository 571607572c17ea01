#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Holds the source tree to a house rule, and the rule to its fixtures, as TAP: lint.py RULE TREE

A rule is a module in rules/ with
  check (tree): the list of problems found,
  GOOD: files of a small tree that keeps the rule,
  BAD: for each way to break it, files laid over GOOD (None removes one) and words of the problem it must find.
"""
import importlib
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from tree import Tree  # noqa: E402


def lay(folder, files):
    for name, content in files.items():
        if content is not None:
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
    return Tree(folder)


def check_fixture(rule, files):
    with tempfile.TemporaryDirectory(prefix="demains-lint-") as folder:
        return rule.check(lay(folder, files))


class Tap:
    def __init__(self):
        self.count = 0
        self.failed = False

    def result(self, ok, name, diagnosis=()):
        self.count += 1
        self.failed |= not ok
        print(f"{'ok' if ok else 'not ok'} {self.count} {name}", flush=True)
        if not ok:
            print(*diagnosis, sep="\n", file=sys.stderr)


def main():
    name, root = sys.argv[1:]
    rule = importlib.import_module(f"rules.{name}")
    print(f"1..{2 + len(rule.BAD)}")
    tap = Tap()

    problems = check_fixture(rule, rule.GOOD)
    tap.result(not problems, f"{name} is content with a good tree", problems)
    for case, (files, words) in rule.BAD.items():
        problems = check_fixture(rule, rule.GOOD | files)
        found = any(words in problem for problem in problems)
        tap.result(found, f"{name} finds {case}", [f"expected a problem with: {words}", *problems])
    problems = rule.check(Tree(root))
    tap.result(not problems, f"{name} is content with the source tree", problems)
    return 1 if tap.failed else 0


if __name__ == "__main__":
    sys.exit(main())
