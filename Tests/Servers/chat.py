#!/usr/bin/env python3
"""A chat-completions server without a model, for tests: it says the template's own words again, after a while, or misbehaves.

    chat.py [--port 0] [--delay 0.5] [--mode good|garbage|prose|error|hang|lie|uncounted] [--key KEY]

Prints its port, and on stderr the headers and body of each request as a line of JSON. Ends with its standard input.
"""
import argparse
import json
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

options = argparse.ArgumentParser()
options.add_argument("--port", type=int, default=0)
options.add_argument("--delay", type=float, default=0)
options.add_argument("--mode", default="good")
options.add_argument("--key", help="answers nobody who does not give it")
options.add_argument("--quiet", action="store_true")
given = options.parse_args()


def content(body):
    facts = json.loads(body["messages"][1]["content"].split("\n\nYour last answer")[0])
    has_subject = "subject" in json.dumps(body.get("response_format", {}))
    steps = []
    for text in facts["style"]:
        if given.mode == "lie":
            text += " İlk ay ücretsiz, 0532 987 65 43 numarasını arayın."
        steps.append(dict({"subject": facts["sender"]["company"]} if has_subject else {}, message=text))
    return json.dumps({"why_now": facts["why_now"], "sequence": steps}, ensure_ascii=False)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if not given.quiet:
            print(json.dumps({"headers": dict(self.headers), "body": json.loads(body)}), file=sys.stderr, flush=True)
        time.sleep(3600 if given.mode == "hang" else given.delay)
        status, answer = 200, b"}{"
        if given.key and self.headers["Authorization"] != "Bearer " + given.key:
            status, answer = 401, b'{"error":{"message":"who are you?"}}'
        elif given.mode == "error":
            status, answer = 503, b'{"error":{"message":"no capacity"}}'
        elif given.mode != "garbage":
            said = "Sure, here you are!" if given.mode == "prose" else content(json.loads(body))
            whole = {"choices": [{"message": {"content": said}}]}
            if given.mode != "uncounted":
                whole["usage"] = {"prompt_tokens": 500, "completion_tokens": 200}
            answer = json.dumps(whole).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        pass


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 256


server = Server(("127.0.0.1", given.port), Handler)
print(server.server_port, flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
