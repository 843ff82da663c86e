#!/usr/bin/env bash
# Tone of single posts against labels by people: posts of passengers to airlines, 2015.
#
#   tests/bench/tone_accuracy.sh POSTS.csv.gz [PROGRAM]
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
posts=${1:?name the posts (columns sentiment and text), gzip}
program=${2:-$root/build/release/tests/bench/tone_accuracy}
if [[ ! -r $posts ]]; then
  echo "skipped: there is no $posts"
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
gzip -dc "$posts" >"$work/posts.csv"
sqlite3 -separator $'\t' :memory: ".import --csv $work/posts.csv posts" \
  "SELECT sentiment, replace(replace(replace(text, char(10), ' '), char(13), ' '), char(9), ' ')
   FROM posts" >"$work/posts.tsv"
"$program" <"$work/posts.tsv"
