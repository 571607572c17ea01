# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a rule looks at: the tracked and the new files of a source tree."""
import re
import subprocess
from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path

# What once broke a fuzz target: bytes of any kind, and nobody's source.
INPUTS = "tests/fuzz/corpus/"


class Tree:
    def __init__(self, root):
        self.root = Path(root)

    @cached_property
    def files(self):
        """Paths relative to the root, without what git ignores."""
        listed = subprocess.run(
            ["git", "-C", str(self.root), "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
            capture_output=True,
            check=False,
        )
        if listed.returncode == 0:
            names = listed.stdout.decode().split("\0")
        else:
            names = [str(path.relative_to(self.root)) for path in self.root.rglob("*")]
            names = [name for name in names if not name.startswith(("build/", "build-asan/", "build-fuzz/"))]
        return sorted({name for name in names if name and not name.startswith(INPUTS) and (self.root / name).is_file()})

    def matching(self, *patterns):
        return [name for name in self.files if any(fnmatch(name, pattern) for pattern in patterns)]

    def path(self, name):
        return self.root / name

    def read(self, name):
        return self.path(name).read_text(encoding="utf-8")

    def lines(self, name):
        return self.read(name).splitlines()


def without_comments(code):
    """C and Blueprint source with comments blanked, lines kept."""
    pattern = re.compile(r'"(?:\\.|[^"\\])*"|/\*.*?\*/|//[^\n]*', re.DOTALL)
    return pattern.sub(lambda match: match[0] if match[0].startswith('"') else "\n" * match[0].count("\n"), code)


def says(*command, **options):
    """What a checker said, empty when it was content."""
    result = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    said = (result.stdout + result.stderr).strip()
    return "" if result.returncode == 0 else said or f"{command[0]} ended with {result.returncode}"
