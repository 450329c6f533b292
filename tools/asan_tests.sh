#!/usr/bin/env bash
# The test "asan": builds the unit tests with the address and undefined-behaviour sanitizers and
# runs them.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
jobs=$(nproc)
cmake --preset asan -DYOUJU_TESTS=ON
ninja -C build/asan -j "$jobs" youju_tests
export ASAN_OPTIONS=detect_stack_use_after_return=1:strict_string_checks=1
export UBSAN_OPTIONS=print_stacktrace=1
ctest --test-dir build/asan --output-on-failure -j "$jobs" -L unit
