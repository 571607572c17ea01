# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later

# Kills people's work at random instants; beside it, real filming with a camera.
dev_soak() {
  local minutes=${1:-10} status=0 filming=0 camera log=$build/soak-filming.txt
  [[ $minutes =~ ^[1-9][0-9]*$ ]] || fail "soak takes a number of minutes"
  build_update || exit 1
  inside env DEMAINS_TEST_KILLS=$((2 * minutes)) "$top/tests/support/session.py" --media -- \
    "$top/tests/tool/test-kill-record.py" demains-tool >"$log" 2>&1 &
  camera=$!
  inside env DEMAINS_SOAK_SECONDS=$((60 * minutes)) "$top/tests/tool/soak.py" demains-tool "$build/tests/tool/soak-worker" || status=1
  wait "$camera" || filming=1
  say "filming with a camera: $(grep -c '^ok' "$log") of $((2 * minutes)) kills without loss"
  [ "$filming" -eq 0 ] || cat "$log" >&2
  [ $((status + filming)) -eq 0 ] && say "Nothing was lost." || say "Something was lost (see above)."
  return $((status | filming))
}
