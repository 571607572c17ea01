#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The closing line of ./dev test counts what ran, and never more."""
import json
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

import tap

COUNT = Path(__file__).with_name("count.py")


class Count(unittest.TestCase):
    def assert_counts(self, tests, line, status):
        with tempfile.TemporaryDirectory() as folder:
            log = Path(folder, "lint.json")
            log.write_text("".join(json.dumps(test) + "\n" for test in tests), encoding="utf-8")
            self.run_count([log], line, status)

    def run_count(self, logs, line, status):
        answer = subprocess.run([sys.executable, COUNT, *logs], capture_output=True, text=True, check=False)
        self.assertEqual(answer.stdout.splitlines()[-1], line)
        self.assertEqual(answer.returncode, status, answer.stderr)

    def test_single_results_count(self):
        tests = [{"name": "a", "result": "OK", "stdout": "1..3\nok 1 /a\nok 2 /b # SKIP no camera\nok 3 /c\n"}]
        self.assert_counts(tests, "2 passed, 0 failed, 1 skipped", 0)

    def test_a_failure_counts(self):
        tests = [{"name": "a", "result": "FAIL", "stdout": "1..2\nok 1 /a\nnot ok 2 /b\n"}]
        self.assert_counts(tests, "1 passed, 1 failed, 0 skipped", 1)

    def test_a_crash_after_good_results_is_a_failure(self):
        tests = [{"name": "a", "result": "ERROR", "stdout": "1..2\nok 1 /a\n"}]
        self.assert_counts(tests, "1 passed, 1 failed, 0 skipped", 1)

    def test_a_timeout_without_a_word_is_a_failure(self):
        self.assert_counts([{"name": "a", "result": "TIMEOUT"}], "0 passed, 1 failed, 0 skipped", 1)

    def test_the_end_tells_what_failed(self):
        tests = [{"name": "a", "result": "FAIL", "stdout": "1..2\nok 1 /a\nnot ok 2 /b\nit was red\n", "stderr": "a warning\n"}]
        with tempfile.TemporaryDirectory() as folder:
            log = Path(folder, "lint.json")
            log.write_text(json.dumps(tests[0]), encoding="utf-8")
            answer = subprocess.run([sys.executable, COUNT, log], capture_output=True, text=True, check=False)
        self.assertEqual(answer.stdout.splitlines()[1:-1], ["  not ok 2 /b", "  it was red", "  a warning"])

    def test_nothing_run_is_no_success(self):
        self.assert_counts([], "0 passed, 0 failed, 0 skipped", 1)

    def test_only_skipped_is_no_success(self):
        self.assert_counts([{"name": "a", "result": "SKIP", "stdout": "1..0 # SKIP\n"}], "0 passed, 0 failed, 1 skipped", 1)

    def test_a_suite_without_a_log_is_a_failure(self):
        self.run_count(["/nonexistent/display.json"], "0 passed, 1 failed, 0 skipped", 1)


if __name__ == "__main__":
    tap.main()
