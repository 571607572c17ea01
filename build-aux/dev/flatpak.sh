# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# The Flatpak is built and tried inside the private Debian 13 root, also on a
# newer system: the root is what the stand-in for GNOME's runtime is made from,
# and nothing of the user's own Flatpak installation is touched.

dev_flatpak() {
  environment=root
  root_make
  root_bwrap_starts || fail "bubblewrap cannot start here, and Flatpak's sandbox is made with it."
  extra_folder=$root_cache/flatpak-${root##*-}
  mkdir -p "$extra_folder"
  # A sandbox in this sandbox needs to see all of /proc, and the document portal needs FUSE.
  root_bwrap=(bwrap --die-with-parent --bind /proc /proc --dev /dev --dev-bind-try /dev/fuse /dev/fuse)
  inside "$top/build-aux/flatpak.sh" "$top" "$extra_folder"
}
