#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# flatpak-trial.sh FOLDER: tries the installed Flatpak in a desktop session of
# its own, with the real portals, a camera and a microphone: what its sandbox
# lets through, its tool, and the tour. Leaves all of it in FOLDER.
set -euo pipefail

app=org.demains.Demains
folder=$1
aux=$(cd "$(dirname "$0")" && pwd)
tests=$aux/../tests

in_sandbox() { flatpak run --command=sh "$app" -c "$1"; }

check() {
  local what=$1
  shift
  "$@" || {
    printf 'not ok - %s\n' "$what"
    exit 1
  }
  printf 'ok - %s\n' "$what"
}

refused() { ! in_sandbox "$1" 2>/dev/null; }

plays() { [ -z "$(ffmpeg -v error -i "$1" -f null - 2>&1)" ]; }

try_sandbox() {
  check "the home folder stays closed" refused "ls '$HOME/secret'"
  check "the documents of others stay closed" refused "ls '$HOME/Documents/letter'"
  check "there is no network" refused 'tail -n +3 /proc/net/dev | grep -v "^ *lo:"'
  check "the projects' folder is open" in_sandbox "touch '$projects/here' && rm '$projects/here'"
  check "French is there" in_sandbox 'test -s /app/share/locale/fr/LC_MESSAGES/demains.mo'
}

try_tool() {
  local project=$projects/outil.demains
  check "the tool makes a project" demains-tool new "$project" --group "Les Halles" --theme ageing
  check "the tool films with the camera and the microphone" demains-tool record "$project" --seconds 3
  check "the tool puts the take into the film" demains-tool clip "$project" 1 --in 0.5 --out 2.5
  check "the tool exports the film" demains-tool film "$project" -o "$projects/outil.mp4"
  check "the film plays without an error" plays "$projects/outil.mp4"
  check "the project is sound" demains-tool check "$project"
}

# Runs inside the session.
try_all() {
  projects=$HOME/Documents/Demains
  pipewire-pulse &
  # What the person would answer when the desktop asks.
  flatpak permission-set devices camera "$app" yes
  try_sandbox
  try_tool
  check "the tour" "$tests/journeys/newcomer.py" --folder "$folder/tour"
}

# What the tests call by name is what the Flatpak holds.
make_commands() {
  local name
  mkdir -p "$folder/bin"
  for name in demains demains-tool; do
    printf '#!/bin/sh\nexec flatpak run --command=%s %s "$@"\n' "$name" "$app" >"$folder/bin/$name"
    chmod +x "$folder/bin/$name"
  done
}

make_home() {
  mkdir -p "$folder/tour" "$folder/home/.config" "$folder/home/Documents/Demains"
  printf 'XDG_DOCUMENTS_DIR="$HOME/Documents"\n' >"$folder/home/.config/user-dirs.dirs"
  touch "$folder/home/secret" "$folder/home/Documents/letter"
}

if [ "${2:-}" = inside ]; then
  try_all
else
  rm -rf "$folder"
  make_commands
  make_home
  # The texts that the tour looks for are those that the Flatpak holds.
  XDG_DATA_DIRS=$(flatpak info --show-location "$app")/files/share:$XDG_DATA_DIRS PATH=$folder/bin:$PATH exec \
    "$tests/support/session.py" --media --language fr --home "$folder/home" -- "$0" "$folder" inside
fi
