# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# chroot.sh COMMAND… lays the view that root.sh describes with bind mounts and
# runs the command in it. Runs in mount and process namespaces of its own.
# Variables from root_enter_chroot: root, here, visible, passwd, machine_id.
set -euo pipefail

view=$root/mnt
mount -t tmpfs -o mode=755 demains "$view"
for name in usr etc var; do
  mkdir "$view/$name"
  mount --bind "$root/$name" "$view/$name"
  mount -o remount,bind,ro "$view/$name"
done
for name in bin sbin lib lib64; do
  ln -s "usr/$name" "$view/$name"
done
for name in dev sys tmp; do
  mkdir "$view/$name"
  mount --rbind "/$name" "$view/$name"
done
mkdir "$view/proc" "$view/run"
mount -t proc proc "$view/proc"
while read -r folder; do
  mkdir -p "$view$folder"
  mount --rbind "$folder" "$view$folder"
done <<<"$visible"
printf '%s\n' "$passwd" >"$view/run/.passwd"
printf '%s\n' "$machine_id" >"$view/run/.machine-id"
mount --bind "$view/run/.passwd" "$view/etc/passwd"
mount --bind "$view/run/.machine-id" "$view/etc/machine-id"

cd "$view$here"
exec chroot "$view" /usr/bin/env -C "$here" "$@"
