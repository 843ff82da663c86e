#!/usr/bin/env bash
# Accounts of other studies, of which only profiles and counts are public, against Vigie's signals:
# each by itself, and trained on one and judged on the others. Needs ../shared/data.
#
#   tests/bench/account_sets.sh [PROGRAM]       default: build/release/tests/bench/account_sets
#
# What each set's columns mean as signals is the SQL below; what a set does not tell stays absent.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
program=${1:-$root/build/release/tests/bench/account_sets}
data=$root/../shared/data
if [[ ! -d $data/accounts_gilani2017 ]]; then
  echo "skipped: the account sets are not here ($data)"
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
gzip -dc "$data/accounts_gilani2017/accounts.csv.gz" >"$work/gilani.csv"
gzip -dc "$data/accounts_kaggle2017/accounts.csv.gz" >"$work/kaggle.csv"
gzip -dc "$data/accounts_rtbust2019/dna_sequences.csv.gz" >"$work/rtbust.csv"
gzip -dc "$data/accounts_bluesky2025/labelled.json.gz" >"$work/bluesky.json"
gzip -dc "$data/accounts_twibot22_experts/accounts.json.gz" >"$work/experts.json"

cat >"$work/map.sql" <<'SQL'
CREATE TABLE mapped (
  set_name TEXT, id TEXT, label TEXT, posts, actions TEXT, client TEXT,
  lifetime_rate, repost_share, reply_share, self_repetition, hashtags_per_post,
  account_age, handle_digits, follower_ratio);

-- Counts of one week; the ratio and the frequency as published.
INSERT INTO mapped
SELECT 'gilani2017', screen_name, label, CAST(user_tweeted + user_retweeted AS INTEGER), '', '',
  CAST(tweet_frequency AS REAL),
  CASE WHEN user_tweeted + user_retweeted >= 10
    THEN CAST(user_retweeted AS REAL) / (user_tweeted + user_retweeted) END,
  CASE WHEN user_tweeted + user_retweeted >= 10
    THEN min(1.0, CAST(user_replied AS REAL) / (user_tweeted + user_retweeted)) END,
  NULL, NULL, CAST(age_of_account_in_days AS REAL),
  length(screen_name) - length(replace(replace(replace(replace(replace(replace(replace(replace(
    replace(replace(screen_name, '0', ''), '1', ''), '2', ''), '3', ''), '4', ''), '5', ''), '6',
    ''), '7', ''), '8', ''), '9', '')),
  CASE WHEN CAST(follower_friend_ratio AS REAL) >= 0 THEN CAST(follower_friend_ratio AS REAL) END
FROM gilani;

-- Profiles of 13 March 2017; creation dates in two styles, the one with slashes mostly month first:
-- day first where it cannot be; the client of the last post.
WITH cut AS (
  SELECT *, CAST(created_at AS INTEGER) AS first,
    CAST(substr(created_at, instr(created_at, '/') + 1) AS INTEGER) AS second,
    substr(created_at, instr(created_at, '/20') + 1, 4) AS year FROM kaggle), dated AS (
  SELECT *, CASE WHEN created_at LIKE '%/%/20%'
      THEN printf('%s-%02d-%02d', year, iif(first > 12, second, first),
        iif(first > 12, first, second))
    WHEN created_at GLOB '??? ??? ?? *'
      THEN substr(created_at, -4) || '-' || substr('00' || ((instr(
        'JanFebMarAprMayJunJulAugSepOctNovDec', substr(created_at, 5, 3)) + 2) / 3), -2) || '-' ||
        substr(created_at, 9, 2) END AS created_on
  FROM cut), aged AS (
  SELECT *, julianday('2017-03-14') - julianday(created_on) AS age FROM dated)
INSERT INTO mapped
SELECT 'kaggle2017', screen_name, label, CAST(statuses_count AS INTEGER), '',
  replace(last_source, char(9), ' '),
  CASE WHEN age >= 7 THEN CAST(statuses_count AS REAL) / age END,
  NULL, NULL, NULL, NULL, age,
  length(screen_name) - length(replace(replace(replace(replace(replace(replace(replace(replace(
    replace(replace(screen_name, '0', ''), '1', ''), '2', ''), '3', ''), '4', ''), '5', ''), '6',
    ''), '7', ''), '8', ''), '9', '')),
  CAST(followers_count AS REAL) / max(1, friends_count)
FROM aged;

-- The order of up to 3,200 posts: A a post, C a repost, T a reply.
INSERT INTO mapped
SELECT 'rtbust2019', user_id, CASE bot WHEN '1' THEN 'bot' ELSE 'human' END, length(dna),
  replace(replace(replace(dna, 'T', 'P'), 'A', 'T'), 'C', 'R'), '', NULL,
  CASE WHEN length(dna) >= 10
    THEN 1.0 - CAST(length(replace(dna, 'C', '')) AS REAL) / length(dna) END,
  CASE WHEN length(dna) >= 10
    THEN 1.0 - CAST(length(replace(dna, 'T', '')) AS REAL) / length(dna) END,
  NULL, NULL, NULL, NULL, NULL
FROM rtbust;

-- Counts over the last 100 posts.
INSERT INTO mapped
SELECT 'bluesky2025', value ->> 'handle', value ->> 'label', value ->> 'posts_count', '', '',
  CASE WHEN value ->> 'account_age' >= 7
    THEN CAST(value ->> 'posts_count' AS REAL) / (value ->> 'account_age') END,
  CASE WHEN value ->> 'posts_count' >= 10 THEN min(1.0, CAST(value ->> 'reposts_of_others' AS REAL)
    / min(100, value ->> 'posts_count')) END,
  CASE WHEN value ->> 'posts_count' >= 10 THEN min(1.0, CAST(value ->> 'replies_to_others' AS REAL)
    / min(100, value ->> 'posts_count')) END,
  CASE WHEN value ->> 'posts_count' >= 10 THEN value ->> 'repeated_post_ratio' END,
  CASE WHEN value ->> 'posts_count' >= 3 THEN value ->> 'hashtags_per_post' END,
  value ->> 'account_age', NULL, value ->> 'followers_following_ratio'
FROM json_each(readfile('bluesky.json'));

-- Two of three experts sure (3 or 4 of 4) or sure of the contrary (0 or 1); the others are left out.
WITH scored AS (
  SELECT account.value, (SELECT count(*) FROM json_each(account.value, '$.expert_scores') WHERE atom >= 3) AS sure,
    (SELECT count(*) FROM json_each(account.value, '$.expert_scores') WHERE atom <= 1) AS contrary,
    julianday('2022-03-01') - julianday(substr(account.value ->> 'created_at', 1, 10)) AS age
  FROM json_each(readfile('experts.json')) AS account)
INSERT INTO mapped
SELECT 'twibot22_experts', value ->> 'id', CASE WHEN sure >= 2 THEN 'bot' ELSE 'human' END,
  value ->> '$.public_metrics.tweet_count', '', '',
  CASE WHEN age >= 7 THEN CAST(value ->> '$.public_metrics.tweet_count' AS REAL) / age END,
  NULL, NULL, NULL, NULL, age,
  length(value ->> 'username') - length(replace(replace(replace(replace(replace(replace(replace(
    replace(replace(replace(value ->> 'username', '0', ''), '1', ''), '2', ''), '3', ''), '4', ''),
    '5', ''), '6', ''), '7', ''), '8', ''), '9', '')),
  CAST(value ->> '$.public_metrics.followers_count' AS REAL) /
    max(1, value ->> '$.public_metrics.following_count')
FROM scored WHERE sure >= 2 OR contrary >= 2;
SQL
cd "$work"
sqlite3 -cmd '.import --csv gilani.csv gilani' -cmd '.import --csv kaggle.csv kaggle' \
  -cmd '.import --csv rtbust.csv rtbust' -cmd '.read map.sql' -cmd '.headers on' -cmd '.mode tabs' \
  :memory: 'SELECT * FROM mapped ORDER BY set_name, id' >mapped.tsv
"$program" <mapped.tsv
