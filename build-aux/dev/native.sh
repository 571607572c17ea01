# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Building on the system as it is. The floors are DESIGN.md's.

native_floors='gtk4 4.18
libadwaita-1 1.7
sqlite3 3.46
gstreamer-1.0 1.26
glib-2.0 2.84
gtksourceview-5 5.16
libspelling-1 0.4
json-glib-1.0 1.6
libportal 0.7
libebur128 1.2'

native_programs='meson ninja cc msgfmt blueprint-compiler clang-format mutter dbus-run-session pipewire wireplumber
gst-launch-1.0 ffprobe appstreamcli desktop-file-validate xmllint python3'

native_is_new_enough() {
  local tool=pkg-config module floor program
  command -v $tool >/dev/null || tool=pkgconf
  command -v $tool >/dev/null || return 1
  while read -r module floor; do
    $tool --atleast-version="$floor" "$module" || return 1
  done <<<"$native_floors"
  for program in $native_programs; do
    command -v "$program" >/dev/null || return 1
  done
}

# $1 of /etc/os-release, lower case, empty when there is none.
native_release() {
  [ -r /etc/os-release ] || return 0
  (. /etc/os-release && eval "printf '%s' \"\${$1:-}\"") | tr '[:upper:]' '[:lower:]'
}

# True for systems that have the floors in their archive even if nothing is installed yet.
native_could_be_new_enough() {
  local version
  version=$(native_release VERSION_ID)
  version=${version%%.*}
  case $(native_release ID) in
    # Debian's testing and unstable carry no number.
    debian) [ -z "$version" ] || [ "$version" -ge 13 ] ;;
    ubuntu) [ "${version:-0}" -ge 26 ] ;;
    fedora) [ "${version:-0}" -ge 42 ] ;;
    arch) true ;;
    *) false ;;
  esac
}

native_list() { grep -v '^#' "$top/build-aux/packages-$1.txt"; }

# Installs what is missing or stops with what to type. Fails when that would not help.
native_install() {
  local missing
  case $(native_release ID) in
    debian | ubuntu)
      missing=$(native_list debian-13 | while read -r package; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || printf '%s ' "$package"
      done)
      # Everything is there, yet a library is too old: not a system to build on.
      [ -n "$missing" ] || return 1
      if [ "$(id -u)" -eq 0 ]; then
        say "Installing what is missing …"
        apt-get update -q >&2
        # shellcheck disable=SC2086
        DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $missing >&2
      else
        fail "packages are missing. As root: apt-get install --no-install-recommends $missing"
      fi
      ;;
    fedora) fail "packages are missing. As root: dnf install $(native_list fedora | tr '\n' ' ')" ;;
    arch) fail "packages are missing. As root: pacman -S --needed $(native_list arch | tr '\n' ' ')" ;;
  esac
}
