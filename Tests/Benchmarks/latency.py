"""How long an idle watcher takes from a drop to its answer: latency.py PROGRAM CONFIG DIRECTORY [DROPS]

Makes a spool in DIRECTORY, starts `watch` on it, drops one request after another (temporary name, then rename) and
waits for each response with inotify: looking in a tight loop would keep the processor from the watcher. Prints percentiles in milliseconds, the watcher's
memory, and its processor use over ten idle seconds.
"""
import ctypes, json, os, select, shutil, struct, subprocess, sys, time

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


def watch_names(directory):
    """An inotify descriptor for names that appear by rename."""
    libc = ctypes.CDLL(None, use_errno=True)
    descriptor = libc.inotify_init()
    if descriptor < 0 or libc.inotify_add_watch(descriptor, directory.encode(), 0x80) < 0:  # IN_MOVED_TO
        sys.exit("no inotify here")
    return descriptor


def appeared(descriptor):
    """The names that have appeared, at least one; nothing within ten seconds ends the program."""
    if not select.select([descriptor], [], [], 10)[0]:
        sys.exit("no answer within ten seconds")
    names, data = [], os.read(descriptor, 65536)
    while data:
        length = struct.unpack_from("iIII", data)[3]
        names.append(data[16:16 + length].rstrip(b"\0").decode())
        data = data[16 + length:]
    return names


watch = subprocess.Popen([program, "watch", "--config", config, "--inbox", inbox, "--outbox", outbox],
                         stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
try:
    while not os.path.isdir(os.path.join(outbox, "responses")):
        probe = os.path.join(inbox, "start.json")
        if not os.path.exists(probe):
            open(probe, "w").write('{"lead":{"company":"Başlangıç"}}')
        time.sleep(0.05)
    time.sleep(1)
    answers = watch_names(os.path.join(outbox, "responses"))
    times = []
    for i in range(drops):
        body = json.dumps({"lead": {"company": "Hane Mimarlık", "phone": f"+90532{i:07d}"}}).encode()
        name, hidden = os.path.join(inbox, f"{i + 1}.json"), os.path.join(inbox, f".{i + 1}.part")
        with open(hidden, "wb") as f:
            f.write(body)
        start = time.perf_counter()
        os.rename(hidden, name)
        while f"{i + 1}.json" not in appeared(answers):
            pass
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
