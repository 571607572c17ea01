#!/usr/bin/env bash
# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# flatpak.sh CHECKOUT FOLDER: makes a stand-in for GNOME's runtime from this very
# system (once, in FOLDER), builds CHECKOUT's Flatpak on it, installs it in
# FOLDER and tries it in its sandbox.
set -euo pipefail

top=$1
standin=$2
app=org.demains.Demains
work=$top/build/flatpak
manifest=$top/flatpak/$app.json
export FLATPAK_USER_DIR=$standin/user

say() { printf '%s\n' "$*" >&2; }
runtime_version() { python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["runtime-version"])' "$manifest"; }

# The runtime and the SDK hold the same: /usr as files/, /etc as files/etc.
make_standin() {
  local name
  rm -rf "${standin:?}"/{files,tree,repo,user}
  mkdir -p "$standin/tree/files"
  cp -a /usr/. "$standin/tree/files"
  cp -a /etc "$standin/tree/files/etc"
  rm -rf "$standin"/tree/files/share/{doc,info,man}
  ostree init --repo="$standin/repo" --mode=bare-user-only
  for name in Platform Sdk; do
    printf '[Runtime]\nname=org.gnome.%s\nruntime=org.gnome.Platform/%s/%s\nsdk=org.gnome.Sdk/%s/%s\n' \
      "$name" "$(flatpak --default-arch)" "$version" "$(flatpak --default-arch)" "$version" >"$standin/tree/metadata"
    flatpak build-export --disable-fsync --no-update-summary --runtime --files=files "$standin/repo" "$standin/tree" "$version"
  done
  flatpak build-update-repo "$standin/repo"
  flatpak --user remote-add --no-gpg-verify standin "$standin/repo"
  flatpak --user install --noninteractive standin "org.gnome.Platform//$version" "org.gnome.Sdk//$version"
  rm -rf "$standin/tree"
  printf '%s\n' "$version" >"$standin/made"
}

# The stand-in has every library already, so only Demains itself is built.
build() {
  mkdir -p "$work"
  python3 - "$manifest" "$top" >"$work/$app.json" <<'END'
import json, sys

manifest = json.load(open(sys.argv[1]))
manifest["modules"] = [module for module in manifest["modules"] if module["name"] == "demains"]
manifest["modules"][0]["sources"][0]["path"] = sys.argv[2]
json.dump(manifest, sys.stdout, indent=2)
END
  flatpak-builder --user --install --force-clean --disable-rofiles-fuse --disable-updates \
    --state-dir="$work/state" --repo="$work/repo" "$work/app" "$work/$app.json"
}

quietly() {
  "$@" >"$standin/log" 2>&1 || {
    cat "$standin/log" >&2
    return 1
  }
}

exec 8>"$standin/lock"
flock 8
version=$(runtime_version)
if [ "$(cat "$standin/made" 2>/dev/null)" != "$version" ]; then
  say "Making a stand-in for org.gnome.Platform $version (2 GB, once) …"
  quietly make_standin
fi
say "Building the Flatpak …"
quietly build
say "Trying it in its sandbox …"
"$top/build-aux/flatpak-trial.sh" "$work/trial"
