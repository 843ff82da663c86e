#!/usr/bin/env bash
# Who is found among planted crews, over several seeds: default, hard, and nothing planted. Fails when
# the co-action counts of seed 1 are not those that independent programs found.
#
#   tests/bench/coordination_truth.sh GENERATOR [POSTS] [SEEDS] [BENCH]
#
# GENERATOR writes posts and truth as coordination_bench reads them: gen_posts.py N OUT --truth T
# --seed S [--events 6 --burst 120 --url-noise 0.5]. Needs python3 with numpy. PYTHON overrides.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
generator=${1:?path of the generator}
posts=${2:-100000}
seeds=${3:-1 2 3 4 5 6 7 8 9 10}
bench=${4:-$root/build/release/tests/bench/coordination_bench}
python=${PYTHON:-python3}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Pairs with two or more co-actions within 60 s: links, reposts, texts as written.
known_counts() {
  case $1 in
    100000) echo "2380 2722 689" ;;
    1000000) echo "3129 27884 471" ;;
  esac
}

repeated() { # LAYER FILE
  awk -v layer="  60 s $1 " 'index($0, layer) == 1 { for (i = 2; i <= NF; ++i) if ($i == "repeated") print $(i - 1) }' "$2"
}

check_counts() { # FILE
  local known found
  known=$(known_counts "$posts")
  found="$(repeated url "$1") $(repeated repost "$1") $(repeated 'text as written' "$1")"
  if [[ -n $known && $known != "$found" ]]; then
    echo "co-actions are $found, not $known" >&2
    exit 1
  fi
}

for seed in $seeds; do
  "$python" "$generator" "$posts" "$work/p.csv" --seed "$seed" --truth "$work/t.csv"
  echo "default, seed $seed"
  "$bench" "$work/p.csv" "$work/t.csv" > "$work/out"
  grep -E 'text clusters|tested and grouped|g1|RESULT' "$work/out"
  if [[ $seed == 1 ]]; then
    check_counts "$work/out"
  fi
  echo "nothing planted, seed $seed"
  "$bench" "$work/p.csv" "$work/t.csv" --without-crews | grep -E 'RESULT'
  "$python" "$generator" "$posts" "$work/p.csv" --seed "$seed" --truth "$work/t.csv" \
    --events 6 --burst 120 --url-noise 0.5
  echo "hard, seed $seed"
  "$bench" "$work/p.csv" "$work/t.csv" | grep -E 'tested and grouped|g1|RESULT'
done
