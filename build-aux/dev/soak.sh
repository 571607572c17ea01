# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later

# Films and is killed, again and again, with other instants each round.
dev_soak() {
  local minutes=${1:-30} end rounds=0 failures=0
  [[ $minutes =~ ^[1-9][0-9]*$ ]] || fail "soak takes a number of minutes"
  build_update || exit 1
  end=$((SECONDS + minutes * 60))
  while [ "$SECONDS" -lt "$end" ]; do
    rounds=$((rounds + 1))
    inside "$top/tests/support/session.py" --media -- "$top/tests/tool/test-kill-record.py" demains-tool ||
      failures=$((failures + 1))
    say "== round $rounds over, $failures failed"
  done
  [ "$failures" -eq 0 ]
}
