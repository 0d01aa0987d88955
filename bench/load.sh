#!/usr/bin/env bash
# Load, side by side: the mock, a bare handler behind the same front, plain cpp-httplib, nginx with a
# static answer, node + ajv by hand. What is not installed is left out and said so. Ratios count, not
# absolute numbers: other programs on the machine slow all of them.
#
#   bench/load.sh [--build DIR] [--mock BINARY] [--seconds N] [--connections "1 16 64 256"]
#                 [--items "1 250"] [--only "mock bare"] [--self-check sample]
#
# --self-check all|sample|off: of the mock; mock-all is the mock with `all`, on 16 connections only
# --build DIR   where bare_server is (default build/bench; it is built when missing)
# --mock BINARY an understudy that can serve (default DIR/understudy when it answers `mock --help`)
set -euo pipefail
cd "$(dirname "$0")/.."

build=build/bench mock= seconds=2 connections="1 16 64 256" items="1 250"
only="mock mock-all bare plain nginx node" self_check=sample
while [ $# -gt 0 ]; do
  case $1 in
    --build) build=$2 ;; --mock) mock=$2 ;; --seconds) seconds=$2 ;;
    --connections) connections=$2 ;; --items) items=$2 ;; --only) only=$2 ;;
    --self-check) self_check=$2 ;;
    *) sed -n '2,13s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
  shift 2
done

port=$((20000 + RANDOM % 20000))
url=http://127.0.0.1:$port/contact-methods/batch/external
work=$(mktemp -d)
pid=
finish() {
  if [ -n "$pid" ]; then kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true; fi
  pid=
}
trap 'finish; rm -rf "$work"' EXIT
say() { printf '%s\n' "$*" >&2; }

command -v wrk >/dev/null || { say "load.sh: wrk is not installed"; exit 2; }
bare=$(find "$build" -name bare_server -type f 2>/dev/null | head -1)
if [ -z "$bare" ] && [[ $only == *bare* || $only == *plain* ]]; then
  cmake --preset bench -B "$build" >/dev/null
  cmake --build "$build" --target bare_server >&2
  bare=$(find "$build" -name bare_server -type f | head -1)
fi
if [ -z "$mock" ] && "$build/understudy" mock --help >/dev/null 2>&1; then mock=$build/understudy; fi

# start NAME: runs it in the background, pid in $pid; 1 when it cannot be had.
start() {
  case $1 in
    mock) "$mock" mock artu --port "$port" --quiet --self-check "$self_check" >/dev/null 2>"$work/mock.log" & ;;
    mock-all) "$mock" mock artu --port "$port" --quiet --self-check all >/dev/null 2>"$work/mock.log" & ;;
    bare) "$bare" --port "$port" >/dev/null & ;;
    plain) "$bare" --plain --port "$port" >/dev/null & ;;
    nginx)
      cat >"$work/nginx.conf" <<CONF
daemon off; worker_processes 1; pid $work/nginx.pid; error_log $work/error.log;
events { worker_connections 1024; }
http { access_log off; keepalive_requests 1000000000; client_max_body_size 16m;
  client_body_temp_path $work; proxy_temp_path $work; fastcgi_temp_path $work; uwsgi_temp_path $work; scgi_temp_path $work;
  server { listen 127.0.0.1:$port backlog=1024; location / { default_type application/json; return 200 '{"data":[],"status":"ok"}'; } } }
CONF
      nginx -p "$work" -c "$work/nginx.conf" 2>/dev/null & ;;
    node) node bench/peers/node_ajv/server.js "$port" & ;;
  esac
  pid=$!
}

installed() {
  case $1 in
    mock*) [ -n "$mock" ] || { say "mock: no binary (--mock BINARY)"; return 1; } ;;
    nginx) command -v nginx >/dev/null || { say "nginx: not installed"; return 1; } ;;
    node)
      command -v node >/dev/null && [ -d bench/peers/node_ajv/node_modules/ajv ] ||
        { say "node: not installed, or its modules are not (npm install in bench/peers/node_ajv)"; return 1; } ;;
  esac
}

milliseconds() { echo $(($(date +%s%N) / 1000000)); }

# Resident kilobytes of the server and its children.
memory() {
  local sum=0 process kilobytes
  for process in "$pid" $(pgrep -P "$pid" || true); do
    kilobytes=$(awk '/^VmRSS/ {print $2}' "/proc/$process/status" 2>/dev/null || echo 0)
    sum=$((sum + ${kilobytes:-0}))
  done
  echo "$sum"
}

# Waits until the server answers anything; prints how many milliseconds that took.
await() {
  local begin=$1 end
  end=$((begin + 10000))
  until curl -s -o /dev/null "http://127.0.0.1:$port/"; do
    [ "$(milliseconds)" -lt "$end" ] || return 1
  done
  echo $(($(milliseconds) - begin))
}

declare -A rate
echo "mock: --self-check $self_check"
printf '%-8s %5s %5s %10s %9s %9s %8s\n' server items conns req/s p50/us p99/us failed
for server in $only; do
  installed "$server" || continue
  begin=$(milliseconds)
  start "$server"
  ready=$(await "$begin") || { say "$server: does not answer"; cat "$work/mock.log" >&2 2>/dev/null || true; finish; continue; }
  idle=$(memory)
  for count in $items; do
    wrk -t1 -c16 -d1s -s bench/put_batch.lua "$url" -- "$count" >/dev/null  # warm-up
    for clients in $([ "$server" = mock-all ] && echo 16 || echo "$connections"); do
      read -r _ rps p50 p99 failed < <(wrk -t1 -c"$clients" -d"${seconds}s" -s bench/put_batch.lua "$url" -- "$count" | grep RESULT)
      rate[$server/$count/$clients]=$rps
      printf '%-8s %5s %5s %10s %9s %9s %8s\n' "$server" "$count" "$clients" "$rps" "$p50" "$p99" "$failed"
    done
  done
  printf '%-8s started in %s ms, resident %s KB idle, %s KB after load\n' "$server" "$ready" "$idle" "$(memory)"
  finish
done

# ratio A B: requests per second of A over those of B.
ratio() {
  local count clients a b
  for count in $items; do
    for clients in $connections; do
      a=${rate[$1/$count/$clients]:-} b=${rate[$2/$count/$clients]:-}
      [ -n "$a" ] && [ -n "$b" ] && [ "$b" -gt 0 ] || continue
      awk -v a="$a" -v b="$b" -v text="$1/$2, $count items, $clients connections" \
        'BEGIN { printf "%-45s %.2f\n", text, a / b }'
    done
  done
}
printf '\nratios of requests per second\n'
ratio mock bare
ratio mock node
ratio mock-all node
ratio bare plain
ratio bare nginx
