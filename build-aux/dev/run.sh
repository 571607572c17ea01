# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later

dev_run() {
  build_update || exit 1
  if [ -n "${WAYLAND_DISPLAY:-}${DISPLAY:-}" ]; then
    local file=${1:-}
    if [ -n "$file" ]; then
      file=$(realpath "$file")
      extra_folder=${file%/*}
    fi
    inside demains ${file:+"$file"}
  else
    [ $# -eq 0 ] || fail "there is no display to open a file on"
    say "No display: doing the main job on a virtual one …"
    inside "$top/tests/journeys/tour.py" "$build/tour"
  fi
}
