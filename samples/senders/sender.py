#!/usr/bin/env python3
"""A sender in ten lines: a job a line comes in, an outcome a line goes out."""
import json, sys

for line in sys.stdin:
    job = json.loads(line)
    # Send job["message"] to job["to"] here; job["job_id"] is the idempotency key.
    print(f"to {job['to']}: {job['message'][:40]!r}", file=sys.stderr)
    outcome = {"job_id": job["job_id"], "outcome": "sent", "provider_id": "demo-" + job["job_id"]}
    print(json.dumps(outcome), flush=True)
