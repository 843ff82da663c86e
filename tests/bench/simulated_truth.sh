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
  sqlite3 "$work/vigie.db" ".mode csv" ".import $work/truth.csv truth" ".mode column" ".headers on" \
    "CREATE TEMP TABLE scored AS
       SELECT a.native_id AS account, s.likelihood, s.likelihood >= 0.5 AND s.rank > 0 AS at_line,
              EXISTS (SELECT 1 FROM group_member m
                      WHERE m.run_id = s.run_id AND m.account_id = s.account_id) AS grouped
       FROM account_score s JOIN account a USING (account_id)" \
    "CREATE INDEX temp.scored_account ON scored (account)" \
    "SELECT t.role, t.\"group\" AS kind, count(*) AS accounts, count(s.likelihood) AS scored,
            coalesce(sum(s.at_line), 0) AS at_the_line, coalesce(sum(s.grouped), 0) AS in_groups,
            printf('%.2f', avg(s.likelihood)) AS mean, printf('%.2f', max(s.likelihood)) AS highest
     FROM truth t LEFT JOIN scored s USING (account)
     GROUP BY t.role, kind ORDER BY at_the_line DESC, t.role, kind"
done
