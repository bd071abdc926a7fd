"""How many instructions the program takes: instructions.py PROGRAM [ROWS] [--at-most N]   (needs valgrind)

Seconds differ from hour to hour on a shared machine; instructions hardly do. Counts, under callgrind, `run` on an empty inbox, and a
row of a bulk file: with ROWS rows (default 4,000) and with a quarter of them, so that only the rows count. With --at-most, exits with 1 if a row of `run` takes more than N.
"""
import os, re, shutil, subprocess, sys, tempfile

here = os.path.dirname(os.path.abspath(__file__))
words = sys.argv[1:]
most = None
if "--at-most" in words:
    at = words.index("--at-most")
    most = int(words[at + 1])
    del words[at:at + 2]
program = os.path.abspath(words[0])
rows = int(words[1]) if len(words) > 1 else 4000
config = os.path.join(here, "..", "..", "samples", "config.json")
memory = tempfile.mkdtemp(dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
# Without its tables of symbols the program is read in a second, not in twenty.
stripped = os.path.join(memory, "program")
subprocess.run(["strip", "-o", stripped, program], check=True)


def leads(count):
    path = os.path.join(memory, f"{count}.csv")
    with open(path, "wb") as file:
        subprocess.run(
            [sys.executable, os.path.join(here, "yardsticks", "generate_leads.py"), str(count)], stdout=file, check=True)
    return path


def count(*command):
    result = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", stripped, *command],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    assert result.returncode == 0, (command, result.stderr[-600:])
    return int(re.search(r"Collected : (\d+)", result.stderr).group(1))


def run(file=None):
    spool = tempfile.mkdtemp(dir=memory)
    inbox, outbox = os.path.join(spool, "inbox"), os.path.join(spool, "outbox")
    os.mkdir(inbox), os.mkdir(outbox)
    if file:
        shutil.copy(file, os.path.join(inbox, "leads.csv"))
    taken = count("run", "--config", config, "--inbox", inbox, "--outbox", outbox)
    shutil.rmtree(spool)
    return taken


try:
    many, few = leads(rows), leads(rows // 4)
    print(f"run on an empty inbox: {run() / 1e6:.1f} million instructions")
    between = rows - rows // 4
    row = (run(many) - run(few)) / between
    print(f"run, a row: {row:,.0f} instructions")
    if most is not None and row > most:
        sys.exit(f"more than {most:,}")
finally:
    shutil.rmtree(memory)
