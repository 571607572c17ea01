#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs one fuzz target: first on every input that ever broke something (corpus/NAME), then on new ones for
DEMAINS_FUZZ_SECONDS. What breaks it is left in build/fuzz/NAME, to be kept in the corpus once it is mended."""
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from seeds import Seeds

SECONDS = int(os.environ.get("DEMAINS_FUZZ_SECONDS", "10"))
BUILD = Path(os.environ["DEMAINS_BUILD"])

# How long one input may take, in seconds, and how much memory in MB; both with the sanitizers. Two readers of a
# film give it up 20 s after the last that came of it (demains-clip-reader.c).
LONGEST = 60
MOST_MEMORY = 4096

# Inputs that decode films take longer: their leaks are GStreamer's caches.
BREAKING = ("crash-", "timeout-", "oom-", "leak-")
OPTIONS = {
    "ASAN_OPTIONS": "detect_leaks=0:allocator_may_return_null=1",
    "UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1",
}


def run(target, folder, *arguments):
    log = folder / "log.txt"
    environment = {**os.environ, **OPTIONS}
    environment.pop("G_DEBUG", None)
    with log.open("wb") as output:
        result = subprocess.run([target, f"-timeout={LONGEST}", f"-rss_limit_mb={MOST_MEMORY}", f"-artifact_prefix={folder}/", *map(str, arguments)],
                                stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, env=environment, check=False)
    return result.returncode, log.read_text(errors="replace")


def tell(number, good, what, log):
    print(f"{'ok' if good else 'not ok'} {number} {what}", flush=True)
    if not good:
        print("\n".join(log.splitlines()[-60:]), file=sys.stderr, flush=True)
    return good


def main():
    target, name = sys.argv[1:3]
    kept = Path(__file__).resolve().parent / "corpus" / name
    folder = BUILD / "fuzz" / name
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*-*"):
        old.unlink()
    print("1..2", flush=True)
    inputs = sorted(kept.glob("*")) if kept.is_dir() else []
    status, log = run(target, folder, *inputs) if inputs else (0, "")
    good = tell(1, status == 0, f"{name}: {len(inputs)} inputs that broke something once", log)

    with tempfile.TemporaryDirectory() as place:
        Seeds(BUILD / "src/tool/demains-tool", place).write(name, corpus)
    status, log = run(target, folder, "-print_final_stats=1", "-len_control=0", "-max_len=1000000", f"-max_total_time={SECONDS}", corpus, *([kept] if inputs else []))
    runs = re.search(r"stat::number_of_executed_units: (\d+)", log)
    coverage = re.findall(r"cov: (\d+)", log)
    broken = [path.name for path in folder.glob("*-*") if path.name.startswith(BREAKING)]
    print(f"# {name}: {runs.group(1) if runs else 0} executions in {SECONDS} s, coverage {coverage[-1] if coverage else 0}, {len(broken)} crashes", flush=True)
    for path in broken:
        print(f"# {folder / path}", flush=True)
    good &= tell(2, status == 0 and not broken, f"{name}: new inputs", log)
    sys.exit(not good)


if __name__ == "__main__":
    main()
