#!/usr/bin/env bash
# Installs the programs that the tests of real clients need. As root, it installs missing ones from Debian's packages:
# Chromium, curl, jq, wget, aria2, LibreOffice Calc, Poppler's tools, Node.js and npm. It installs the browser's driver,
# as pinned in its lock file, into the folder given as the first argument.
set -eu
target=$1
source=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)

missing=()
need() {
  command -v "$1" >/dev/null || missing+=("$2")
}
need chromium chromium
need curl curl
need jq jq
need wget wget
need aria2c aria2
need soffice libreoffice-calc
need pdftotext poppler-utils
need node nodejs
need npm npm
if [[ ${#missing[@]} -gt 0 ]]; then
  if [[ $(id -u) -ne 0 ]] || ! command -v apt-get >/dev/null; then
    printf 'the profile clients needs: %s (run as root on Debian, it installs them)\n' "${missing[*]}" >&2
    exit 1
  fi
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q
  apt-get install -q -y --no-install-recommends "${missing[@]}"
fi

# The same browser without windows, which starts a page in a quarter of the time. The tests do without it.
if ! command -v chromium-headless-shell >/dev/null && [[ $(id -u) -eq 0 ]] \
  && apt-cache show chromium-headless-shell >/dev/null 2>&1; then
  DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends chromium-headless-shell \
    || printf 'the tests drive chromium, since chromium-headless-shell could not be installed\n' >&2
fi

mkdir -p -- "$target"
cp -- "$source"/package.json "$source"/package-lock.json "$source"/driver.mjs "$target"
if ! cmp -s -- "$target"/package-lock.json "$target"/installed.json; then
  (cd -- "$target" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error)
  cp -- "$target"/package-lock.json "$target"/installed.json
fi
