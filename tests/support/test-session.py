#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The session that the other tests run in is private, and ends with all it began."""
import os
import subprocess
import sys
import time
import unittest
from pathlib import Path

import tap

SESSION = Path(__file__).with_name("session.py")


def in_session(*arguments, **options):
    return subprocess.run([SESSION, *arguments], capture_output=True, text=True, timeout=90, check=False, **options)


class Session(unittest.TestCase):
    def test_the_exit_status_is_the_commands(self):
        self.assertEqual(in_session("--", "sh", "-c", "exit 7").returncode, 7)

    def test_nothing_outlives_it(self):
        """Not even a process that left its group and its terminal."""
        mark = f"demains-{os.getpid()}"
        result = in_session("--", "sh", "-c", f"setsid -f sh -c 'sleep 997; : {mark}'; echo $HOME")
        home = Path(result.stdout.strip())
        self.assertTrue(home.is_absolute())
        self.assertFalse(home.exists(), "the home is still there")
        self.assertEqual(self.processes_with(mark), [])

    def test_nothing_outlives_it_when_it_is_ended_early(self):
        mark = f"demains-early-{os.getpid()}"
        session = subprocess.Popen([SESSION, "--", "sh", "-c", f"sleep 997; : {mark}"], stderr=subprocess.DEVNULL)
        end = time.monotonic() + 60
        while len(self.processes_with(mark)) < 2 and time.monotonic() < end:
            time.sleep(0.1)
        session.terminate()
        session.wait(timeout=30)
        self.assertEqual(self.processes_with(mark), [])

    def test_the_camera_and_the_microphone_are_there(self):
        result = in_session("--media", "--", "gst-device-monitor-1.0")
        self.assertIn("name  : Virtual camera", result.stdout)
        self.assertIn("name  : Virtual microphone", result.stdout)

    def test_a_command_that_does_not_exist_fails(self):
        self.assertNotEqual(in_session("--", "demains-no-such-command").returncode, 0)

    def processes_with(self, mark):
        found = []
        for commandline in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                if mark in commandline.read_text(errors="replace") and int(commandline.parent.name) != os.getpid():
                    found.append(commandline.parent.name)
            except OSError:
                continue
        return found


if __name__ == "__main__":
    tap.main()
