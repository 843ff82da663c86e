#!/usr/bin/env bash
# Runs the browser tests, or says why not. Called by ctest.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
command -v node >/dev/null || { echo "skipped: node is not installed"; exit 0; }
[[ -x ${CHROMIUM:-/usr/bin/chromium} ]] || { echo "skipped: chromium is not installed"; exit 0; }
[[ -d node_modules ]] || { echo "skipped: run npm ci --prefix tests/browser first"; exit 0; }
exec node --test .
