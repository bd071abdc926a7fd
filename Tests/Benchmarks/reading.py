"""What it costs to look at a large spool: reading.py PROGRAM [ROUNDS [ROWS]]

In a memory-backed directory: a bulk file of a million rows is answered, then `history` is asked for leads at its beginning,
in its middle, at its end and for one that it never had, and `status` for all of it; then again with ten thousand cancels in the
ledger. Prints medians: seconds, seconds of processor time, MiB at the peak.
"""
import json, os, shutil, statistics, subprocess, sys, tempfile, time

program = os.path.abspath(sys.argv[1])
rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
count = int(sys.argv[3]) if len(sys.argv) > 3 else 1_000_000
memory = tempfile.mkdtemp(dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
inbox, outbox, config = (os.path.join(memory, name) for name in ("inbox", "outbox", "config.json"))
median = statistics.median


def run(*arguments):
    start = time.perf_counter()
    process = subprocess.Popen([program, *arguments, "--config", config], stdout=subprocess.PIPE)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, (arguments, process.returncode)
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / (1 << 10), output


def drop(name, lines):
    with open(f"{inbox}/.part", "w", encoding="utf-8") as file:
        file.writelines(lines)
    os.rename(f"{inbox}/.part", f"{inbox}/{name}")


def show(title, *arguments):
    costs = [run(*arguments) for _ in range(rounds)]
    print(f"  {title:<34}{median(c[0] for c in costs):7.2f} s {median(c[1] for c in costs):7.2f} s processor "
          f"{median(c[2] for c in costs):6.0f} MiB", flush=True)
    return costs[0][3]


def look():
    for title, lead in (("first", 1), ("middle", count // 2), ("last", count), ("unknown", count + 1)):
        lines = show(f"history, {title} lead", "history", str(lead), "--json").splitlines()
        assert (len(lines) > 3) == (lead <= count), lines
    jobs = json.loads(show("status", "status", "--json"))["jobs"]
    assert jobs["total"] == 3 * count, jobs["total"]
    return jobs["by_status"]


try:
    os.makedirs(inbox)
    os.makedirs(outbox)
    with open(config, "w") as file:
        json.dump({"inbox": inbox, "outbox": outbox, "sender": {"name": "Deniz", "company": "Kiraz"}}, file)
    # Next week: what is due would be looked at one by one, and that is another question.
    start = time.strftime("%Y-%m-%dT10:00:00Z", time.gmtime(time.time() + 7 * 86_400))
    drop("fair.csv", ["lead_id,company,phone,start_at\n"]
         + [f"{i},Firma {i},+9053{i % 10}{i // 10:07d},{start}\n" for i in range(1, count + 1)])
    print(f"{count:,} rows answered in {run('run')[0]:.1f} s; medians of {rounds}")
    assert look()["pending"] == 3 * count
    drop("stop.ndjson", [json.dumps({"command": "cancel", "lead_id": i * (count // 10_000)}) + "\n" for i in range(1, 10_001)])
    run("run")
    print("with 10,000 cancels in the ledger")
    assert look()["cancelled"] == 30_000
finally:
    shutil.rmtree(memory)
