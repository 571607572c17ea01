# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later

. "$aux/fuzz.sh"

test_suites='lint displayless display journeys sanitizers fuzz'

test_sanitizers=(
  ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1:strict_string_checks=1
  "LSAN_OPTIONS=suppressions=$top/tests/support/lsan.supp:print_suppressions=0"
  UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
)

# A memory disk where there is room for the suites that need no display: what they make is small and gone at once, and
# half their time went into waiting for a real disk's syncs. That these come in time is tested with disks of the tests'
# own (demains-disk-log.c, demains-disk-fault.c), and kills lose nothing that a sync would have saved. Journeys and
# filming stay on the real one.
test_memory=/dev/shm
test_memory_kib=4000000

test_place() {
  local free
  free=$(inside sh -c "{ df -k --output=avail $test_memory | tail -n 1; sed -n 's/MemAvailable: *\\([0-9]*\\).*/\\1/p' /proc/meminfo; } | sort -n | head -n 1")
  [ "${free:-0}" -lt $test_memory_kib ] || printf 'TMPDIR=%s' $test_memory
}

dev_test() {
  local suite status=0 logs=()
  # shellcheck disable=SC2086
  [ $# -gt 0 ] || set -- $test_suites
  for suite; do
    case " $test_suites " in
      *" $suite "*) ;;
      *) fail "there is no suite $suite, but: $test_suites" ;;
    esac
  done

  build_update || fail "the build failed (see above); nothing was tested"
  for suite; do
    test_suite "$suite" || status=1
  done
  inside "$top/tests/support/count.py" "${logs[@]}" || status=1
  return $status
}

# Runs one suite and adds its log to logs. Whether a test failed is for count.py to say.
test_suite() {
  local suite=$1 folder=$build meson_suite=$1 options=() place=()
  case $suite in
    displayless | sanitizers)
      mapfile -t place < <(test_place)
      # Several of them wait for seconds to pass, while another has the core.
      options=(--num-processes "$(($(nproc) + 1))")
      ;;
  esac
  if [ "$suite" = sanitizers ]; then
    folder=$top/build-asan
    meson_suite=displayless
    build_set_up "$folder" -Db_sanitize=address,undefined -Db_lundef=false --buildtype=debug -Doptimization=1 ||
      return 1
    # Tests that are named, be it all of the suite, are built without those of other suites.
    options+=(--timeout-multiplier 4 '*')
  elif [ "$suite" = fuzz ]; then
    folder=$fuzz_folder
    options=(--no-rebuild)
    fuzz_build || return 1
  fi
  say "== $suite"
  rm -f "$folder/meson-logs/$suite.json"
  inside env "${test_sanitizers[@]}" "${place[@]}" meson test -C "$folder" --suite "demains:$meson_suite" --logbase "$suite" \
    --print-errorlogs "${options[@]}" || true
  logs+=("$folder/meson-logs/$suite.json")
}
