"""Bulk files beside their yardsticks, in one run: bulk.py PROGRAM [ROUNDS [ROWS]] [--large]   (pip install duckdb)

In a memory-backed directory, interleaved: `run` on a CRM export from `yardsticks/generate_leads.py`, `cp` of what it wrote,
and what others would write for it (`yardsticks/peer_bulk*`); then `generate` on the same rows, a second file while a million
jobs lie ahead, and one-lead requests that come while a large file is being answered. Prints medians, and ratios within each
round: seconds differ from machine to machine, ratios much less. --large adds a file of ten times the rows.
"""
import csv, importlib.util, json, os, shutil, statistics, subprocess, sys, tempfile, time

here = os.path.dirname(os.path.abspath(__file__))
words = [word for word in sys.argv[1:] if word != "--large"]
program = os.path.abspath(words[0])
rounds = int(words[1]) if len(words) > 1 else 5
count = int(words[2]) if len(words) > 2 else 200_000
ahead = count * 5 // 3 + 1  # 333,334 leads are a million jobs
config = os.path.join(here, "..", "..", "samples", "config.json")
memory = tempfile.mkdtemp(dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
median = statistics.median


class Cost:
    """Of a child process: seconds, seconds of processor time, MiB resident at its peak.

    A child counts its parent's memory before it became another program, so this one keeps nothing large."""

    def __init__(self, command, source=os.devnull, sink=os.devnull):
        with open(source, "rb") as stdin, open(sink, "wb") as stdout:
            start = time.perf_counter()
            process = subprocess.Popen(command, stdin=stdin, stdout=stdout)
            _, status, usage = os.wait4(process.pid, 0)
            self.wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0, (command, process.returncode)
        self.cpu = usage.ru_utime + usage.ru_stime
        self.peak = usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def size_of(directory):
    return sum(os.path.getsize(os.path.join(root, name)) for root, _, names in os.walk(directory) for name in names)


def path(*names):
    return os.path.join(memory, *names)


def rows_of(first, second, rest):
    """Writes leads 1 to `first` into one file and the next ones into another; rows may have line ends in them."""
    command = [sys.executable, os.path.join(here, "yardsticks", "generate_leads.py"), str(first + second)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", bufsize=1 << 20) as leads:
        reader = csv.reader(leads.stdout)
        header = next(reader)
        for name, number in ((rest[0], first), (rest[1], second)):
            with open(path(name), "w", encoding="utf-8", newline="") as file:
                out = csv.writer(file)
                out.writerow(header)
                for _ in range(number):
                    out.writerow(next(reader))


def make_spool(name):
    for directory in ("inbox", "outbox"):
        os.makedirs(path(name, directory))
    return path(name)


def run_on(spool, leads, rows):
    """`run` on a spool into which a copy of a file has come."""
    shutil.copyfile(path(leads), f"{spool}/inbox/.part")
    os.rename(f"{spool}/inbox/.part", f"{spool}/inbox/{leads}")
    cost = Cost([program, "run", "--json", "--config", config, "--inbox", f"{spool}/inbox", "--outbox", f"{spool}/outbox"],
                sink=path("said"))
    with open(path("said")) as said:
        result = json.loads(said.read())
    assert result["rows_accepted"] == rows and result["rows_rejected"] == 0 and result["not_ready"] == 0, result
    return cost


def ours(leads, rows, costs):
    spool = make_spool("spool")
    costs.setdefault("scheduler", []).append(run_on(spool, leads, rows))
    costs.setdefault("cp", []).append(Cost(["cp", "-r", f"{spool}/outbox", path("copy")]))
    for name in ("scheduler", "cp"):
        costs[name][-1].size = size_of(path("copy"))
    shutil.rmtree(spool)
    shutil.rmtree(path("copy"))


def peer(name, command, costs):
    os.makedirs(path("peer"))
    costs.setdefault(name, []).append(Cost([*command, path("leads.csv"), path("peer")]))
    costs[name][-1].size = size_of(path("peer"))
    shutil.rmtree(path("peer"))


def line(name, costs, base, rows):
    mine = costs[name]
    ratios = sorted(one.wall / other.wall for one, other in zip(mine, base))
    print(f"  {name:<22}{median(c.wall for c in mine):8.2f} s {median(c.cpu for c in mine):8.2f} s "
          f"{median(c.cpu for c in mine) / rows * 1e6:8.1f} µs {median(c.peak for c in mine):8.0f} MiB "
          f"{mine[0].size / 1e6:7.0f} MB   {median(ratios):6.2f} × cp ({ratios[0]:.2f}–{ratios[-1]:.2f})", flush=True)


def table(title, costs, rows):
    print(f"{title}; limit {64 + rows * 16 / (1 << 20):.0f} MiB\n"
          f"  {'':<22}{'wall':>10} {'processor':>10} {'a row':>11} {'peak':>12} {'out':>10}")
    for name in costs:
        line(name, costs, costs["cp"], rows)


def bulk():
    peers = {"python": [sys.executable, os.path.join(here, "yardsticks", "peer_bulk.py")]}
    if shutil.which("node"):
        peers["node"] = ["node", os.path.join(here, "yardsticks", "peer_bulk.js")]
    if importlib.util.find_spec("duckdb"):
        peers["duckdb"] = [sys.executable, os.path.join(here, "yardsticks", "peer_bulk_duckdb.py")]
    else:
        print("duckdb is not here (pip install duckdb): skipped")
    costs = {}
    for _ in range(rounds):
        ours("leads.csv", count, costs)
        for name, command in peers.items():
            peer(name, command, costs)
        costs.setdefault("generate", []).append(
            Cost([program, "generate", "--config", config, "--as-of", "2026-11-23T10:00:00Z"], path("leads.csv"), path("out")))
        costs["generate"][-1].size = os.path.getsize(path("out"))
        os.unlink(path("out"))
    table(f"{count:,} rows", costs, count)
    for name in [name for name in ("duckdb", "node", "python") if name in costs]:
        faster = [a.wall / b.wall for a, b in zip(costs[name], costs["scheduler"])]
        print(f"  {median(faster):.1f} × as fast as {name} ({min(faster):.1f}–{max(faster):.1f})")
    core = [a.cpu / b.cpu for a, b in zip(costs["generate"], costs["scheduler"])]
    print(f"  generate takes {median(core):.2f} × the processor time of run ({min(core):.2f}–{max(core):.2f})", flush=True)
    return costs


def large(small):
    rows = count * 10
    rows_of(rows, 0, ("many.csv", "none.csv"))
    costs = {}
    for _ in range(max(1, rounds // 2)):
        ours("many.csv", rows, costs)
    table(f"{rows:,} rows", costs, rows)
    rate = [rows / c.wall for c in costs["scheduler"]]
    before = [count / c.wall for c in small["scheduler"]]
    print(f"  {median(rate):,.0f} rows/s, {median(rate) / median(before):.2f} × the rate of {count:,} rows", flush=True)


def second_file():
    """What the check for active leads costs: the same file, with jobs ahead and without."""
    run_on(make_spool("ahead"), "first.csv", ahead)
    with_jobs, without = [], []
    for _ in range(rounds):
        for name, costs in (("full", with_jobs), ("empty", without)):
            if name == "full":
                shutil.copytree(path("ahead"), path("full"))
                spool = path("full")
            else:
                spool = make_spool("empty")
            costs.append(run_on(spool, "second.csv", count))
            shutil.rmtree(spool)
    shutil.rmtree(path("ahead"))
    more = sorted(a.wall - b.wall for a, b in zip(with_jobs, without))
    print(f"{count:,} fresh rows, {ahead * 3:,} jobs ahead: {median(c.wall for c in with_jobs):.2f} s, "
          f"{median(c.peak for c in with_jobs):.0f} MiB; on an empty spool {median(c.wall for c in without):.2f} s, "
          f"{median(c.peak for c in without):.0f} MiB; costs {median(more):.2f} s more ({more[0]:.2f}–{more[-1]:.2f})",
          flush=True)


def beside(leads, rows):
    """How long one-lead requests wait while a watcher answers a large file."""
    spool = make_spool("watched")
    watch = subprocess.Popen([program, "watch", "--config", config, "--inbox", f"{spool}/inbox", "--outbox",
                              f"{spool}/outbox"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    times, answers = [], f"{spool}/outbox/responses"

    def ask(number):
        body = json.dumps({"lead": {"company": "Hane Mimarlık", "phone": f"+90533{number:07d}"}})
        with open(f"{spool}/inbox/.part", "w") as file:
            file.write(body)
        start = time.perf_counter()
        os.rename(f"{spool}/inbox/.part", f"{spool}/inbox/w{number}.json")
        while not os.path.exists(f"{answers}/w{number}.json"):
            assert watch.poll() is None and time.perf_counter() - start < 60, "no answer"
            time.sleep(0.0005)  # the processor is the watcher's
        return (time.perf_counter() - start) * 1000

    try:
        ask(0)
        shutil.copyfile(path(leads), f"{spool}/inbox/.large")
        start = time.perf_counter()
        os.rename(f"{spool}/inbox/.large", f"{spool}/inbox/{leads}")
        summary = f"{answers}/{leads[:-4]}.summary.json"
        while not os.path.exists(summary):
            times.append(ask(len(times) + 1))
            time.sleep(0.005)
        seconds = time.perf_counter() - start
        times.sort()
        print(f"one-lead requests while {rows:,} rows were answered in {seconds:.1f} s: {len(times)} drops, "
              f"p50 {times[len(times) // 2]:.0f} ms, p99 {times[int(len(times) * 0.99)]:.0f} ms, worst {times[-1]:.0f} ms",
              flush=True)
    finally:
        watch.terminate()
        watch.wait(30)
        shutil.rmtree(spool)


try:
    rows_of(count, 0, ("leads.csv", "none.csv"))
    small = bulk()
    if "--large" in sys.argv:
        large(small)
    rows_of(ahead, count, ("first.csv", "second.csv"))
    second_file()
    beside("many.csv", count * 10) if "--large" in sys.argv else beside("first.csv", ahead)
finally:
    shutil.rmtree(memory)
