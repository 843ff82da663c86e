#!/usr/bin/env bash
# Simulated elections: who reaches the report line, and who stands in a coordinated group, by role
# and group, over several seeds.
#
#   tests/bench/simulated_truth.sh [POSTS] [SEEDS] [VIGIE]      default: 20000 "1 2 3 4 5"
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
posts=${1:-20000}
seeds=${2:-1 2 3 4 5}
vigie=${3:-$root/build/release/vigie}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for seed in $seeds; do
  "$vigie" simulate --json --posts "$posts" --seed "$seed" --out "$work/posts.jsonl" \
    --truth "$work/truth.csv" >/dev/null
  rm -f "$work"/vigie.db*
  "$vigie" import --json --db "$work/vigie.db" --mapping simulated "$work/posts.jsonl" >/dev/null
  "$vigie" analyze --json --db "$work/vigie.db" >/dev/null
  echo "seed $seed, $posts posts"
  sqlite3 -column -header "$work/vigie.db" ".mode csv" ".import $work/truth.csv truth" ".mode column" \
    "SELECT t.role, t.\"group\" AS kind, count(*) AS accounts, count(s.likelihood) AS scored,
            coalesce(sum(s.likelihood >= 0.5 AND s.rank > 0), 0) AS at_the_line,
            count(DISTINCT m.account_id) AS in_groups,
            printf('%.2f', avg(s.likelihood)) AS mean, printf('%.2f', max(s.likelihood)) AS highest
     FROM truth t LEFT JOIN v_score s ON s.native_id = t.account
     LEFT JOIN group_member m ON m.run_id = s.run_id AND m.account_id = s.account_id
     GROUP BY t.role, kind ORDER BY at_the_line DESC, t.role, kind"
done
