"""The spool beside its yardsticks, in one run: spool.py PROGRAM [ROUNDS [REQUESTS]]

Interleaves the scheduler with `yardsticks/floor.c` (the fewest system calls that do the same) and
`yardsticks/peer_inbox.py` (what a Python user would write), first in a memory-backed directory, then on disk with
everything made durable. Prints medians and their ratios: seconds differ from machine to machine, ratios much less.
"""
import json, os, re, shutil, statistics, subprocess, sys, tempfile, time

here = os.path.dirname(os.path.abspath(__file__))
program = os.path.abspath(sys.argv[1])
rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
count = int(sys.argv[3]) if len(sys.argv) > 3 else 20_000
config = os.path.join(here, "..", "..", "samples", "config.json")
memory = tempfile.mkdtemp(dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
disk = tempfile.mkdtemp(dir=os.environ.get("BENCH_DISK", "/var/tmp"))
floor = os.path.join(memory, "floor-program")
subprocess.run(["cc", "-O2", "-o", floor, os.path.join(here, "yardsticks", "floor.c")], check=True)


def fill(inbox, n):
    os.makedirs(inbox)
    for i in range(n):
        body = {"channel": "whatsapp", "tone": "kurumsal", "language": "tr", "objective": "ilk_temas", "max_followups": 2,
                "lead": {"company": "Hane Mimarlık", "phone": f"+90532{i:07d}"}}
        with open(os.path.join(inbox, f"{i + 1}.json"), "w") as f:
            json.dump(body, f, ensure_ascii=False)


def run(root, *options):
    out = subprocess.run([program, "run", "--json", "--config", config, "--inbox", f"{root}/inbox", "--outbox", f"{root}/outbox",
                          *options], check=True, capture_output=True, text=True)
    return json.loads(out.stdout)


def ours(root, sync):
    fill(f"{root}/inbox", count)
    os.makedirs(f"{root}/outbox")
    if sync:
        os.sync()
    start = time.perf_counter()
    result = run(root)
    seconds = time.perf_counter() - start
    assert result["processed"] == count and result["failed"] == 0, result
    return count / seconds


def rate(command):
    out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return float(re.search(r": (\d+) requests/s", out).group(1))


def peer(root):
    fill(f"{root}/inbox", count)
    os.makedirs(f"{root}/inbox/processed")
    return rate([sys.executable, os.path.join(here, "yardsticks", "peer_inbox.py"), root])


def compare(title, base, sync):
    rates = {"scheduler": [], "floor": [], "python": []}
    for _ in range(rounds):
        for name, measure in (("floor", lambda d: rate([floor, d, str(count)] + (["sync"] if sync else []))),
                              ("scheduler", lambda d: ours(d, sync)), ("python", peer)):
            if name == "python" and sync:
                continue
            directory = os.path.join(base, name)
            rates[name].append(measure(directory))
            shutil.rmtree(directory)
    medians = {name: statistics.median(values) for name, values in rates.items() if values}
    pairs = [a / b for a, b in zip(rates["scheduler"], rates["floor"])]
    print(f"{title}: scheduler {medians['scheduler']:,.0f}/s, floor {medians['floor']:,.0f}/s, "
          f"ratio {statistics.median(pairs):.2f} ({min(pairs):.2f}–{max(pairs):.2f})"
          + (f"; Python {medians['python']:,.0f}/s" if "python" in medians else ""), flush=True)


def empty_run():
    root = os.path.join(memory, "empty")
    os.makedirs(f"{root}/inbox"); os.makedirs(f"{root}/outbox")
    run(root)
    times = []
    for _ in range(21):
        start = time.perf_counter()
        run(root)
        times.append((time.perf_counter() - start) * 1000)
    shutil.rmtree(root)
    print(f"run on an empty inbox, whole process: median {statistics.median(times):.1f} ms", flush=True)


def first_answer(n=100_000):
    root = os.path.join(memory, "many")
    fill(f"{root}/inbox", n)
    os.makedirs(f"{root}/outbox")
    start = time.perf_counter()
    process = subprocess.Popen([program, "run", "--config", config, "--inbox", f"{root}/inbox", "--outbox", f"{root}/outbox"],
                               stdout=subprocess.DEVNULL)
    responses = f"{root}/outbox/responses"
    while not (os.path.isdir(responses) and any(not e.name.startswith(".") for e in os.scandir(responses))):
        time.sleep(0.001)
    print(f"{n:,} files waiting: first answer after {time.perf_counter() - start:.2f} s", flush=True)
    process.wait()
    shutil.rmtree(root)


try:
    compare(f"{count:,} requests, memory-backed", memory, sync=False)
    compare(f"{count:,} requests, disk, durable", disk, sync=True)
    empty_run()
    first_answer()
finally:
    shutil.rmtree(memory)
    shutil.rmtree(disk)
