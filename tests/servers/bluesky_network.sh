#!/usr/bin/env bash
# The reference servers of Bluesky with 100 invented accounts and 14 days of posts, more of them
# while Vigie reads: collected from the beginning, every record compared with what was written there,
# analysed, and the ranking held against what the accounts are. Skipped without ../shared or node.
#
#   tests/servers/bluesky_network.sh [VIGIE]       default: build/release/vigie
#
# KEEP=1 leaves the database and the report. What else it needs: network.sh.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/network.sh"
vigie=${1:-$root/build/release/vigie}
accounts=100
days=14
live_posts=200
prepare_servers
work=$(mktemp -d)
finish() {
  stop_servers
  if [[ -n ${KEEP:-} ]]; then
    echo "left in $work"
  else
    rm -rf "$work"
  fi
}
trap finish EXIT
start_network "$work" "--accounts=$accounts" "--days=$days" --live=5 "--live-max=$live_posts"
echo "network: $(sqlite3 :memory: "SELECT json_extract(readfile('$work/ready.json'), '\$.counts')")"

mkdir -p "$work/mine/lists"
cat >"$work/mine/lists/flagged.csv" <<'CSV'
# title: Flagged hosts
# version: 2026-03-01
# licence: CC0-1.0
# origin: invented
match,pattern,platform,tier,family,label,evidence_url,first_listed,last_checked
domain,flagged-one.example,,state_media,,flagged-one.example,https://lists.example/1,,2026-03-01
domain,flagged-two.example,,state_media,,flagged-two.example,https://lists.example/2,,2026-03-01
CSV
cat >"$work/vigie.toml" <<TOML
config_dir = "mine"
contact = "desk@newsroom.example"
[bluesky]
enabled = true
jetstream_hosts = ["ws://127.0.0.1:$((base_port + 4))"]
appview = "http://127.0.0.1:$((base_port + 2))"
plc_directory = "http://127.0.0.1:$base_port"
service = "http://127.0.0.1:$((base_port + 1))"
requests_per_second = 50
[[watch]]
name = "all"
everything = true
TOML
db=$work/vigie.db
prepare_database "$vigie" "$db" 1

# Each reading ends at the moment at which it began, in the midst of the live posts; the next one
# goes on there.
for reading in 1 2 3 4 5; do
  "$vigie" collect --once --db "$db" --json >"$work/collect.$reading.json"
  found=$(sqlite3 "$db" "SELECT count(*) FROM post WHERE text LIKE 'live post %'")
  echo "reading $reading: $(sqlite3 "$db" 'SELECT count(*) FROM post') posts, $found of them live"
  if ((found == live_posts)); then
    break
  fi
  sleep 10
done
failed=0
node "$here/compare_records.mjs" "$servers" "$work/ready.json" "$work/truth.jsonl" "$db" \
  "--accounts=$accounts" "--days=$days" "--live=$live_posts" || failed=1

"$vigie" analyze --db "$db" --from 2026-03-01 --to 2026-03-20 --json >"$work/analyze.json"
"$vigie" report --db "$db" --out "$work/report" >"$work/report.txt"
sqlite3 "$db" -cmd ".param set @ready '$work/ready.json'" <"$here/roles.sql" | tee "$work/roles.txt"
if grep -q '^FAILED' "$work/roles.txt" || ! grep -q '^passed' "$work/roles.txt"; then
  failed=1
fi
exit $failed
