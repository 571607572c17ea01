# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Where commands run: on this system when its libraries are new enough, else in
# a private Debian 13 root. Afterwards `inside COMMAND…` runs a command there.
# DEMAINS_ENVIRONMENT=native or =root overrides the choice.

. "$aux/native.sh"
. "$aux/root.sh"

environment_choose() {
  case ${DEMAINS_ENVIRONMENT:-} in
    native | root)
      environment=$DEMAINS_ENVIRONMENT
      return
      ;;
    '') ;;
    *) fail "DEMAINS_ENVIRONMENT is native or root, not $DEMAINS_ENVIRONMENT" ;;
  esac
  if native_is_new_enough || { native_could_be_new_enough && native_install; }; then
    environment=native
  else
    environment=root
  fi
}

# What programs need to find this build first; the same natively and in the root.
environment_variables() {
  local prefix=$build/prefix
  printf '%s\n' \
    "PATH=$prefix/bin:$1" \
    "XDG_DATA_DIRS=$prefix/share:/usr/local/share:/usr/share" \
    "GSETTINGS_SCHEMA_DIR=$prefix/share/glib-2.0/schemas" \
    "DEMAINS_BUILD=$build" \
    "PYTHONDONTWRITEBYTECODE=1"
}

inside() {
  if [ "$environment" = root ]; then
    root_enter "$@"
  else
    local variables
    mapfile -t variables < <(environment_variables "$PATH")
    env -C "$here" "${variables[@]}" "$@"
  fi
}

environment_choose
[ "$environment" = native ] || root_make
