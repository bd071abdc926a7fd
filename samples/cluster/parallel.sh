#!/bin/sh
# Writes sequences for every request on stdin, on every core (or, with --sshlogin, every machine), under GNU parallel:
#
#   parallel.sh --config config.json [options of generate] < REQUESTS.ndjson > ENVELOPES.ndjson
#
# The output is, byte for byte, what one `outreach-scheduler generate` would have written.
# PROGRAM: the binary; BLOCK: bytes of input for each process; PARALLEL_OPTIONS: such as "--jobs 4".
set -eu
program="${PROGRAM:-outreach-scheduler}"
status="$(mktemp)"
trap 'rm -f "$status"' EXIT

# All processes reckon as of the same time; a later --as-of among the options counts more.
as_of="$(date -u +%Y-%m-%dT%H:%M:%SZ)"

# --keep-order: blocks come out as they went in. --halt: the first process that fails stops all.
# The words are quoted once more for the shell that parallel starts; PARALLEL_OPTIONS is several words on purpose.
# shellcheck disable=SC2086
{
  parallel --pipe --keep-order --block "${BLOCK:-8M}" --halt now,fail=1 --quote ${PARALLEL_OPTIONS:-} \
    "$program" generate --as-of "$as_of" "$@" || echo $? >"$status"
} |
  # Each process counts its rows from 1; in the whole output an envelope's line is its row.
  LC_ALL=C awk '{ sub(/,"row":[0-9]+/, ",\"row\":" NR); print }'
exit "$(cat "$status" | grep . || echo 0)"
