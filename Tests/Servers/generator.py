#!/usr/bin/env python3
"""A program that writes, for tests: well, or badly in the way that it is told.

    generator.py MODE [LOG]

Each line that it is told goes to LOG, so that tests can count what was asked.
"""
import json
import os
import sys
import time

mode = sys.argv[1]
log = open(sys.argv[2], "a") if len(sys.argv) > 2 else None


def say(value):
    print(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False), flush=True)


def good(asked, extra=""):
    steps = [dict(step) for step in asked["draft"]]
    if extra:
        for step in steps:
            paragraphs = step["message"].split("\n\n")
            step["message"] = "\n\n".join(paragraphs[:-1] + [extra, paragraphs[-1]])
    return {"id": asked["id"], "sequence": steps, "why_now": asked["ai_context"]["why_now"]}


waiting = []
for line in sys.stdin:
    asked = json.loads(line)
    if log:
        print(line, end="", file=log, flush=True)
    if mode == "good":
        say(good(asked))
    elif mode == "slow":
        time.sleep(0.5)
        say(good(asked))
    elif mode == "lie":
        say(good(asked, "İlk ay ücretsiz, 0532 987 65 43 numarasını arayın."))
    elif mode == "mend":
        say(good(asked, "" if "refused" in asked else "Ayrıntılar: https://kotu.example"))
    elif mode == "error":
        say({"id": asked["id"], "error": "no words today"})
    elif mode == "die":
        print("something broke", file=sys.stderr)
        sys.exit(3)
    elif mode == "die-on-2":
        if asked["lead"]["lead_id"] == 2:
            os._exit(9)
        say(good(asked))
    elif mode == "hang":
        time.sleep(3600)
    elif mode == "hang-on-2":
        if asked["lead"]["lead_id"] != 2:
            say(good(asked))
    elif mode == "garbage":
        say("Sure! Here is your message:")
    elif mode == "broken-json":
        say('{"id": "' + asked["id"] + '", "sequence": [')
    elif mode == "babble":
        while True:
            sys.stdout.write("a" * 65536)
    elif mode == "twice":
        say(good(asked))
        say(good(asked))
    elif mode == "stranger":
        say(dict(good(asked), id="somebody-else"))
    elif mode == "swap":
        # The words of one under the name of another.
        waiting.append(asked)
        if len(waiting) == 2:
            say(dict(good(waiting[0]), id=waiting[1]["id"]))
            say(dict(good(waiting[1]), id=waiting[0]["id"]))
            waiting = []
    elif mode == "reverse":
        waiting.append(asked)
        if len(waiting) == 2:
            say(good(waiting[1]))
            say(good(waiting[0]))
            waiting = []
    elif mode == "no-id":
        answer = good(asked)
        del answer["id"]
        say(answer)
    elif mode == "why":
        say({"id": asked["id"], "why_now": "Kısa bir not: bu firma için konuşmanın tam sırası olabilir."})
    elif mode == "wrong-type":
        say({"id": asked["id"], "sequence": [1, 2, 3]})
