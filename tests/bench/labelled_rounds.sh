#!/usr/bin/env bash
# Labelled rounds: AUC, average precision and precision at 20 of the troll-bot likelihood, with the
# shipped model, nothing fitted, on accounts with 10 posts or more. Needs ../shared/data.
#
#   tests/bench/labelled_rounds.sh [VIGIE]      default: build/release/vigie
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
vigie=${1:-$root/build/release/vigie}
data=$root/../shared/data/bot_or_not
if [[ ! -d $data ]]; then
  echo "skipped: the labelled rounds are not here ($data)"
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Rank statistics in SQL. Equal likelihoods share their rank, and their precision.
read -r -d '' query <<'SQL' || true
WITH scored AS (
  SELECT s.likelihood AS p,
         EXISTS (SELECT 1 FROM account_label l
                 WHERE l.account_id = s.account_id AND l.value = 'bot') AS bot
  FROM v_score s WHERE s.likelihood IS NOT NULL),
ties AS (
  SELECT p, sum(bot) AS bots, sum(1 - bot) AS others FROM scored GROUP BY p),
running AS (
  SELECT p, bots, others,
         sum(bots) OVER (ORDER BY p DESC) AS bots_so_far,
         sum(others) OVER (ORDER BY p DESC) AS others_so_far
  FROM ties),
totals AS (SELECT sum(bot) AS bots, sum(1 - bot) AS others FROM scored),
top20 AS (SELECT bot FROM scored ORDER BY p DESC LIMIT 20)
SELECT printf('%4d bots %4d others  AUC %.3f  AP %.3f  P@20 %.2f  at the line: %d bots, %d others',
  t.bots, t.others,
  (SELECT sum(others * (bots_so_far - bots / 2.0)) FROM running) / (t.bots * t.others),
  (SELECT sum(bots * 1.0 * bots_so_far / (bots_so_far + others_so_far)) FROM running) / t.bots,
  (SELECT avg(bot) FROM top20),
  (SELECT count(*) FROM scored WHERE p >= 0.5 AND bot),
  (SELECT count(*) FROM scored WHERE p >= 0.5 AND NOT bot))
FROM totals t;
SQL

for round in 1 2 4; do
  db=$work/round$round.db
  "$vigie" import --json --db "$db" --mapping bot_or_not "$data/posts_users.$round.json.gz" \
    --labels "$data/bots.$round.txt" >/dev/null
  "$vigie" analyze --json --db "$db" >/dev/null
  printf 'round %d: %s\n' "$round" "$(sqlite3 "$db" "$query")"
done
