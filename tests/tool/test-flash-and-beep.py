#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sound is with its picture from the beginning, however late the first of each comes from its device: the times that
devices give are kept. By how much clocks drift takes longer to see: bench-shoot-sync.py."""
import os
from pathlib import Path
from statistics import fmean

from toolcase import TOOL, ToolCase, tap

from flash_and_beep import compare, film

SECONDS = 13
# In so many seconds the camera's pictures are early and late in the film's by turns.
CYCLE = 10
MAX_APART = 0.010


class FlashAndBeep(ToolCase):
    def test_in_step(self):
        _, flashes, beeps = compare(film(self.folder, SECONDS, 100, -100), 100)
        apart = [beep - flash for flash, beep in zip(flashes[:CYCLE], beeps[:CYCLE], strict=True)]
        self.assertEqual(len(apart), CYCLE)
        self.assertLessEqual(abs(fmean(apart)), MAX_APART, apart)


if __name__ == "__main__":
    os.environ["PATH"] = f"{Path(TOOL).parent}:{os.environ['PATH']}"
    tap.main()
