# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later

dev_bench() {
  # What is measured is installed beside it, and found there by name.
  local folder=$top/build-bench build=$top/build-bench
  # As people run it: optimised, without checks that only developers need.
  build_set_up "$folder" --buildtype=release --prefix "$folder/prefix" || exit 1
  inside "$top/tests/bench/bench.py" "$folder" "$@"
}
