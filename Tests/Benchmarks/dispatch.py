"""Dispatch beside its yardsticks, in one run: dispatch.py PROGRAM [ROUNDS [JOBS AHEAD [JOBS DUE]]]

A tick with nothing due and many jobs ahead, beside the start of the same program for nothing. Then many due jobs to a webhook
on the loopback device, durable, beside the plainest client there is: a Python loop with one connection, which writes nothing
down. The receiver counts: each message comes once. Everything is in memory-backed directories.
"""
import http.client, json, os, shutil, socket, statistics, subprocess, sys, tempfile, time

program = os.path.abspath(sys.argv[1])
rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
ahead = int(sys.argv[3]) if len(sys.argv) > 3 else 1_000_000
due = int(sys.argv[4]) if len(sys.argv) > 4 else 10_000
root = tempfile.mkdtemp(dir="/dev/shm" if os.path.isdir("/dev/shm") else None)

SERVER = r"""
import asyncio, sys
seen = {}
class Hook(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport, self.data = transport, b""
    def data_received(self, data):
        self.data += data
        while True:
            end = self.data.find(b"\r\n\r\n")
            if end < 0: return
            head = self.data[:end].lower()
            at = head.find(b"content-length:")
            size = int(head[at + 15:].split(b"\r\n", 1)[0]) if at >= 0 else 0
            if len(self.data) < end + 4 + size: return
            at = head.find(b"idempotency-key:")
            if at >= 0:
                key = head[at + 16:].split(b"\r\n", 1)[0]
                seen[key] = seen.get(key, 0) + 1
            path = head.split(b" ", 2)[1]
            self.data = self.data[end + 4 + size:]
            body = b"%d %d" % (len(seen), max(seen.values(), default=0)) if path == b"/count" else b""
            self.transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body))
async def main():
    server = await asyncio.get_running_loop().create_server(Hook, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()
asyncio.run(main())
"""


def configure(place, port):
    config = {"inbox": f"{place}/inbox", "outbox": f"{place}/outbox", "sender": {"name": "Deniz", "company": "Ufuk"},
              "window": "always", "settle_seconds": 0,
              "delivery": {"whatsapp": {"sender": "webhook", "url": f"http://127.0.0.1:{port}/hook", "per_day": 100_000_000}}}
    with open(f"{place}/config.json", "w") as file:
        json.dump(config, file)


def fill(place, rows, defaults, port):
    for name in ("", "/inbox", "/outbox"):
        os.makedirs(place + name, exist_ok=True)
    configure(place, port)
    with open(f"{place}/inbox/all.defaults.json", "w") as file:
        json.dump(defaults, file)
    with open(f"{place}/inbox/all.csv", "w") as file:
        file.write("lead_id,company,phone\n")
        file.writelines(f"{i},Firma {i},+90532{i:07d}\n" for i in range(1, rows + 1))
    subprocess.run([program, "run", "--config", f"{place}/config.json"], check=True, capture_output=True)


def timed(words):
    """Seconds, and the most memory in MiB."""
    start = time.perf_counter()
    child = subprocess.Popen(words, stdout=subprocess.PIPE)
    out = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    assert child.returncode == 0, (words, child.returncode)
    return seconds, usage.ru_maxrss / 1024, out


def milliseconds(words):
    return statistics.median(timed(words)[0] for _ in range(4 * rounds)) * 1000


def plainest(port, lines):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.connect()
    connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    start = time.perf_counter()
    for line in lines:
        connection.request("POST", "/plain", body=line, headers={"Content-Type": "application/json"})
        connection.getresponse().read()
    return len(lines) / (time.perf_counter() - start)


def count(port):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/count")
    return [int(word) for word in connection.getresponse().read().split()]


server = subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE, text=True)
try:
    port = int(server.stdout.readline())
    far = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + 30 * 86_400))
    fill(f"{root}/ahead", ahead // 3, {"max_followups": 2, "start_at": far}, port)
    tick = milliseconds([program, "dispatch", "--config", f"{root}/ahead/config.json"])
    start = milliseconds([program, "--version"])
    print(f"tick, {ahead} jobs ahead and none due: {tick:.1f} ms; the program's start alone: {start:.1f} ms")
    shutil.rmtree(f"{root}/ahead")

    rates, plain, memory, known = [], [], [], 0
    for number in range(rounds):
        place = f"{root}/due-{number}"
        fill(place, due, {"max_followups": 0}, port)
        seconds, peak, _ = timed([program, "dispatch", "--config", f"{place}/config.json"])
        arrived, most = count(port)
        assert arrived - known == due and most == 1, (arrived, known, most)
        known = arrived
        rates.append(due / seconds)
        memory.append(peak)
        jobs = f"{place}/outbox/jobs"
        lines = [line for day in os.listdir(jobs) for name in os.listdir(f"{jobs}/{day}")
                 for line in open(f"{jobs}/{day}/{name}", "rb").read().splitlines()]
        plain.append(plainest(port, lines))
        shutil.rmtree(place)
    print(f"{due} due jobs to a webhook: {statistics.median(rates):.0f}/s durable, {max(memory):.0f} MiB; "
          f"the plainest client {statistics.median(plain):.0f}/s, which remembers nothing")
finally:
    server.kill()
    shutil.rmtree(root)
