#!/usr/bin/env bash
# The test "format": every C++ file is as `./do format` would leave it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
find src test bench \( -name node_modules -prune -o -name '*.cpp' -o -name '*.h' \) -type f -print0 \
  2>/dev/null | xargs -0 -r -n 20 -P "$(nproc)" clang-format-19 --dry-run --Werror
