#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files made on purpose to take all memory or time, and things that are no files: read or refused within bounds."""
import json
import os
import resource
import sqlite3
import subprocess
import threading
import time
from pathlib import Path

import toolcase
from toolcase import ToolCase

# How much memory a command may take, in bytes: so much whatever the file, and so much a byte of it.
MEMORY_AT_LEAST = 400 << 20
MEMORY_A_BYTE = 16

# How long one may take, in seconds; a tenth of it on an idle laptop.
LONGEST = 120

# What no command may take, or it is killed: a 64-bit program asks for more addresses than memory.
MOST_ADDRESSES = 8 << 30

COMMANDS = (("info",), ("check",), ("export",), ("history",), ("takes",), ("undo",))

# What an import reads of something without an end.
SOURCE = 512 << 20


# A program with sanitizers has terabytes of addresses, and much more memory than it needs.
WITH_SANITIZERS = b"__asan_init" in Path(toolcase.TOOL).read_bytes()


# So many that the bounds tell; with sanitizers there are none, and each takes its time.
MILLION = 100_000 if WITH_SANITIZERS else 1_000_000


def limit_addresses():
    if not WITH_SANITIZERS:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_ADDRESSES, MOST_ADDRESSES))


def count_to(number):
    return f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {number})"


class Hostile(ToolCase):
    def run_within_bounds(self, size, *arguments):
        """The command ends by itself, well or not, within bounds. Gives its status and what it complained of."""
        start = time.monotonic()
        process = subprocess.Popen([toolcase.TOOL, *map(str, arguments)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                   stderr=subprocess.PIPE, text=True, env=toolcase.environment("en"),
                                   preexec_fn=limit_addresses)
        timer = threading.Timer(LONGEST, process.kill)
        timer.start()
        complaint = process.stderr.read()
        timer.cancel()
        process.stderr.close()
        _, state, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(state)
        seconds = time.monotonic() - start
        memory = usage.ru_maxrss << 10
        print(f"# {arguments[0]}: status {process.returncode}, {seconds:.1f} s, {memory >> 20} MB for a file of {size >> 20} MB", flush=True)
        self.assertIn(process.returncode, (0, 1), complaint)
        if not WITH_SANITIZERS:
            self.assertLess(memory, MEMORY_AT_LEAST + MEMORY_A_BYTE * size)
        self.assertLess(seconds, LONGEST)
        if process.returncode == 1:
            self.assertRegex(complaint, r"^demains-tool: .{15,}[.]\n$")
        return process.returncode, complaint

    def alter(self, *statements):
        self.new()
        with sqlite3.connect(self.project) as database:
            for statement in statements:
                database.execute(statement)
        database.close()

    def assert_read(self, *commands):
        for command, *options in commands:
            status, complaint = self.run_within_bounds(self.project.stat().st_size, command, self.project, *options)
            self.assertEqual((status, complaint), (0, ""))

    def test_a_million_records(self):
        self.alter(f"{count_to(MILLION)} INSERT INTO job (id, position, created, modified) SELECT"
                   " '01a20b2a-e193-74bc-a109-' || printf('%012x', i), 'd' || printf('%04d', i / 10000) || 'a', 0, 0 FROM n")
        self.assert_read(("info",))

    def test_a_million_steps(self):
        self.alter(f"{count_to(MILLION)} INSERT INTO change (uuid, step, verb, kind, title, time, reverses)"
                   " SELECT 'u' || i, i, 'edit', 'job', 't', 0, 0 FROM n")
        self.assert_read(("info",), ("history",))

    def test_a_million_chunks(self):
        self.alter("INSERT INTO media VALUES (1, '01a20b2a-e193-74bc-a109-000000000001', 'take', '', '', '', 1, 1, 1, 1, 1, 1, 1, 0, x'')",
                   f"{count_to(MILLION)} INSERT INTO chunk (media, number, start, stop, offset, size, crc, bytes)"
                   " SELECT 1, i, 0, 1, 0, 0, 0, x'' FROM n")
        self.assert_read(("info",), ("check",))

    def test_things_that_are_no_files(self):
        self.new()
        os.mkfifo(self.folder / "pipe.demains")
        (self.folder / "folder.demains").mkdir()
        (self.folder / "circle.demains").symlink_to(self.folder / "circle.demains")
        (self.folder / "zero.demains").symlink_to("/dev/zero")
        for name in ("pipe", "folder", "circle", "zero"):
            for command in COMMANDS:
                status, _ = self.run_within_bounds(0, *command, self.folder / f"{name}.demains")
                self.assertEqual(status, 1)
            status, _ = self.run_within_bounds(0, "rescue", self.folder / f"{name}.demains", "-o", self.folder / "out.demains")
            self.assertEqual(status, 1)
            status, _ = self.run_within_bounds(0, "merge", self.project, self.folder / f"{name}.demains", "-o", self.folder / "out.demains")
            self.assertEqual(status, 1)
            # Who names a pipe waits for its other end, as everywhere.
            if name != "pipe":
                status, _ = self.run_within_bounds(SOURCE, "import", self.project, self.folder / f"{name}.demains")
                self.assertEqual(status, 1)

    def test_a_link_to_a_project(self):
        self.new()
        link = self.folder / "link.demains"
        link.symlink_to(self.project)
        self.tool("version", link, "as it was")
        self.assertIn("as it was", self.tool("version", self.project))
        self.assertTrue(link.is_symlink())

    def import_text(self, text):
        source = self.folder / "in.json"
        source.write_text(text)
        before = self.tool("export", self.project)
        status, complaint = self.run_within_bounds(len(text), "import", self.project, source)
        if status == 1:
            self.assertEqual(self.tool("export", self.project), before)
        self.assert_sound(self.project)
        return status

    def test_json(self):
        self.new()
        head = '{"format": "demains", "version": 1, '
        job = '{"id": "01a20b2a-e193-74bc-a109-000000000001", '
        refused = (
            "[" * 5_000_000,
            head + '"jobs": ' + "[" * 100_000 + "]" * 100_000 + "}",
            head + '"jobs": [' + job + '"title": ' + '{"a":' * 100_000 + "1" + "}" * 100_000 + "}]}",
            head + '"jobs": [' + job + '"title": 1e999}]}',
            head + '"jobs": [' + ",".join([job + '"title": "a"}'] * 100_000) + "]}",
            head + '"jobs": {"jobs": []}}',
            head + '"sections": [null, 1, "a"]}',
            '{"format": ' + '"demains' * 100_000,
        )
        for text in refused:
            with self.subTest(text=text[:60]):
                self.assertEqual(self.import_text(text), 1)
        taken = (
            head + '"rumours": [' + '{"a": [' * 300 + "]}" * 300 + "]}",
            head + '"jobs": [' + job + '"created": 1e300, "position": "a5", "mood": 1e999}]}',
            head + '"jobs": [' + job + '"title": "' + "wort " * (4 * MILLION) + '"}]}',
            head + '"dragons": ' + json.dumps([{"id": str(i)} for i in range(MILLION // 10)]) + "}",
        )
        for text in taken:
            with self.subTest(text=text[:60]):
                self.assertEqual(self.import_text(text), 0)


if __name__ == "__main__":
    toolcase.tap.main()
