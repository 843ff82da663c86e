#!/usr/bin/env bash
# The local Bluesky network through a proxy that spoils answers: every kind of fault that it knows,
# over HTTP and over WebSocket. Whatever happens on the way, the database must come to the same as
# without faults, and nobody may be hammered. Skipped without ../shared or node.
#
#   tests/servers/network_faults.sh [VIGIE]        default: build/release/vigie
#
# Over HTTP all posts come from histories (the stream begins now, each account is watched), over
# WebSocket all come from the stream (from its beginning, no histories): no fault is made good by
# the other way. Only an answer to another question cannot be told from a right one, so that fault
# has both ways. Where the program asks to be run again, it is, once: exit 1,0.
#
# Same: one hash over id, kind, time (as claimed; of reposts in histories, as indexed), text, state
# and language of all posts. ONLY=REGEX picks some faults. What else it needs: network.sh.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source "$here/network.sh"
vigie=${1:-$root/build/release/vigie}
only=${ONLY:-.}
prepare_servers
work=$(mktemp -d)
trap 'stop_servers; rm -rf "$work"' EXIT
start_network "$work" --accounts=24 --days=5
http_proxy_port=$((base_port + 50))
socket_proxy_port=$((base_port + 60))
start "$work/http.log" "$servers/faults/fault-proxy.mjs" "--port=$http_proxy_port" \
  "--upstream=http://127.0.0.1:$((base_port + 2))"
start "$work/socket.log" "$servers/faults/fault-proxy.mjs" "--port=$socket_proxy_port" \
  "--upstream=http://127.0.0.1:$((base_port + 4))"

# rules PORT RULES: from now on, with an empty log.
rules() {
  curl -fsS -X PUT "http://127.0.0.1:$(($1 + 1))/rules" -d "$2" >/dev/null
  curl -fsS -X DELETE "http://127.0.0.1:$(($1 + 1))/log" >/dev/null
}

# log PORT: how many requests came, and how many of them were spoilt.
log() {
  curl -fsS "http://127.0.0.1:$(($1 + 1))/log" >"$work/log.json"
  sqlite3 -separator ' ' :memory: "SELECT count(*), count(value ->> 'fault')
    FROM json_each(readfile('$work/log.json'))"
}

settings() {
  cat <<TOML
contact = "desk@newsroom.example"
[bluesky]
enabled = true
jetstream_hosts = ["ws://127.0.0.1:$socket_proxy_port"]
appview = "http://127.0.0.1:$http_proxy_port"
plc_directory = "http://127.0.0.1:$base_port"
requests_per_second = 50
[deepen]
enabled = $1
[[watch]]
name = "all"
$2
TOML
}
everyone=$(sqlite3 :memory: "SELECT group_concat('\"bluesky:' || (value ->> 'did') || '\"', ', ')
  FROM json_each(readfile('$work/ready.json'), '\$.accounts')")

# collect_once DATABASE: sets code.
collect_once() {
  code=0
  timeout 400 "$vigie" collect --once --db "$1" --json >"$work/collect.json" 2>"$work/errors" ||
    code=$?
}

# collect WAY: a new database, filled. Sets code, codes, took, posts, hash, http, socket.
collect() {
  local db=$work/vigie.db begun
  rm -f "$work"/vigie.*
  case $1 in
    http)
      settings true "accounts = [$everyone]" >"$work/vigie.toml"
      prepare_database "$vigie" "$db"
      ;;
    websocket)
      settings false "everything = true" >"$work/vigie.toml"
      prepare_database "$vigie" "$db" 1
      ;;
    both)
      settings true "everything = true" >"$work/vigie.toml"
      prepare_database "$vigie" "$db" 1
      ;;
  esac
  begun=$(date +%s%N)
  collect_once "$db"
  codes=$code
  if ((code == 1)) && grep -q 'Run it again to go on' "$work/errors"; then
    collect_once "$db"
    codes=1,$code
  fi
  took=$((($(date +%s%N) - begun) / 100000000))
  posts=$(sqlite3 "$db" "SELECT count(*) FROM post")
  hash=$(sqlite3 "$db" "SELECT native_id, kind, coalesce(created_ms, sort_ms), text, state, language
    FROM post ORDER BY native_id" | sha256sum | cut -c1-12)
  http=$(log "$http_proxy_port")
  socket=$(log "$socket_proxy_port")
}

failed=0
line='%-9s %-27s %4s %6s %-13s %9s %7s %9s %7s %6s  %s\n'
# try WAY NAME RULE: one fault beside the baseline of its way.
try() {
  local way=$1 name=$2 rule=$3 verdict=same requests faults connections cuts
  [[ $way/$name =~ $only || $name == none ]] || return 0
  rules "$http_proxy_port" '[]'
  rules "$socket_proxy_port" '[]'
  if [[ $way != websocket && -n $rule ]]; then
    rules "$http_proxy_port" "[{\"path\": \"xrpc\", $rule}]"
  elif [[ -n $rule ]]; then
    rules "$socket_proxy_port" "[{\"path\": \"subscribe\", $rule}]"
  fi
  collect "$way"
  read -r requests faults <<<"$http"
  read -r connections cuts <<<"$socket"
  if [[ $name == none ]]; then
    base_hash=$hash base_requests=$requests base_connections=$connections
    verdict=baseline
    ((posts > 0)) || verdict="FAILED: no posts"
  elif ((faults + cuts == 0)); then
    verdict="FAILED: no fault happened"
  elif [[ $hash != "$base_hash" ]]; then
    verdict="FAILED: another database"
  elif ((requests * 10 > base_requests * 12)); then
    verdict="FAILED: more than 1.2 times the requests"
  elif ((connections > base_connections + 2 * cuts)); then
    verdict="FAILED: more than two connections a fault"
  fi
  if ((code != 0)); then
    verdict="FAILED: exit code $code: $(tail -n 1 "$work/errors")"
  fi
  if [[ $verdict == FAILED* ]]; then
    failed=1
  fi
  # shellcheck disable=SC2059
  printf "$line" "$way" "$name" "$codes" "$posts" "$hash" "$requests" "$faults" "$connections" \
    "$cuts" "$((took / 10)).$((took % 10))" "$verdict"
}

# shellcheck disable=SC2059
printf "$line" way fault exit posts hash requests spoilt sockets spoilt s result
some='"nth": [2, 7, 12, 17]'
try http none ''
try http "429 with Retry-After" "$some, \"fault\": \"status\", \"status\": 429, \"headers\": {\"retry-after\": \"1\"}"
try http "503" "$some, \"fault\": \"status\", \"status\": 503"
try http "500" "$some, \"fault\": \"status\", \"status\": 500"
try http "delay 1.5 s" "$some, \"fault\": \"delay\", \"ms\": 1500"
try http "hang" '"nth": [4], "fault": "hang"'
try http "reset" "$some, \"fault\": \"reset\""
try http "reset-mid" "$some, \"fault\": \"reset-mid\", \"bytes\": 500"
try http "truncate" "$some, \"fault\": \"truncate\", \"bytes\": 500"
try http "cut" "$some, \"fault\": \"cut\", \"bytes\": 500"
try http "drip past the deadline" '"nth": [4], "fault": "drip", "bytesPerSecond": 20'
try http "drip within it" "$some, \"fault\": \"drip\", \"bytesPerSecond\": 20000"
try http "garbage" "$some, \"fault\": \"garbage\""
try http "bad-gzip" "$some, \"fault\": \"bad-gzip\""
try http "bad-utf8" "$some, \"fault\": \"bad-utf8\""
try http "empty" "$some, \"fault\": \"empty\""
try http "redirect-loop" "$some, \"fault\": \"redirect-loop\""
try http "big" "$some, \"fault\": \"big\", \"bytes\": 9000000"
try websocket none ''
try websocket "status 503" '"nth": [1, 2, 3], "fault": "status", "status": 503'
try websocket "status 429" '"nth": [1, 2], "fault": "status", "status": 429'
try websocket "reset" '"nth": [1, 2], "fault": "reset"'
try websocket "hang" '"nth": [1], "fault": "hang"'
try websocket "ws-cut after 3 kB, twice" '"nth": [1, 2], "fault": "ws-cut", "bytes": 3000'
try websocket "ws-cut after 3 kB, thrice" '"nth": [1, 2, 3], "fault": "ws-cut", "bytes": 3000'
try websocket "ws-cut after 100 kB, thrice" '"nth": [1, 2, 3], "fault": "ws-cut", "bytes": 100000'
try websocket "ws-stall" '"nth": [1], "fault": "ws-stall", "bytes": 100000'
try both none ''
try both "repeat" "$some, \"fault\": \"repeat\""
if ((failed)); then
  echo "some faults left another database, or too many requests"
fi
exit $failed
