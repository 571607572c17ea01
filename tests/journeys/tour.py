#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The main job without a display: tour.py FOLDER leaves there the project, the film and a picture of each step."""
import os
import shutil
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main():
    folder = Path(sys.argv[1]).resolve()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    language = "en" if os.environ.get("LANG", "").startswith("en") else "fr"
    session = HERE.parent / "support/session.py"
    os.execv(
        session,
        [session, "--media", "--language", language, "--", HERE / "newcomer.py", "--folder", folder],
    )


if __name__ == "__main__":
    main()
