# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later

dev_exec() {
  [ $# -gt 0 ] || fail "exec needs a command"
  case $1 in
    # These build, or need no build.
    meson | ninja | clang-format | blueprint-compiler | git) ;;
    demains | demains-tool) build_update || exit 1 ;;
    *) build_update || say "dev: the build failed (see above); running the command on what there is." ;;
  esac
  inside "$@"
}
