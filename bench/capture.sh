#!/usr/bin/env bash
# Judging captures, side by side: `understudy validate` on one thread and on all, and node + ajv by
# hand over the same HAR. Then the memory that long streams take. What is not installed is left out
# and said so. Ratios count, not absolute numbers.
#
#   bench/capture.sh [--understudy BINARY] [--megabytes N] [--stream-megabytes N] [--rounds N]
#
# --megabytes N         size of the HAR both read (default 200)
# --stream-megabytes N  size of the NDJSON and HAR streams whose memory is measured (default 2000)
# --rounds N            the best of so many runs counts (default 3)
set -euo pipefail
cd "$(dirname "$0")/.."

understudy=build/bench/understudy megabytes=200 stream=2000 rounds=3
while [ $# -gt 0 ]; do
  case $1 in
    --understudy) understudy=$2 ;; --megabytes) megabytes=$2 ;;
    --stream-megabytes) stream=$2 ;; --rounds) rounds=$2 ;;
    *) sed -n '2,11s/^# \{0,1\}//p' "$0" >&2; exit 2 ;;
  esac
  shift 2
done
limit=64  # MB of resident memory

say() { printf '%s\n' "$*" >&2; }
command -v node >/dev/null || { say "capture.sh: SKIPPED: node is not installed"; exit 0; }
"$understudy" validate --help >/dev/null || { say "capture.sh: $understudy cannot validate"; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# best COMMAND...: the shortest of the rounds, in seconds. A run that finds a violation is a mistake.
best() {
  local round started taken least=
  for ((round = 0; round < rounds; ++round)); do
    started=$(date +%s.%N)
    "$@" >"$work/out" 2>&1 || { say "this should have passed: $*"; tail -5 "$work/out" >&2; exit 1; }
    taken=$(awk -v a="$started" -v b="$(date +%s.%N)" 'BEGIN { print b - a }')
    least=$(awk -v a="${least:-$taken}" -v b="$taken" 'BEGIN { print (a < b ? a : b) }')
  done
  echo "$least"
}

# row NAME SECONDS REFERENCE: throughput, and how many times the reference.
row() {
  awk -v name="$1" -v seconds="$2" -v reference="$3" -v size="$bytes" 'BEGIN {
    printf "%-34s %7.2f s %8.1f MB/s", name, seconds, size / 1e6 / seconds
    if (reference != "") printf "   %.2f times", reference / seconds
    print "" }'
}

# memory NAME COMMAND: most resident memory of a process that reads standard input, in MB.
memory() {
  local name=$1 pid most=0 now
  shift
  "$@" <"$work/stream" >"$work/out" 2>&1 &
  pid=$!
  while now=$(awk '/^VmHWM/ { print int($2 / 1000) }' "/proc/$pid/status" 2>/dev/null) && [ -n "$now" ]; do
    if [ "$now" -gt "$most" ]; then most=$now; fi
    sleep 0.2
  done
  wait "$pid" || { say "$name: the run failed"; tail -5 "$work/out" >&2; exit 1; }
  printf '%-34s %4d MB resident (%d allowed)\n' "$name" "$most" "$limit"
  [ "$most" -lt "$limit" ] || missed=1
}

node bench/make_capture.js har "$megabytes" >"$work/c.har"
bytes=$(stat -c %s "$work/c.har")
printf 'a HAR of %d MB, best of %d\n' "$((bytes / 1000000))" "$rounds"
peer=
if [ -d bench/peers/node_ajv/node_modules ]; then
  peer=$(best node --max-old-space-size=8192 bench/peers/node_ajv/har.js "$work/c.har")
  row "node + ajv" "$peer" ""
else
  say "SKIPPED: node + ajv: cd bench/peers/node_ajv && npm install --no-package-lock"
fi
one=$(best "$understudy" validate --api artu --quiet --jobs 1 "$work/c.har")
row "understudy validate --jobs 1" "$one" "$peer"
if [ "$(nproc)" -ge 2 ]; then
  row "understudy validate --jobs 2 (to 1)" \
    "$(best "$understudy" validate --api artu --quiet --jobs 2 "$work/c.har")" "$one"
fi
rm "$work/c.har"

missed=0
mkfifo "$work/stream"
for format in ndjson har; do
  node bench/make_capture.js "$format" "$stream" >"$work/stream" &
  memory "$stream MB of $format" "$understudy" validate --api artu --quiet -
  wait
done
exit "$missed"
