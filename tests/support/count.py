#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts single checks over several of meson's JSON test logs: count.py LOG…

Ends with one line, "N passed, N failed, N skipped". Exits 1 when a check
failed, when a log is missing, and when nothing ran at all.
"""
import json
import re
import sys
from collections import Counter
from pathlib import Path

RESULT = re.compile(r"^(not ok|ok)\b[^#]*(?:#\s*(SKIP|TODO))?", re.IGNORECASE)
AROUND = 15
MOST_LINES = 40
ENDED_WELL = ("OK", "SKIP", "EXPECTEDFAIL")


def count_test(test):
    """One program: each TAP result counts, and so does an end that no result explains."""
    counts = Counter()
    for line in test.get("stdout", "").splitlines():
        match = RESULT.match(line)
        if not match:
            continue
        if match[2]:
            counts["skipped"] += 1
        else:
            counts["passed" if match[1].lower() == "ok" else "failed"] += 1
    if test["result"] not in ENDED_WELL and not counts["failed"]:
        counts["failed"] += 1
    elif not counts:
        counts["skipped" if test["result"] == "SKIP" else "passed"] += 1
    return counts


def tell(test):
    """What a test printed where its checks failed, and last, so that who reads only the end of a run knows it too."""
    lines = test.get("stdout", "").splitlines()
    shown = {near for n, line in enumerate(lines) if line.startswith("not ok") for near in range(n, n + AROUND)}
    lines = [line for n, line in enumerate(lines) if n in shown] + test.get("stderr", "").splitlines()[-AROUND:]
    return [f"  {line}" for line in lines[:MOST_LINES]]


def count_log(path):
    if not path.exists():
        print(f"{path.name}: the suite did not run")
        return Counter(failed=1)
    counts = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        test = json.loads(line)
        result = count_test(test)
        if result["failed"]:
            print(f"{path.stem}: {test['name']}: {test['result']}, {result['failed']} failed")
            print(*tell(test), sep="\n")
        counts += result
    return counts


def main():
    total = sum((count_log(Path(path)) for path in sys.argv[1:]), Counter())
    print(f"{total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped")
    return 1 if total["failed"] or not total["passed"] else 0


if __name__ == "__main__":
    sys.exit(main())
