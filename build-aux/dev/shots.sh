# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later

dev_shots() {
  build_update || exit 1
  build_quietly "$build" ninja -C "$build" sample || exit 1
  inside "$top/tests/journeys/shots.py" "$build/shots" "$build/sample/les-halles.demains" "$build/sample/belle-rive.demains"
  say "The screens are in $build/shots"
}
