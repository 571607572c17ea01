# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests in Python, told as TAP: tap.main() runs the unittest classes of a program, tap.steps() a way with steps."""
import sys
import traceback
import unittest


class Result(unittest.TestResult):
    def __init__(self):
        super().__init__()
        self.number = 0

    def tell(self, verdict, test, note=""):
        self.number += 1
        print(f"{verdict} {self.number} {test.id().removeprefix('__main__.')}{note}", flush=True)

    def complain(self, test, error):
        self.tell("not ok", test)
        print(self._exc_info_to_string(error, test), file=sys.stderr, flush=True)

    def addSuccess(self, test):
        self.tell("ok", test)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.tell("ok", test, f" # SKIP {reason}")

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self.complain(test, error)

    def addError(self, test, error):
        super().addError(test, error)
        self.complain(test, error)

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error is not None:
            self.complain(subtest, error)


def main():
    suite = unittest.defaultTestLoader.loadTestsFromModule(sys.modules["__main__"])
    print(f"1..{suite.countTestCases()}", flush=True)
    result = Result()
    suite.run(result)
    sys.exit(not result.wasSuccessful())


def steps(way, failed=lambda: None):
    """Runs functions one after the other; where one fails, those after it count as failed too."""
    print(f"1..{len(way)}", flush=True)
    broken = False
    for number, step in enumerate(way, 1):
        name = step.__name__.replace("_", " ")
        if broken:
            print(f"not ok {number} {name} (not reached)", flush=True)
            continue
        try:
            step()
            print(f"ok {number} {name}", flush=True)
        except Exception:  # Whatever it was, it is told.
            broken = True
            print(f"not ok {number} {name}", flush=True)
            traceback.print_exc()
            failed()
    sys.exit(broken)
