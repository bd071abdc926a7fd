"""How long an idle watcher takes from a drop to its answer: latency.py PROGRAM CONFIG DIRECTORY [DROPS]

Makes a spool in DIRECTORY, starts `watch` on it, drops one request after another (temporary name, then rename) and
waits for each response by looking in a tight loop. Prints percentiles in milliseconds, the watcher's
memory, and its processor use over ten idle seconds.
"""
import json, os, shutil, subprocess, sys, time

program, config, root = sys.argv[1:4]
drops = int(sys.argv[4]) if len(sys.argv) > 4 else 1000
shutil.rmtree(root, ignore_errors=True)
inbox, outbox = os.path.join(root, "inbox"), os.path.join(root, "outbox")
os.makedirs(inbox)
os.makedirs(outbox)


def cpu_seconds(pid):
    """Of all threads, to the nanosecond."""
    tasks = f"/proc/{pid}/task"
    return sum(int(open(f"{tasks}/{task}/schedstat").read().split()[0]) for task in os.listdir(tasks)) / 1e9


def resident_kib(pid):
    return next(int(line.split()[1]) for line in open(f"/proc/{pid}/status") if line.startswith("VmRSS"))


watch = subprocess.Popen([program, "watch", "--config", config, "--inbox", inbox, "--outbox", outbox],
                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
try:
    while not os.path.isdir(os.path.join(outbox, "responses")):
        probe = os.path.join(inbox, "start.json")
        if not os.path.exists(probe):
            open(probe, "w").write('{"lead":{"company":"Başlangıç"}}')
        time.sleep(0.05)
    time.sleep(1)
    times = []
    for i in range(drops):
        body = json.dumps({"lead": {"company": "Hane Mimarlık", "phone": f"+90532{i:07d}"}}).encode()
        name, hidden = os.path.join(inbox, f"{i + 1}.json"), os.path.join(inbox, f".{i + 1}.part")
        with open(hidden, "wb") as f:
            f.write(body)
        answer = os.path.join(outbox, "responses", f"{i + 1}.json")
        start = time.perf_counter()
        os.rename(hidden, name)
        while not os.path.exists(answer):
            if time.perf_counter() - start > 10:
                sys.exit(f"no answer to {name} within ten seconds")
        times.append((time.perf_counter() - start) * 1000)
        time.sleep(0.002)
    times.sort()
    time.sleep(1)
    before = cpu_seconds(watch.pid)
    time.sleep(10)
    idle = (cpu_seconds(watch.pid) - before) / 10 * 100
    print(f"{drops} drops: p50 {times[len(times) // 2]:.2f} ms, p99 {times[int(len(times) * 0.99)]:.2f} ms, "
          f"worst {times[-1]:.2f} ms; memory {resident_kib(watch.pid) / 1024:.1f} MiB; idle processor {idle:.3f} %")
finally:
    watch.terminate()
    watch.wait(10)
