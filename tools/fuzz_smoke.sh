#!/usr/bin/env bash
# The test "fuzz": builds every fuzz target and runs each for some seconds (FUZZ_SECONDS, 10) from
# its corpus, test/corpus/<target>/. What a run finds stays in build/fuzz/. Without clang-19 the
# test is reported as skipped (exit 77).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
if ! command -v clang++-19 >/dev/null; then
  echo "SKIPPED: clang++-19 is not installed (package clang-19): nothing was fuzzed"
  exit 77
fi
cmake --preset fuzz
ninja -C build/fuzz -j "$(nproc)" youju_fuzzers

# Runs one target: new inputs go to the first folder, the second is only read.
fuzz_one() {
  local name=$1 new=build/fuzz/new/$1 crash=build/fuzz/crash/$1 known=test/corpus/${1#fuzz_}
  mkdir -p "$new" "$crash"
  local folders=("$new")
  [[ -d $known ]] && folders+=("$known")
  if ! "build/fuzz/$name" -max_total_time="${FUZZ_SECONDS:-10}" -timeout=5 -rss_limit_mb=2048 \
    -max_len=16384 -artifact_prefix="$crash/" -print_final_stats=1 "${folders[@]}" \
    >"build/fuzz/$name.log" 2>&1; then
    tail -n 60 "build/fuzz/$name.log"
    echo "$name failed; the input is in $crash"
    return 1
  fi
  local runs
  runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "build/fuzz/$name.log")
  echo "$name: $runs runs"
}
export -f fuzz_one
find build/fuzz -maxdepth 1 -name 'fuzz_*' -type f -perm -u+x -printf '%f\0' | sort -z |
  xargs -0 -r -I{} -P "$(nproc)" bash -c 'fuzz_one {}'
