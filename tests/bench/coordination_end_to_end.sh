#!/usr/bin/env bash
# Planted crews through the whole program: import, analyse, and who stands in a group. Default,
# hard, and nothing planted (the posts of the crews' members left out); time of the coordination
# stage and peak memory of the run beside it.
#
#   tests/bench/coordination_end_to_end.sh GENERATOR [POSTS] [SEEDS] [VIGIE]
#
# GENERATOR is the one that coordination_truth.sh takes. Needs python3 with numpy, and sqlite3.
# PYTHON overrides; CASES picks some of "default none hard".
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
generator=${1:?path of the generator}
posts=${2:-100000}
seeds=${3:-1 2 3}
vigie=${4:-$root/build/release/vigie}
python=${PYTHON:-python3}
cases=${CASES:-default none hard}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# One run over $work/p.csv; truth in $work/t.csv.
measure() {
  rm -f "$work"/vigie.db*
  "$vigie" import --json --db "$work/vigie.db" --format coordination_csv "$work/p.csv" >/dev/null
  "$vigie" analyze --json --db "$work/vigie.db" >"$work/run.json" &
  local run=$! peak=0 now
  while now=$(awk '/VmHWM/ {print $2}' "/proc/$run/status" 2>/dev/null) && [ -n "$now" ]; do
    peak=$now
    sleep 0.2
  done
  wait "$run"
  "$python" - "$work/run.json" "$peak" <<'PY'
import json, sys
run = json.load(open(sys.argv[1]))
c = run["coordination"]
print(f"  {run['posts']} posts, {run['accounts']} accounts; seconds {run['seconds']}; peak "
      f"{int(sys.argv[2]) // 1024} MB; run {run['run_bytes'] // 1024} kB")
print(f"  pairs {c['pairs']} of {c['tested_pairs']} tested, groups {c['groups']}, "
      f"self-test {c['self_test']}")
PY
  sqlite3 -column -header "$work/vigie.db" ".mode csv" ".import $work/t.csv truth" ".mode column" \
    "WITH found AS (SELECT DISTINCT a.native_id FROM group_member m JOIN account a USING (account_id)),
          line AS (SELECT native_id FROM v_score WHERE likelihood >= 0.5 AND rank > 0)
     SELECT CASE WHEN t.kind = 'coordinated' THEN t.\"group\" ELSE t.kind END AS kind,
            count(*) AS accounts, sum(t.user_id IN (SELECT native_id FROM found)) AS in_groups,
            sum(t.user_id IN (SELECT native_id FROM line)) AS at_the_line
     FROM truth t WHERE t.user_id IN (SELECT native_id FROM account) GROUP BY 1" \
    "WITH found AS (SELECT DISTINCT a.native_id FROM group_member m JOIN account a USING (account_id))
     SELECT printf('RESULT flagged %d, precision %.4f, recall %.4f', count(f.native_id),
              coalesce(1.0 * sum(t.kind = 'coordinated' AND f.native_id IS NOT NULL)
                / nullif(count(f.native_id), 0), 1),
              coalesce(1.0 * sum(t.kind = 'coordinated' AND f.native_id IS NOT NULL)
                / nullif(sum(t.kind = 'coordinated'), 0), 1)) AS result
     FROM truth t LEFT JOIN found f ON f.native_id = t.user_id"
}

for seed in $seeds; do
  for case in $cases; do
    options=()
    if [ "$case" = hard ]; then
      options=(--events 6 --burst 120 --url-noise 0.5)
    fi
    "$python" "$generator" "$posts" "$work/p.csv" --seed "$seed" --truth "$work/t.csv" "${options[@]}"
    if [ "$case" = none ]; then
      "$python" - "$work" <<'PY'
import csv, sys
work = sys.argv[1]
with open(f"{work}/t.csv", newline="") as truth:
    crews = {row["user_id"] for row in csv.DictReader(truth) if row["kind"] == "coordinated"}
with open(f"{work}/p.csv", newline="") as source, open(f"{work}/q.csv", "w", newline="") as target:
    rows = csv.reader(source)
    out = csv.writer(target)
    header = next(rows)
    out.writerow(header)
    account = header.index("user_id")
    out.writerows(row for row in rows if row[account] not in crews)
PY
      mv "$work/q.csv" "$work/p.csv"
    fi
    echo "$case, seed $seed"
    measure
  done
done
