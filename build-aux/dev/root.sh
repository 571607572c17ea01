# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A private Debian 13 in the user's cache for systems whose libraries are too
# old. Its name carries the hash of its package list; nothing in it ever changes.

root_cache=${XDG_CACHE_HOME:-$HOME/.cache}/demains
root_packages() { grep -v '^#' "$top/build-aux/packages-debian-13.txt" | sort; }
root=$root_cache/root-$(root_packages | sha256sum | cut -c1-16)

root_need_tools() {
  local missing=()
  command -v mmdebstrap >/dev/null || missing+=(mmdebstrap)
  command -v bwrap >/dev/null || missing+=(bubblewrap)
  [ -r /usr/share/keyrings/debian-archive-keyring.gpg ] || missing+=(debian-archive-keyring)
  [ "$(id -u)" -eq 0 ] || command -v newuidmap >/dev/null || missing+=(uidmap)
  [ ${#missing[@]} -gt 0 ] || return 0
  command -v apt-get >/dev/null || fail "this system's libraries are too old, and without apt no Debian 13 can be made beside it.
Debian 13, Fedora 42, Arch or newer build Demains as they are."
  [ "$(id -u)" -eq 0 ] || fail "a tool is missing to make the build environment. As root: apt-get install ${missing[*]}"
  say "Installing ${missing[*]} …"
  apt-get update -q >&2
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}" >&2
}

# The Debian mirror that this system's own sources name.
root_mirror() {
  local mirror
  mirror=${DEMAINS_DEBIAN_MIRROR:-$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | grep '/debian/*$' | head -n 1)}
  [ -n "$mirror" ] || fail "apt knows no Debian mirror here. Name one: DEMAINS_DEBIAN_MIRROR=http://…/debian ./dev …"
  printf '%s' "$mirror"
}

root_make() {
  [ ! -d "$root" ] || return 0
  root_need_tools
  mkdir -p "$root_cache"
  # Two callers at once: the second waits, then finds the root there.
  exec 9>"$root_cache/lock"
  flock 9
  if [ ! -d "$root" ]; then
    local unfinished=$root.unfinished mirror
    mirror=$(root_mirror)
    say "Making a private Debian 13 in $root (2 GB, a few minutes, once) …"
    root_remove "$unfinished"
    root_bootstrap "$unfinished" "$mirror"
    mv "$unfinished" "$root"
  fi
  exec 9>&-
}

root_bootstrap() {
  local directory=$1 mirror=$2 options
  options=(
    --variant=minbase
    --aptopt='APT::Install-Recommends "false"'
    --keyring=/usr/share/keyrings/debian-archive-keyring.gpg
    --include="$(root_packages | paste -sd,)"
    --customize-hook='chroot "$1" localedef -i fr_FR -f UTF-8 fr_FR.UTF-8'
    --customize-hook='chroot "$1" localedef -i en_US -f UTF-8 en_US.UTF-8'
    --customize-hook='rm -rf "$1"/var/cache/apt/archives/*.deb'
  )
  if [ "$(id -u)" -eq 0 ]; then
    mmdebstrap "${options[@]}" trixie "$directory" "$mirror" >&2 || fail "the Debian 13 root could not be made (see above)"
  else
    # Made in a user namespace, then unpacked as files of the user's own.
    mkdir -p "$directory"
    mmdebstrap --mode=unshare "${options[@]}" --format=tar trixie - "$mirror" |
      tar --extract --directory "$directory" --no-same-owner --no-same-permissions --exclude='./dev/*' ||
      fail "the Debian 13 root could not be made (see above)"
  fi
}

root_remove() {
  [ ! -e "$1" ] || { chmod -R u+w "$1" 2>/dev/null || true; rm -rf --one-file-system "$1"; }
}

# The folders of the outside that commands see, at the same paths: the checkout,
# its neighbour ../shared, the git folder a worktree shares, where the caller is,
# and with a display what leads to it, to sound and to cameras.
root_visible() {
  local git_dir shared=${top%/*}/shared
  printf '%s\n' "$top"
  [ ! -d "$shared" ] || printf '%s\n' "$shared"
  if [ -f "$top/.git" ]; then
    git_dir=$(sed -n 's/^gitdir: //p' "$top/.git")
    [ ! -f "$git_dir/commondir" ] || git_dir=$(cd "$git_dir" && cd "$(cat commondir)" && pwd)
    [ ! -d "$git_dir" ] || printf '%s\n' "$git_dir"
  fi
  [ "$here" = "$top" ] || printf '%s\n' "$here"
  [ -z "${extra_folder:-}" ] || printf '%s\n' "$extra_folder"
  [ -z "${XDG_RUNTIME_DIR:-}" ] || [ ! -d "$XDG_RUNTIME_DIR" ] || printf '%s\n' "$XDG_RUNTIME_DIR"
}

# The root knows French, English and C.
root_locale() {
  case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
    fr*) printf fr_FR.UTF-8 ;;
    en*) printf en_US.UTF-8 ;;
    *) printf C.UTF-8 ;;
  esac
}

root_variables() {
  local name
  environment_variables /usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin
  printf '%s\n' "HOME=$build/home" "USER=${USER:-$(id -un)}" "TERM=${TERM:-dumb}" "LANG=$(root_locale)" \
    GSETTINGS_BACKEND=keyfile GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory 'GIT_CONFIG_VALUE_0=*'
  for name in XDG_RUNTIME_DIR WAYLAND_DISPLAY DISPLAY XAUTHORITY DBUS_SESSION_BUS_ADDRESS XDG_CURRENT_DESKTOP \
    GSK_RENDERER G_DEBUG G_MESSAGES_DEBUG GST_DEBUG CI "${!DEMAINS_@}"; do
    [ -z "${!name+set}" ] || printf '%s\n' "$name=${!name}"
  done
}

root_enter() {
  local variables
  mkdir -p "$build/home"
  mapfile -t variables < <(root_variables)
  # A folder that the root has its own of cannot be seen inside it.
  case $here/ in
    // | /usr/* | /etc/* | /var/* | /run/* | /dev/* | /proc/* | /sys/*) local here=$top ;;
  esac
  if [ "${DEMAINS_ENTER:-}" != chroot ] && root_bwrap_starts; then
    root_enter_bwrap "$@"
  elif [ "$(id -u)" -eq 0 ]; then
    root_enter_chroot "$@"
  else
    fail "bubblewrap cannot start here: this system allows no user namespaces. Run as root instead."
  fi
}

# Processes left behind end with the command: it has a process namespace of its own.
# The tests of the document portal need FUSE.
root_bwrap=(bwrap --unshare-pid --die-with-parent --proc /proc --dev /dev --dev-bind-try /dev/fuse /dev/fuse)

root_bwrap_starts() {
  "${root_bwrap[@]}" --ro-bind /usr /usr --symlink usr/lib /lib --symlink usr/lib64 /lib64 /usr/bin/true 2>/dev/null
}

# With the user's own line, so that programs find a name for who runs them.
root_passwd() {
  cat "$root/etc/passwd"
  [ "$(id -u)" -eq 0 ] || printf '%s:x:%s:%s::%s:/bin/bash\n' "$(id -un)" "$(id -u)" "$(id -g)" "$build/home"
}

# D-Bus wants one, and the root has none of its own.
root_machine_id() { printf '%s\n' "${root##*-}${root##*-}"; }

# Real files, so that Flatpak can hand them on to its own sandbox.
root_write_identity() {
  local name
  mkdir -p "$root.identity"
  for name in passwd machine_id; do
    "root_$name" | cmp -s - "$root.identity/$name" || {
      "root_$name" >"$root.identity/$name.$$"
      mv "$root.identity/$name.$$" "$root.identity/$name"
    }
  done
}

root_enter_bwrap() {
  local folder options=()
  for folder in usr etc var; do
    options+=(--ro-bind "$root/$folder" "/$folder")
  done
  for folder in bin sbin lib lib64; do
    options+=(--symlink "usr/$folder" "/$folder")
  done
  options+=(--ro-bind /sys /sys --dev-bind-try /dev/dri /dev/dri --tmpfs /run --bind /tmp /tmp)
  while read -r folder; do
    options+=(--bind "$folder" "$folder")
  done < <(root_visible)
  root_write_identity
  options+=(--ro-bind "$root.identity/passwd" /etc/passwd --ro-bind "$root.identity/machine_id" /etc/machine-id)
  env -i PATH="$PATH" "${root_bwrap[@]}" "${options[@]}" --chdir "$here" -- /usr/bin/env -i "${variables[@]}" "$@"
}

# The same view by bind mounts, for root where bubblewrap is not allowed to start.
root_enter_chroot() {
  env -i PATH="$PATH" root="$root" here="$here" visible="$(root_visible)" \
    passwd="$(root_passwd)" machine_id="$(root_machine_id)" \
    unshare --mount --propagation private --pid --fork --kill-child \
    bash "$aux/chroot.sh" /usr/bin/env -i "${variables[@]}" "$@"
}
