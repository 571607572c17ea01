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

# How much this session takes while others want the processor: a nice value of all of it (sched(7), autogroup). meson
# gives each test a session of its own.
test_yield() { { echo "$1" >/proc/self/autogroup; } 2>/dev/null; }

# The last two suites have builds of their own. These are made while the display suite waits for cameras and frames, of
# what it leaves.
test_build_ahead() {
  local suite
  for suite; do
    case $suite in
      sanitizers) test_build_sanitizers ;;
      fuzz) fuzz_build ;;
    esac
  done
}

test_asan=$top/build-asan

test_build_sanitizers() { build_locked test_build_sanitizers_now; }

# Tests that are named, be it all of the suite, are built without those of other suites; none of them is run.
test_build_sanitizers_now() {
  build_set_up "$test_asan" -Db_sanitize=address,undefined -Db_lundef=false --buildtype=debug -Doptimization=1 &&
    build_quietly "$test_asan" meson test -C "$test_asan" --suite demains:displayless --repeat 0 '*'
}

dev_test() {
  local suite status=0 ahead='' logs=()
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
    case $suite in
      display)
        if test_yield 19; then
          trap 'test_yield 0' EXIT
          test_build_ahead "$@" >/dev/null 2>&1 &
          ahead=$!
        fi
        ;;
      # What went wrong with it is told when it is done again.
      sanitizers | fuzz) [ -z "$ahead" ] || { test_yield 0 && wait "$ahead" || true; } ;;
    esac
    test_suite "$suite" || status=1
  done
  inside "$top/tests/support/count.py" "${logs[@]}" || status=1
  return $status
}

# Runs one suite and adds its log to logs. Whether a test failed is for count.py to say.
test_suite() {
  local suite=$1 folder=$build meson_suite=$1 options=(--timeout-multiplier 4) place=()
  case $suite in
    displayless | sanitizers)
      mapfile -t place < <(test_place)
      # Several of them wait for seconds to pass, while others have the cores.
      options+=(--num-processes "$(($(nproc) + 2))")
      ;;
  esac
  if [ "$suite" = sanitizers ]; then
    folder=$test_asan
    meson_suite=displayless
    options+=(--no-rebuild --no-suite demains:plain)
    test_build_sanitizers || return 1
  elif [ "$suite" = fuzz ]; then
    folder=$fuzz_folder
    options+=(--no-rebuild)
    fuzz_build || return 1
  fi
  say "== $suite"
  rm -f "$folder/meson-logs/$suite.json"
  inside env "${test_sanitizers[@]}" "${place[@]}" meson test -C "$folder" --suite "demains:$meson_suite" --logbase "$suite" \
    --print-errorlogs "${options[@]}" || true
  logs+=("$folder/meson-logs/$suite.json")
}
