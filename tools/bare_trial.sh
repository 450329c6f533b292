#!/usr/bin/env bash
# Proves that a machine with nothing but Debian 12 and git can build, run and test the last commit:
# what happens to be on a developer's machine hides missing steps.
#
#   tools/bare_trial.sh ROOT [COMMAND...]   default: ./do run --no-serve, again, and ./do test
#
# Run as root. ROOT is a folder that becomes a bare Debian 12 (debootstrap) at first use and is used
# again later: delete it for a trial from nothing. The machine's own package sources, proxies and
# certificates are copied into it, as an administrator would set them up.
set -euo pipefail
source_tree=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
root=${1:?usage: tools/bare_trial.sh ROOT [COMMAND...]}
shift
[[ $# -gt 0 ]] || set -- bash -c 'set -e
  time ./do run --no-serve
  time ./do run --no-serve
  time ./do test'
[[ $EUID -eq 0 ]] || { echo "run it as root" >&2; exit 2; }

if [[ ! -x $root/bin/bash ]]; then
  mirror=$(sed -n 's/^URIs: *//p; s/^deb  *\(http[^ ]*\).*/\1/p' /etc/apt/sources.list.d/*.sources \
    /etc/apt/sources.list 2>/dev/null | head -n 1 || true)
  debootstrap --variant=minbase --include=git,ca-certificates bookworm "$root" \
    "${mirror:-http://deb.debian.org/debian}"
fi
for file in /etc/apt/sources.list /etc/apt/sources.list.d/debian.sources \
  /etc/apt/apt.conf.d/*proxy* /etc/apt/apt.conf.d/99* /etc/resolv.conf /etc/hosts \
  /etc/npmrc "$HOME/.npmrc" /usr/local/share/ca-certificates/*.crt \
  /etc/ssl/certs/ca-certificates.crt; do
  if [[ -f $file ]]; then install -D -m 644 "$file" "$root${file/#$HOME//root}"; fi
done
if [[ -f $root/etc/apt/sources.list.d/debian.sources ]]; then : >"$root/etc/apt/sources.list"; fi
# As in a container: installing a server's package does not start the server.
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod 755 "$root/usr/sbin/policy-rc.d"

rm -rf "$root/srv/youju"
git clone --quiet "$source_tree" "$root/srv/youju"
# Mounts and processes of the trial end with it.
# shellcheck disable=SC2016
exec unshare --mount --pid --fork --kill-child bash -c '
  set -e
  root=$1
  shift
  mount -t proc proc "$root/proc"
  mount --rbind /dev "$root/dev"
  mount -t tmpfs tmpfs "$root/tmp"
  exec chroot "$root" /usr/bin/env -i HOME=/root TERM=dumb LANG=C.UTF-8 \
    PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
    ${http_proxy:+http_proxy="$http_proxy"} ${https_proxy:+https_proxy="$https_proxy"} \
    ${NODE_EXTRA_CA_CERTS:+NODE_EXTRA_CA_CERTS="$NODE_EXTRA_CA_CERTS"} \
    bash -c "cd /srv/youju && exec \"\$@\"" trial "$@"
' trial "$root" "$@"
