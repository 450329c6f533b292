#!/usr/bin/env bash
# The one command of this repository. It works on a bare Debian 12: what is missing is installed
# from Debian's archive first (as root, or through sudo), then everything is built in build/.
#
#   ./do build            the program: build/release/youju
#   ./do run [--no-serve] builds, loads the examples, writes their summaries to out/, serves them
#   ./do test [--slow] [ARG...]  builds and runs the tests; --slow adds clang-tidy, the sanitizers
#                         and the fuzzers; ARGs go to ctest (-R name, -L label)
#   ./do bench [NAME...]  measures; tables in build/bench/
#   ./do format           formats the sources
#   ./do lint             the checks that need no running program
#   ./do clean            removes what ./do made: build/, out/, youju-data/
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# --- Packages -------------------------------------------------------------------------------------
# What each library is for stands in doc/dependencies.md.

packages_build=(
  g++ cmake ninja-build pkg-config ccache mold
  libboost1.81-dev libboost-json1.81-dev libcli11-dev libdeflate-dev libexpat1-dev libexpected-dev
  libfmt-dev libpq-dev libpugixml-dev libsodium-dev libsqlite3-dev libssl-dev libxlsxwriter-dev
  libxml2-dev libyaml-dev libzip-dev zlib1g-dev
)
packages_lint=(clang-19 clang-tidy-19 clang-format-19 git python3)
packages_test=(
  libgtest-dev libgmock-dev libclang-rt-19-dev postgresql-15 ca-certificates
  chromium libreoffice-writer-nogui libreoffice-calc-nogui poppler-utils
  fonts-noto-cjk fonts-lxgw-wenkai fonts-liberation2
)
packages_bench=(
  python3 ca-certificates chromium fonts-noto-cjk libre2-dev nginx-light wrk postgresql-15 sqlite3
)
packages_node=(nodejs npm ca-certificates)

say() { printf '\033[1m== %s\033[0m\n' "$*" >&2; }
die() {
  printf './do: %s\n' "$*" >&2
  exit 1
}

# Runs a command as root.
as_root() {
  if [[ $EUID -eq 0 ]]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    die "root rights are needed for: $* (run as root or install sudo)"
  fi
}

# Prints those of the given Debian packages that are not installed.
missing_packages() {
  local installed
  installed=$(dpkg-query -W -f '${db:Status-Status} ${Package}\n' "$@" 2>/dev/null || true)
  local package
  for package in "$@"; do
    grep -qxF "installed $package" <<<"$installed" || echo "$package"
  done
}

# Installs what is missing of the given packages. When nothing is, it costs one dpkg-query.
need_packages() {
  if ! command -v dpkg-query >/dev/null; then
    say "not a Debian system; the counterparts of these packages must be there: $*"
    return
  fi
  local missing
  mapfile -t missing < <(missing_packages "$@")
  [[ ${#missing[@]} -gt 0 ]] || return 0
  say "installing ${#missing[@]} packages: ${missing[*]}"
  as_root apt-get -qq update
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o Dpkg::Use-Pty=0 \
    install --no-install-recommends "${missing[@]}" >/dev/null
}

# Puts a Node of at least version 20 on the path: the machine's own, or a current one that npm
# fetches as its package "node" into build/node, since Debian 12 has version 18 only.
node_is_new() { [[ $("$1" --version 2>/dev/null) =~ ^v([0-9]+) ]] && ((BASH_REMATCH[1] >= 20)); }
need_node() {
  if node_is_new node && command -v npm >/dev/null; then return; fi
  need_packages "${packages_node[@]}"
  local bin=$PWD/build/node/node_modules/node/bin
  if ! node_is_new "$bin/node"; then
    say "fetching a current Node into build/node"
    mkdir -p build/node
    npm install --silent --no-audit --no-fund --prefix build/node node@22 >&2
  fi
  node_is_new "$bin/node" || die "no Node of version 20 or newer could be had"
  export PATH="$bin:$PATH"
}

# Installs the locked npm packages of a folder, once for each content of its lock file.
need_npm() {
  need_node
  local folder=$1 stamp=$1/node_modules/.youju-lock
  cmp -s "$folder/package-lock.json" "$stamp" && return
  say "installing the npm packages of $folder"
  (cd "$folder" && npm ci --silent --no-audit --no-fund >&2)
  cp "$folder/package-lock.json" "$stamp"
}

# --- Building -------------------------------------------------------------------------------------

# As many jobs as there are processors, but not more than memory carries (1.5 GB each).
jobs() {
  local processors memory_mb
  processors=$(nproc)
  memory_mb=$(awk '/MemAvailable/ {print int($2 / 1024)}' /proc/meminfo)
  local fit=$((memory_mb / 1500))
  ((fit >= 1)) || fit=1
  echo $((processors < fit ? processors : fit))
}

# configure PRESET [-DNAME=VALUE...]: runs CMake only when the preset has no build yet or a value
# differs; ninja itself runs it again when a CMake file or the list of sources changes.
configure() {
  local preset=$1 value
  shift
  local cache=build/$preset/CMakeCache.txt same=yes
  [[ -f build/$preset/build.ninja ]] || same=no
  for value in "$@"; do
    value=${value#-D}
    grep -qs "^${value%%=*}:[A-Z]*=${value#*=}\$" "$cache" || same=no
  done
  [[ $same == yes ]] || cmake --preset "$preset" "$@" >&2
}

# Builds targets of the release preset; no test is built for those who only want to use it.
release() {
  need_packages "${packages_build[@]}"
  need_npm web
  need_npm tools/nation
  [[ -f build/release/build.ninja ]] || configure release -DYOUJU_TESTS=OFF
  ninja -C build/release -j "$(jobs)" "$@"
}

cmd_build() {
  release youju
  say "built build/release/youju"
}

# --- Running --------------------------------------------------------------------------------------

# The value of a top-level key in examples/NAME/example.yaml.
example_says() { sed -n "s/^$2: *\"\{0,1\}\([^\"#]*[^\"# ]\).*/\1/p" "examples/$1/example.yaml"; }

# The examples' first administrator, with a temporary password that is told this once.
first_administrator() {
  if "${youju[@]}" --format csv person list | grep -q '^admin,'; then return; fi
  "${youju[@]}" --quiet person add admin --name 管理员 --role administrator --unit 100000
  say "sign in as admin with this password, and choose one of your own:"
  "${youju[@]}" --quiet person password admin --temporary
}

cmd_run() {
  local serve=yes
  if [[ ${1:-} == --no-serve ]]; then
    serve=no
    shift
  fi
  cmd_build
  local youju=(build/release/youju --data youju-data)
  local folder name suffix
  [[ -d youju-data ]] || "${youju[@]}" init
  mkdir -p out
  for folder in examples/*/; do
    name=$(basename "$folder")
    "${youju[@]}" load "$folder"
    for suffix in docx html; do
      "${youju[@]}" --quiet summarize -o "out/$name.$suffix" --unit "$(example_says "$name" unit)" \
        --period "$(example_says "$name" period)" --template "$(example_says "$name" template)"
    done
  done
  "${youju[@]}" overview
  first_administrator
  [[ $serve == yes ]] || return 0
  say "open http://127.0.0.1:8080 (stop with Ctrl-C)"
  exec "${youju[@]}" serve "$@"
}

# --- Testing, measuring ---------------------------------------------------------------------------

cmd_test() {
  need_packages "${packages_build[@]}" "${packages_lint[@]}" "${packages_test[@]}"
  need_npm web
  need_npm test
  need_npm tools/nation
  local slow=OFF
  if [[ ${1:-} == --slow ]]; then
    slow=ON
    shift
  fi
  configure release -DYOUJU_TESTS=ON "-DYOUJU_SLOW_CHECKS=$slow"
  ninja -C build/release -j "$(jobs)"
  # Twice as many as build: tests wait for pages, for the disk and for each other's processes more
  # than they work; by as many as there are processors, those were idle half of the time.
  ctest --test-dir build/release --output-on-failure -j "$((2 * $(jobs)))" "$@"
}

cmd_bench() {
  need_packages "${packages_bench[@]}"
  need_npm test
  release youju youju_bench
  mkdir -p build/bench
  local names=("$@") name
  [[ ${#names[@]} -gt 0 ]] ||
    mapfile -t names < <(find bench -name '*.py' -printf '%f\n' | sed 's/\.py$//' | sort)
  for name in "${names[@]}"; do
    [[ -f bench/$name.py ]] || die "there is no bench '$name' in bench/"
    say "bench $name"
    python3 "bench/$name.py" --youju build/release/youju --out "build/bench/$name.csv"
  done
}

cmd_format() {
  need_packages "${packages_lint[@]}"
  need_npm web
  git ls-files -z -co --exclude-standard '*.cpp' '*.h' | xargs -0 clang-format-19 -i
  (cd web && npm run --silent format)
}

cmd_lint() {
  need_packages "${packages_build[@]}" "${packages_lint[@]}" libgtest-dev libgmock-dev
  need_npm web
  configure release -DYOUJU_TESTS=ON
  python3 tools/tidy.py
  tools/format_check.sh
  python3 tools/rooms.py build/release
  python3 tools/clang_tidy.py build/release
}

cmd_clean() { rm -rf build out youju-data; }

usage() { sed -n '2,/^set /{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"; }

case ${1:-help} in
  build | run | test | bench | format | lint | clean)
    command=$1
    shift
    "cmd_$command" "$@"
    ;;
  help | -h | --help) usage ;;
  *)
    usage >&2
    exit 2
    ;;
esac
