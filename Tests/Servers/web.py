"""A web server that does what a request's path asks for, and writes down every request that reaches it.

    web.py LOG [CERTIFICATE KEY]      prints its port; a line of JSON a request in LOG

/status/429?retry_after=7   answers with that status        /slow/3   answers after 3 seconds
/die     reads the request and hangs up                     /half     promises more than it sends
/stall   (TCP only, with TLS asked for: never shakes hands)  /big/N    answers with N bytes
/meta/200, /meta/400/131047   as Meta's Cloud API answers
/date    Retry-After as a date, 90 s behind Date            anything else: 200 and what was asked, as JSON
"""
import json, ssl, sys, threading, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit, parse_qs

log, lock = open(sys.argv[1], "a"), threading.Lock()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log_message(self, *_):
        pass

    def answer(self, status, body=b"{}", headers=()):
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if status != 204:
            self.wfile.write(body)

    def serve(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        seen = {"method": self.command, "path": self.path, "headers": {k.lower(): v for k, v in self.headers.items()},
                "body": body.decode("utf-8", "backslashreplace")}
        with lock:
            log.write(json.dumps(seen) + "\n")
            log.flush()
        url = urlsplit(self.path)
        parts = url.path.strip("/").split("/")
        if parts[0] == "status":
            query = parse_qs(url.query)
            self.answer(int(parts[1]), query.get("body", ["{}"])[0].encode(),
                        [("Retry-After", v) for v in query.get("retry_after", [])])
        elif parts[0] == "meta":
            # /meta/<status>[/<error code>]/<phone number id>/messages
            status = int(parts[1])
            if status == 200:
                self.answer(200, json.dumps({"messaging_product": "whatsapp", "messages": [{"id": "wamid.HBgM="}]}).encode())
            else:
                error = {"message": f"(#{parts[2]}) no", "code": int(parts[2]), "error_data": {"details": "the details"}}
                self.answer(status, json.dumps({"error": error}).encode())
        elif parts[0] == "slow":
            time.sleep(float(parts[1]))
            self.answer(200)
        elif parts[0] == "die":
            self.close_connection = True
        elif parts[0] == "half":
            self.send_response(200)
            self.send_header("Content-Length", "1000")
            self.end_headers()
            self.wfile.write(b'{"id":')
            self.close_connection = True
        elif parts[0] == "big":
            self.answer(200, b"x" * int(parts[1]))
        elif parts[0] == "date":
            self.send_response_only(429)
            self.send_header("Date", "Sat, 28 Nov 2026 10:00:00 GMT")
            self.send_header("Retry-After", "Sat, 28 Nov 2026 10:01:30 GMT")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            self.answer(200, json.dumps(seen).encode())

    do_GET = do_POST = serve


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, *_):
        pass  # Clients that do not believe the certificate hang up.


server = Server(("127.0.0.1", 0), Handler)
if len(sys.argv) > 2:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[2], sys.argv[3])
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
print(server.server_address[1], flush=True)
server.serve_forever()
