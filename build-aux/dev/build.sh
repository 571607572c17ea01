# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Keeps build/ up to date, and build/prefix, where this build is installed so
# that programs find their translations, icons and settings.

# Sets up build folder $1 with the meson options that follow, unless that has been done.
build_set_up() {
  local folder=$1 stamp
  shift
  stamp="$environment ${root:-} $folder $*"
  [ "$(cat "$folder/.dev-set-up" 2>/dev/null)" != "$stamp" ] || [ ! -f "$folder/build.ninja" ] || return 0
  mkdir -p "$folder"
  local again=()
  if [ -f "$folder/.dev-set-up" ]; then
    again=(--wipe)
  elif [ -f "$folder/meson-private/coredata.dat" ]; then
    again=(--reconfigure)
  fi
  build_quietly "$folder" meson setup "${again[@]}" "$@" "$folder" "$top" || return 1
  printf '%s\n' "$stamp" >"$folder/.dev-set-up"
}

# Runs a command and shows what it said only when it failed.
build_quietly() {
  local folder=$1
  shift
  inside "$@" >"$folder/.dev-log" 2>&1 || {
    cat "$folder/.dev-log" >&2
    return 1
  }
}

# One build at a time in a checkout: the lock is held until the shell that took it ends.
build_locked() {
  mkdir -p "$build"
  (
    flock 8
    "$@"
  ) 8>"$top/build/.dev-lock"
}

build_now() {
  build_set_up "$build" --prefix "$build/prefix" &&
    build_quietly "$build" ninja -C "$build" -j"$(nproc)" &&
    build_install
}

build_install() {
  [ ! "$build/prefix/.installed" -nt "$build/.ninja_log" ] || return 0
  mkdir -p "$build/prefix/share/glib-2.0/schemas"
  build_quietly "$build" meson install -C "$build" --no-rebuild --only-changed &&
    touch "$build/prefix/.installed"
}

build_update() { build_locked build_now; }
