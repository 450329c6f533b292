#!/usr/bin/env bash
# The test "format": every C++ file is as `./do format` would leave it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
git ls-files -z -co --exclude-standard '*.cpp' '*.h' |
  xargs -0 -r -n 10 -P "$(nproc)" clang-format-19 --dry-run --Werror
