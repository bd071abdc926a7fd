#!/usr/bin/env python3
"""What asking a language model costs beside the plainest concurrent client, and what words cost that are there already.

    generator.py --program .build/release/outreach-scheduler [--rows 20000]

The server (Tests/Servers/chat.py) answers after half a second. Ratios count, seconds do not.
"""
import argparse
import concurrent.futures
import http.client
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time

here = pathlib.Path(__file__).resolve().parent.parent
options = argparse.ArgumentParser()
options.add_argument("--program", default=here.parent / ".build/release/outreach-scheduler", type=pathlib.Path)
options.add_argument("--rows", type=int, default=20000)
options.add_argument("--rounds", type=int, default=3)
given = options.parse_args()
helper = given.program.parent / "outreach-scheduler-llm"


def spool(root, generator, name):
    for directory in ("inbox", "outbox"):
        shutil.rmtree(root / directory, ignore_errors=True)
        (root / directory).mkdir()
    sender = {"name": "Deniz Aksoy", "company": "Çizgi Yazılım", "offer": "müşteri takip yazılımı"}
    value = {"inbox": "inbox", "outbox": "outbox", "sender": sender}
    if generator:
        value["generator"] = generator
    (root / name).write_text(json.dumps(value))
    return root / name


def run(configuration):
    start = time.perf_counter()
    subprocess.run([given.program, "run", "--config", configuration], check=True, capture_output=True)
    return time.perf_counter() - start


def request(lead):
    return {"lead": {"company": f"Firma {lead}", "phone": f"0532{1000000 + lead}"}, "max_followups": 1}


def plain(port, body, concurrency, count):
    """As little as a client can do: threads, a connection each."""

    def ask(_):
        connection = http.client.HTTPConnection("127.0.0.1", port)
        connection.request("POST", "/v1/chat/completions", body, {"Content-Type": "application/json"})
        connection.getresponse().read()

    start = time.perf_counter()
    with concurrent.futures.ThreadPoolExecutor(concurrency) as pool:
        list(pool.map(ask, range(count)))
    return count / (time.perf_counter() - start)


def asking(root):
    server = subprocess.Popen(
        ["python3", here / "Servers/chat.py", "--delay", "0.5", "--quiet"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    port = int(server.stdout.readline())
    body = json.dumps({"messages": [{}, {"content": json.dumps({"style": ["x"], "why_now": "x", "sender": {}})}]})
    for concurrency, count in ((1, 8), (8, 64), (64, 384)):
        ours, theirs = [], []
        for turn in range(given.rounds):
            theirs.append(plain(port, body, concurrency, count))
            command = [str(helper), "--base-url", f"http://127.0.0.1:{port}/v1", "--concurrency", str(concurrency)]
            configuration = spool(root, {"command": command, "concurrency": concurrency}, "asking.json")
            for lead in range(count):
                (root / f"inbox/{turn * 1000 + lead}.json").write_text(json.dumps(request(turn * 1000 + lead)))
            ours.append(count / run(configuration))
            answers = [json.loads(p.read_text()) for p in (root / "outbox/responses").glob("*.json")]
            written = sum("fallback" not in a["data"]["generator"] for a in answers)
            assert written == count, f"{written} of {count} were written"
        mine, plain_rate = statistics.median(ours), statistics.median(theirs)
        print(f"concurrency {concurrency}: {mine:.1f} requests/s, plain {plain_rate:.1f}: {mine / plain_rate:.2f} of it", flush=True)
    server.stdin.close()
    server.wait()


def bulk(root):
    rows = "lead_id,company,contact_name,phone,sector,city,max_followups\n" + "".join(
        f"{i},Firma {i},Ayşe Demirci,0532 {i // 10000 + 100} {i // 100 % 100:02d} {i % 100:02d},mimarlık,İzmir,2\n"
        for i in range(given.rows)
    )
    program = {"command": ["python3", str(here / "Servers/generator.py"), "good"], "name": "good", "concurrency": 64}

    def timed(generator, words=None):
        configuration = spool(root, generator, "bulk.json")
        if words:
            os.rename(words, root / "outbox/words")
        (root / "inbox/fair.csv").write_text(rows)
        seconds = run(configuration)
        if words:
            os.rename(root / "outbox/words", words)
        return seconds

    timed(program)
    words = root / "words"
    os.rename(root / "outbox/words", words)
    pairs = [(timed(None), timed(program, words)) for _ in range(given.rounds)]
    templates, kept = (statistics.median(column) for column in zip(*pairs))
    print(f"bulk, {given.rows} rows: templates {templates:.2f} s, words that are there {kept:.2f} s: {kept / templates:.2f} times")


with tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None) as place:
    asking(pathlib.Path(place))
    bulk(pathlib.Path(place))
