# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later

# Kills people's work at random instants; beside it, real filming with a camera.
dev_soak() {
  [ "${1:-}" != shoot ] || { soak_shoot "${2:-200}"; return; }
  local minutes=${1:-10} status=0 filming=0 camera log=$build/soak-filming.txt
  [[ $minutes =~ ^[1-9][0-9]*$ ]] || fail "soak takes a number of minutes, or shoot and a number of kills"
  build_update || exit 1
  soak_filming $((2 * minutes)) >"$log" 2>&1 &
  camera=$!
  inside env DEMAINS_SOAK_SECONDS=$((60 * minutes)) "$top/tests/tool/soak.py" demains-tool "$build/tests/tool/soak-worker" || status=1
  wait "$camera" || filming=1
  say "filming with a camera, killed $((2 * minutes)) times:"
  grep -E '^(not )?ok' "$log" >&2
  [ "$filming" -eq 0 ] || cat "$log" >&2
  [ $((status + filming)) -eq 0 ] && say "Nothing was lost." || say "Something was lost (see above)."
  return $((status | filming))
}

# Kills nothing but filming with a camera, so many times.
soak_shoot() {
  [[ $1 =~ ^[1-9][0-9]*$ ]] || fail "soak shoot takes a number of kills"
  build_update || exit 1
  soak_filming "$1"
}

soak_filming() {
  inside env DEMAINS_TEST_KILLS="$1" "$top/tests/support/session.py" --media -- "$top/tests/tool/soak-shoot.py" demains-tool
}
