# SPDX-FileCopyrightText: The Demains authors
# SPDX-License-Identifier: GPL-3.0-or-later

# The targets take turns on the cores, so that all of it takes the time that was asked for.
dev_fuzz() {
  local seconds=${1:-120} targets=4 cores turns status=0 log
  [[ $seconds =~ ^[1-9][0-9]*$ ]] || fail "fuzz takes a number of seconds"
  build_update || fail "the build failed (see above)"
  fuzz_build || fail "the fuzz targets could not be built (see above)"
  cores=$(nproc)
  [ "$cores" -lt "$targets" ] || cores=$targets
  turns=$(((targets + cores - 1) / cores))
  log=$fuzz_folder/meson-logs/fuzz.txt
  inside env DEMAINS_FUZZ_SECONDS=$((seconds / turns > 0 ? seconds / turns : 1)) \
    meson test -C "$fuzz_folder" --no-rebuild --suite demains:fuzz --num-processes "$cores" --logbase fuzz \
    --print-errorlogs >"$fuzz_folder/.dev-log" 2>&1 || status=1
  grep '^# ' "$log" | grep -v 'random seed'
  [ "$status" -eq 0 ] || cat "$fuzz_folder/.dev-log" >&2
  [ "$status" -eq 0 ] && say "Nothing broke." || say "Something broke: see build/fuzz/."
  return $status
}

fuzz_folder=$top/build-fuzz

fuzz_build() { build_locked fuzz_build_now; }

fuzz_build_now() {
  build_set_up "$fuzz_folder" -Dfuzz=true -Dwerror=false -Db_sanitize=address,undefined -Db_lundef=false \
    '-Dc_args=-fsanitize=fuzzer-no-link -fno-sanitize=function' --buildtype=debug -Doptimization=1 --native-file "$top/build-aux/clang.ini" &&
    build_quietly "$fuzz_folder" ninja -C "$fuzz_folder" -j"$(nproc)" fuzz-targets
}
