#!/usr/bin/env bash
# Who is found among planted crews, over several seeds: default, hard, and nothing planted.
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

for seed in $seeds; do
  "$python" "$generator" "$posts" "$work/p.csv" --seed "$seed" --truth "$work/t.csv"
  echo "default, seed $seed"
  "$bench" "$work/p.csv" "$work/t.csv" | grep -E 'tested and grouped|g1|RESULT'
  echo "nothing planted, seed $seed"
  "$bench" "$work/p.csv" "$work/t.csv" --without-crews | grep -E 'RESULT'
  "$python" "$generator" "$posts" "$work/p.csv" --seed "$seed" --truth "$work/t.csv" \
    --events 6 --burst 120 --url-noise 0.5
  echo "hard, seed $seed"
  "$bench" "$work/p.csv" "$work/t.csv" | grep -E 'tested and grouped|g1|RESULT'
done
