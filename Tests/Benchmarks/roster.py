"""What a roster of a million active leads costs a run: roster.py PROGRAM [LEADS]   (pip install numpy xxhash)

Writes a roster table as the program does (four rows a lead: lead and address, each with its place and its contact) into
a memory-backed spool, and times `run` as a whole process with an empty inbox and with one request, with and without it.
"""
import os, shutil, statistics, struct, subprocess, sys, tempfile, time

import numpy, xxhash

program = os.path.abspath(sys.argv[1])
leads = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
config = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "samples", "config.json")


def table(rows):
    keys = numpy.sort(numpy.random.default_rng(7).integers(0, 2**64, rows, dtype=numpy.uint64))
    body = numpy.empty((rows, 3), dtype="<u8")
    body[:, 0] = keys
    body[:, 1] = 1_763_800_000_000_000
    body[:, 2] = (1_900_000_000 << 32) | (1 << 16) | (3 << 8) | 1
    data = body.tobytes()
    return struct.pack("<QQQQ", 0x31525453_4F52534F, rows, xxhash.xxh64(data).intdigest(), 0) + data


def timed(root, name, drop):
    times = []
    for i in range(9):
        if drop:
            with open(f"{root}/inbox/.{name}{i}", "w") as f:
                f.write('{"lead":{"company":"Hane Mimarlık","phone":"+90533%07d"}}' % i)
            os.rename(f"{root}/inbox/.{name}{i}", f"{root}/inbox/{name}{i}.json")
        start = time.perf_counter()
        subprocess.run([program, "run", "--config", config, "--inbox", f"{root}/inbox", "--outbox", f"{root}/outbox"],
                       check=True, stdout=subprocess.DEVNULL)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


for rows in (0, leads * 4):
    root = tempfile.mkdtemp(dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
    try:
        os.makedirs(f"{root}/inbox")
        os.makedirs(f"{root}/outbox/roster")
        if rows:
            name = "20251122T082640.000000Z_20251122T082640.000000Z.roster"
            with open(f"{root}/outbox/roster/{name}", "wb") as f:
                f.write(table(rows))
        empty, one = timed(root, "e", False), timed(root, "r", True)
        print(f"{rows // 4:,} active leads: empty inbox {empty:.1f} ms, one request {one:.1f} ms (whole process)")
    finally:
        shutil.rmtree(root)
