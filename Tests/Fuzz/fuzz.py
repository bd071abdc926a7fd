#!/usr/bin/env python3
"""Throws broken input at the program and looks whether anything breaks.

    Tests/Fuzz/fuzz.py [--program FILE] [--seconds N] [--seed N] [--only NAME,…] [--keep DIR]

Without a seed one is drawn and said; with it the same inputs come again, in the same order. What was found is said, kept in
--keep with all that is needed to see it again, and makes the exit status 1. It works in memory, and in one core.

Looked for: crashes, hangs, exit statuses that the contract does not know, output that is no JSON, rows that are not the sum of
accepted and rejected, answers that are missing or out of order, requests that are lost or doubled, anything staged or still
in processing/, jobs that are there twice, and whatever audit finds.
"""

import argparse
import collections
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SENDER = {"name": "Deniz Aksoy", "company": "Çizgi Yazılım", "phone": "+90 212 555 01 01", "email": "d@cizgi.example",
          "offer": "müşteri takip yazılımı", "trade_name": "Çizgi Ltd", "unsubscribe_url": "https://cizgi.example/u"}
CONFIGURATION = {"inbox": "inbox", "outbox": "outbox", "leads": ["leads.csv"], "settle_seconds": 0, "sender": SENDER}
FULL_CONFIGURATION = CONFIGURATION | {
    "defaults": {"channel": "whatsapp", "tone": "kurumsal", "language": "tr", "objective": "ilk_temas", "max_followups": 2},
    "send_after_hours": [0, 48, 72, 120, 168, 240, 336, 432, 528, 624, 720],
    "window": {"days": ["mon", "tue", "wed", "thu", "fri"], "from": "09:00", "to": "18:00",
               "time_zone": "Europe/Istanbul", "holidays": ["tr"]},
    "cooldown_days": 90, "poll_seconds": 0.5, "allowed_owners": None,
    "limits": {"request_bytes": 1048576, "row_bytes": 1048576}, "columns": {"Bölge": "custom.region"}, "scoring": {}}

REQUESTS = [json.dumps(request, ensure_ascii=False).encode() for request in [
    {}, {"channel": "whatsapp", "tone": "kurumsal", "language": "tr", "objective": "ilk_temas", "max_followups": 2},
    {"channel": ["whatsapp", "email"], "tone": "premium", "max_followups": 1, "on_active": "replace", "on_contacted": "allow"},
    {"channel": "auto", "language": "en", "start_at": "2026-12-01T10:00:00+03:00",
     "lead": {"company": "Hane Mimarlık", "contact_name": "Ayşe Yılmaz", "sector": "mimarlık", "city": "İzmir",
              "phone": "+90 532 111 22 33", "email": "ayse@hane.example", "employees": 25, "rating": 4.5,
              "revenue": 1000000.5, "last_activity": "2026-11-01", "notes": "fiyat sordu", "time_zone": "Europe/Istanbul",
              "custom": {"fuar": "A12", "butce": 12345, "x": None}}}]]
COMMANDS = [(verb, json.dumps(body, ensure_ascii=False).encode()) for verb, body in [
    ("cancel", {"channel": "whatsapp", "reason": "yanlış liste"}), ("cancel", {}), ("reschedule", {"shift_hours": 24}),
    ("reschedule", {"send_at": "2026-12-05T10:00:00+03:00"}),
    ("reply", {"channel": "whatsapp", "at": "2026-11-28T10:00:00Z", "text": "DUR lütfen"}),
    ("opt-out", {"channel": "email", "reason": "istemiyor"}),
    ("opt-in", {"channel": "email", "source": "form", "at": "2026-11-27T10:00:00Z"}),
    ("sent", {"job_id": "5-whatsapp-1-20261122T205708.159914Z", "at": "2026-11-28T10:00:00Z", "provider_id": "wamid.1"}),
    ("failed", {"job_id": "5-whatsapp-1-20261122T205708.159914Z", "error": "131026"}),
    ("bounce", {"job_id": "5-email-1-20261122T205708.159914Z"})]]

# What parsers of JSON, tables, numbers, times, names and wordings have stumbled over.
TREASURES = [
    b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"e\xcc\x81",
    b"\\ud800", b"\\udc00", b"\\ud83d\\ude00", b"\\u0000", b"\xe2\x80\xa8", b"\xe2\x80\xae", b"\xc4\xb0", b"\xf0\x9f\x98\x80",
    b'"', b"'", b"\\", b",", b";", b"\t", b"|", b"\r", b"\x85", b"\x1a", b'""', b"{", b"}", b"[", b"]", b":", b"null", b"true",
    b"-1", b"-0", b"1e309", b"1e-400", b"9223372036854775807", b"9223372036854775808", b"18446744073709551616", b"NaN",
    b"1" * 400, b"[" * 60, b"A" * 300, b"=cmd|", b"@", b"../", b"/", b"%s%n", b"{{", b"}}", b"{{#",
    b"0000-01-01T00:00:00Z", b"9999-12-31T23:59:59Z", b"9999-12-31T23:59:59-14:00", b"2026-02-30", b"2026-12-31T23:59:60Z",
    b"+905320000005", b"bilgi5@firma.example"]
NUMBERS = [b"0", b"-1", b"1e308", b"1e309", b"99999999999999999999", b"9223372036854775807", b"1.5", b"00", b"-0", b"11"]
# A file's time may be any; these are what a copy, a broken clock and an attacker give it.
TIMES = [-11676096000, -1, 0, 1e9, 4102444800, 9223372037, 10413792000, 253402300800]


class Fuzzer:
    def __init__(self, program, seed, keep):
        self.program, self.keep, self.seed = program, keep, seed
        self.random = random.Random(seed)
        self.counts, self.found = collections.Counter(), collections.Counter()
        memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
        self.scratch = Path(tempfile.mkdtemp(prefix="outreach-fuzz-", dir=memory))

    # What is done

    def one_lead(self):
        """Requests for one lead each, with odd names and times."""
        spool, names = self.spool("one-lead"), []
        for number in range(1, 301):
            body = self.random.choice(REQUESTS)
            if self.random.random() < 0.95:
                body = self.mutated(body)
            name = f"{number}.json" if self.random.random() < 0.8 else f"{number}@r{self.random.randrange(9)}.json"
            if self.random.random() < 0.03:
                name = self.random.choice(["x", "a b", "İ", "-", "_", "a" * 200, "=1", "'"]) + f"{number}.json"
            self.drop(spool, name, body)
            names.append(name)
        self.counts["one-lead requests"] += len(names)
        if self.run("one-lead", ["run", "--json"], spool):
            self.check(spool, "one-lead", names)

    def commands(self):
        """Commands about what was planned, and every reading command afterwards."""
        spool = self.spool("commands")
        for lead in range(1, 50):
            self.drop(spool, f"{lead}.json", self.random.choice([b"{}", b'{"channel":["whatsapp","email"]}']))
        if not self.run("commands", ["run"], spool):
            return
        jobs = [json.loads(line)["job_id"] for path in spool.glob("outbox/jobs/*/*") for line in path.open("rb")]
        for number in range(250):
            verb, body = self.random.choice(COMMANDS)
            if b"job_id" in body and jobs:
                body = json.dumps(json.loads(body) | {"job_id": self.random.choice(jobs)}).encode()
            if self.random.random() < 0.8:
                body = self.mutated(body)
            ref = f"@c{number}" if self.random.random() < 0.7 else ""
            self.drop(spool, f"{self.random.randrange(1, 60)}.{verb}{ref}.json", body)
        self.counts["commands"] += 250
        if not self.run("commands", ["run", "--json"], spool):
            return
        self.check(spool, "commands", [])
        lead = str(self.random.randrange(1, 50))
        for words in (["jobs", "--json"], ["jobs", "--due", "--json"], ["history", lead, "--json"], ["status", "--json"],
                      ["history", "--since", "2026-01-01", "--json"]):
            self.run(f"commands-{words[0]}", words, spool, allowed=(0, 75))

    def tables(self):
        self.bulk("tables", lambda: (self.mutated(self.table(self.random.choice([3, 40, 150])), self.random.choice([1, 4, 30])),
                                     self.random.choice(["csv", "csv", "tsv"])))

    def lines(self):
        def file():
            rows = [self.row(self.random.randrange(1, 500)) for _ in range(self.random.choice([3, 60, 150]))]
            return b"\n".join(self.mutated(row) if self.random.random() < 0.7 else row for row in rows), "ndjson"
        self.bulk("lines", file)

    def bulk(self, kind, file):
        spool, names = self.spool(kind), []
        for number in range(4):
            content, ending = file()
            verb = "" if self.random.random() < 0.85 else "." + self.random.choice(["opt-out", "cancel", "reply", "sent"])
            name = f"b{number}{verb}.{ending}"
            if self.random.random() < 0.2:
                defaults = name.removesuffix(f".{ending}") + ".defaults.json"
                self.drop(spool, defaults, self.mutated(REQUESTS[1]))
                names.append(defaults)
            self.drop(spool, name, content)
            names.append(name)
        self.counts[f"{kind} (files)"] += 4
        if not self.run(kind, ["run", "--json"], spool):
            return
        self.check(spool, kind, names)
        for path in spool.glob("outbox/responses/*.summary.json"):
            summary = json.loads(path.read_bytes())
            rows = summary.get("rows", 0)
            self.counts[f"{kind} (rows)"] += rows
            if "rows" in summary and rows != summary["accepted"] + summary["rejected"]:
                self.finding(f"{kind}-sum", f"{path.name}: {summary}", spool)
            answers = path.with_name(path.name.replace(".summary.json", ".ndjson"))
            numbers = []
            for line in answers.open("rb") if answers.exists() else []:
                envelope = json.loads(line)
                numbers.append((envelope.get("data") or envelope.get("error") or envelope).get("row") or envelope.get("row"))
            if (summary.get("ok") or numbers) and numbers != list(range(1, rows + 1)):
                self.finding(f"{kind}-answers", f"{path.name}: {rows} rows, answered {numbers[:10]}… ({len(numbers)})", spool)

    def generate(self):
        """The stream: as many envelopes as lines."""
        spool = self.spool("generate")
        rows = [self.mutated(self.row(self.random.randrange(1, 10000)), banned=b"\n\r") for _ in range(999)]
        # Whether a stream is a table is told by how it begins.
        rows.insert(0, b'{"lead_id": 1}')
        rows = [row for row in rows if row.strip(b" \t\xef\xbb\xbf")]
        self.counts["generate (lines)"] += len(rows)
        ended = self.run("generate", ["generate"], spool, stdin=b"\n".join(rows) + b"\n", allowed=(0, 65))
        if ended and ended.stdout.count(b"\n") != len(rows):
            self.finding("generate-count", f"{len(rows)} lines, {ended.stdout.count(10)} envelopes", b"\n".join(rows))
        self.run("generate", ["generate"], spool, stdin=self.mutated(self.table(40), 5), allowed=(0, 65))

    def configurations(self):
        spool = self.spool("configurations")
        for _ in range(10):
            (spool / "config.json").write_bytes(self.mutated(json.dumps(FULL_CONFIGURATION, ensure_ascii=False).encode()))
            self.counts["configurations"] += 1
            ended = self.run("configurations", ["generate"], spool, stdin=b'{"lead_id":1}\n', allowed=(0, 65, 66, 74, 75, 78))
            if ended and ended.returncode == 0:
                for place in ("inbox", "outbox"):
                    shutil.rmtree(spool / place)
                    (spool / place).mkdir()
                self.drop(spool, "1.json", b'{"max_followups":10,"channel":["email","whatsapp"]}')
                self.run("configurations", ["run", "--json"], spool, allowed=(0, 66, 73, 74, 75, 78))

    def wordings(self):
        spool = self.spool("wordings", CONFIGURATION | {"templates": "wordings"})
        subprocess.run([self.program, "templates", "export", "wordings"], cwd=spool, capture_output=True, check=True)
        for path in self.random.sample(sorted((spool / "wordings").rglob("*.md")), 2):
            lines = path.read_bytes().split(b"\n")
            change = self.random.randrange(3)
            if change == 0:
                path.write_bytes(self.mutated(path.read_bytes(), self.random.choice([1, 3, 10, 40])))
            elif change == 1:
                self.random.shuffle(lines)
                path.write_bytes(b"\n".join(lines))
            else:
                at = self.random.randrange(len(lines))
                lines[at] = self.mutated(lines[at], 3)
                path.write_bytes(b"\n".join(lines))
        self.counts["wordings"] += 1
        checked = self.run("wordings", ["templates", "check", "wordings"], spool, allowed=(0, 65), isSpool=False)
        rows = b"".join(b'{"lead_id":%d,"tone":"%s","max_followups":10}\n' % (i, tone)
                        for i, tone in enumerate([b"kurumsal", b"samimi", b"premium", b"teknik", b"enerjik"], 1))
        used = self.run("wordings", ["generate"], spool, stdin=rows, allowed=(0, 78))
        if checked and used and checked.returncode == 0 and used.returncode != 0:
            self.finding("wordings-disagree", f"check finds nothing, generate ends with {used.returncode}", spool)

    WORK = ["one_lead", "commands", "tables", "lines", "generate", "configurations", "wordings"]

    # What is made

    def spool(self, kind, configuration=CONFIGURATION):
        spool = self.scratch / kind
        shutil.rmtree(spool, ignore_errors=True)
        for place in ("inbox", "outbox"):
            (spool / place).mkdir(parents=True)
        (spool / "config.json").write_text(json.dumps(configuration))
        rows = [f"{i},Firma {i},+90532{i:07d},bilgi{i}@firma.example,İzmir,inşaat" for i in range(1, 60)]
        (spool / "leads.csv").write_text("id,company,phone,email,city,sector\n" + "\n".join(rows) + "\n")
        return spool

    def drop(self, spool, name, content):
        path = spool / "inbox" / name
        path.write_bytes(content)
        if self.random.random() < 0.02:
            moment = self.random.choice(TIMES)
            os.utime(path, (moment, moment))

    def row(self, number):
        if self.random.random() < 0.25:
            verb, body = self.random.choice(COMMANDS)
            row = json.loads(body) | {"command": verb}
            row |= {"lead_id": self.random.randrange(1, 60)} if self.random.random() < 0.5 else {"to": "0532 000 00 07"}
            return json.dumps(row, ensure_ascii=False).encode()
        return json.dumps({"lead_id": number} | json.loads(self.random.choice(REQUESTS)), ensure_ascii=False).encode()

    def table(self, rows):
        values = {
            "lead_id": lambda i: str(i), "company": lambda i: f'Firma "{i}" A.Ş.', "phone": lambda i: f"0532 9{i:02d} 11 22",
            "email": lambda i: f"x{i}@y.example", "city": lambda i: "İzmir", "employees": lambda i: "1.200",
            "revenue": lambda i: "1.234.567,89", "last_activity": lambda i: "01.11.2026",
            "notes": lambda i: 'satır 1\nsatır 2, "x"', "channel": lambda i: self.random.choice(["whatsapp", "email", ""]),
            "tone": lambda i: "samimi", "max_followups": lambda i: str(self.random.randrange(4)), "ref": lambda i: f"r{i}",
            "start_at": lambda i: "2026-12-01T10:00:00+03:00", "Email Opt Out": lambda i: self.random.choice(["", "1"]),
            "Fuar standı": lambda i: "=1+1", "command": lambda i: self.random.choice(["", "cancel", "opt-out"])}
        columns = [column for column in values if column == "lead_id" or self.random.random() < 0.6]
        self.random.shuffle(columns)
        delimiter, end = self.random.choice(",;\t|"), self.random.choice(["\n", "\r\n", "\n", "\r"])

        def cell(text):
            needs = any(sign in text for sign in delimiter + '"\r\n')
            return '"' + text.replace('"', '""') + '"' if needs or self.random.random() < 0.1 else text
        lines = [columns] + [[values[column](row) for column in columns] for row in range(1, rows + 1)]
        text = "".join(delimiter.join(cell(text) for text in line) + end for line in lines)
        return text.encode(self.random.choice(["utf-8", "utf-8", "utf-8-sig", "cp1254", "utf-16"]), "replace")

    def mutated(self, content, times=None, banned=b""):
        out = bytearray(content)
        for _ in range(times or self.random.choice([1, 1, 1, 2, 3, 5, 8])):
            kind, at = self.random.randrange(8), self.random.randrange(len(out) + 1)
            end = min(len(out), at + self.random.randrange(1, 16))
            if kind == 0 and at < len(out):
                out[at] = self.random.randrange(256)
            elif kind == 1 and at < len(out):
                out[at] ^= 1 << self.random.randrange(8)
            elif kind == 2:
                out[at:at] = self.random.choice(TREASURES)
            elif kind == 3:
                del out[at:end]
            elif kind == 4:
                out[at:at] = out[at:end]
            elif kind == 5:
                out[at:end] = self.random.choice(TREASURES)
            elif kind == 6:
                numbers = list(re.finditer(rb"-?\d+", bytes(out)))
                if numbers:
                    one = self.random.choice(numbers)
                    out[one.start():one.end()] = self.random.choice(NUMBERS)
            else:
                texts = list(re.finditer(rb'"[^"]*"', bytes(out)))
                if len(texts) > 1:
                    one, other = self.random.sample(texts, 2)
                    out[one.start():one.end()] = other.group()
        return bytes(byte for byte in out if byte not in banned)

    # What is looked for

    def run(self, kind, words, spool, stdin=None, allowed=(0,), isSpool=True):
        """Nil if it crashed or hung."""
        options = ["--config", "config.json"] if isSpool else []
        try:
            ended = subprocess.run([self.program, *words, *options], cwd=spool, input=stdin, capture_output=True, timeout=60)
        except subprocess.TimeoutExpired:
            return self.finding(f"{kind}-hang", " ".join(words), spool, stdin)
        if ended.returncode < 0 or b"Fatal error" in ended.stderr:
            said = ended.stderr.decode(errors="replace")[-400:]
            return self.finding(f"{kind}-crash", f"{words[0]} ended with {ended.returncode}: {said}", spool, stdin)
        if ended.returncode not in allowed:
            said = ended.stderr.decode(errors="replace")[-400:]
            self.finding(f"{kind}-status", f"{words[0]} ended with {ended.returncode}: {said}", spool, stdin)
        if "--json" in words or words[0] == "generate":
            self.expect_json(ended.stdout, kind, " ".join(words), spool, stdin)
        return ended

    def expect_json(self, content, kind, where, spool, stdin=None):
        for line in content.split(b"\n"):
            try:
                if line:
                    json.loads(line.decode("utf-8"))
            except ValueError as error:
                return self.finding(f"{kind}-json", f"{where}: {error}: {line[:200]!r}", spool, stdin)

    def check(self, spool, kind, dropped):
        """Every request in one place, whole answers, nothing left over, and nothing that audit finds."""
        if left := [path.name for path in spool.glob("inbox/processing/*")]:
            self.finding(f"{kind}-processing", f"left: {left[:3]}", spool)
        ours = (".lock", ".record", ".answer-", ".key")
        if left := [str(path) for path in spool.rglob(".*") if not path.name.startswith(ours)]:
            self.finding(f"{kind}-staged", f"left: {left[:3]}", spool)
        places = collections.Counter(path.name for path in (spool / "inbox").rglob("*") if path.is_file())
        if wrong := [name for name in dropped if places[name] != 1]:
            self.finding(f"{kind}-places", f"lost or doubled: {[(name, places[name]) for name in wrong[:3]]}", spool)
        for pattern in ("outbox/responses/*", "outbox/jobs/*/*", "outbox/ledger/*/*", "inbox/failed/*/*/*.error.json"):
            for path in spool.glob(pattern):
                self.expect_json(path.read_bytes(), kind, path.name, spool)
        jobs = collections.Counter(
            (job["job_id"], job.get("revision", 0))
            for path in spool.glob("outbox/jobs/*/*") for job in map(json.loads, path.open("rb")))
        if twice := [job for job, count in jobs.items() if count > 1]:
            self.finding(f"{kind}-jobs", f"planned twice: {twice[:3]}", spool)
        ended = self.run(f"{kind}-audit", ["audit", "--json"], spool, allowed=(0, 74))
        if ended and ended.returncode != 0:
            self.finding(f"{kind}-audit", ended.stdout.decode(errors="replace")[:400], spool)

    def finding(self, kind, what, spool, stdin=None):
        self.found[kind] += 1
        number = self.found[kind]
        if number > 5:
            return
        name = f"{self.seed}-{kind}-{number}"
        print(f"FOUND {name}: {what[:600]}", flush=True)
        if self.keep is None:
            return
        target = self.keep / name
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        if stdin is not None:
            (target / "stdin").write_bytes(stdin)
        if isinstance(spool, bytes):
            (target / "stdin").write_bytes(spool)
        else:
            shutil.copytree(spool, target / "spool", symlinks=True)


def main():
    root = Path(__file__).resolve().parents[2]
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(root / ".build/release/outreach-scheduler"))
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--only", default=",".join(Fuzzer.WORK), help=f"some of {', '.join(Fuzzer.WORK)}")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-findings"))
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(1 << 32)
    work = options.only.split(",")
    if unknown := [name for name in work if name not in Fuzzer.WORK]:
        parser.error(f"there is no {', '.join(unknown)}; there are {', '.join(Fuzzer.WORK)}")
    fuzzer = Fuzzer(os.path.abspath(options.program), seed, options.keep)
    print(f"fuzzing for {options.seconds:g} s, seed {seed}", flush=True)
    start, turn = time.monotonic(), 0
    try:
        while time.monotonic() - start < options.seconds:
            getattr(fuzzer, work[turn % len(work)])()
            turn += 1
    finally:
        shutil.rmtree(fuzzer.scratch, ignore_errors=True)
        tried = ", ".join(f"{count:,} {name}" for name, count in fuzzer.counts.items())
        print(f"{tried}: {sum(fuzzer.found.values()) or 'nothing'} found (seed {seed})")
    return 1 if fuzzer.found else 0


if __name__ == "__main__":
    sys.exit(main())
