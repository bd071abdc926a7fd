#!/bin/sh
# Builds the scheduler, drops samples/requests into inbox/, answers them, and shows what came out.
set -eu
cd "$(dirname "$0")/.."

# The debug build: it is there in a minute, and fast enough for a sample. How to build the program to install is told in README.md.
swift build --product outreach-scheduler
program="$(swift build --show-bin-path)/outreach-scheduler"
export OUTREACH_CONFIG=samples/config.json

mkdir -p inbox outbox

# A copy under a hidden name, then a rename: no reader ever sees half a request.
for request in samples/requests/*.json; do
  name="$(basename "$request")"
  cp "$request" "inbox/.$name.part"
  mv "inbox/.$name.part" "inbox/$name"
done
"$program" run --inbox inbox --outbox outbox

echo
echo "== outbox/responses/139.json"
cat outbox/responses/139.json
echo
echo "== outbox/jobs: what is planned, by the day on which it is due"
for day in outbox/jobs/*/; do
  echo "$day $(cat "$day"*.ndjson | wc -l) jobs"
done
echo
echo "== inbox/failed: what was refused, and why"
find inbox/failed -name '*.error.json' -exec cat {} +
echo
echo "Run again, leads whose messages are pending are refused with ALREADY_ACTIVE, and the request with a reference"
echo "(140@fuar-2026) gets its first answer again."
