"""An SMTP server that keeps every message, and refuses whom an address says.

    smtp.py LOG      prints its port; a line of JSON a message in LOG

Recipients: refused@… gets 550, greylisted@… 451, full@… 552; a message that says "reject this content" gets 554.
What is kept is what Python's own e-mail package makes of it.
"""
import asyncio, email, email.policy, json, sys
from aiosmtpd.controller import Controller


class Keeper:
    async def handle_RCPT(self, server, session, envelope, address, options):
        answers = {"refused": "550 5.1.1 no such user", "greylisted": "451 4.7.1 later", "full": "552 5.2.2 full"}
        answer = answers.get(address.split("@")[0])
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        text = message.get_body(("plain",))
        html = message.get_body(("html",))
        if text and "reject this content" in text.get_content():
            return "554 5.7.1 rejected"
        lines = envelope.content.split(b"\r\n")
        with open(sys.argv[1], "a") as log:
            log.write(json.dumps({
                "from": envelope.mail_from, "to": envelope.rcpt_tos,
                "headers": {name.lower(): str(value) for name, value in message.items()},
                "names": [name for name, _ in message.items()],
                "text": text.get_content() if text else None, "html": html.get_content() if html else None,
                "defects": [str(d) for part in message.walk() for d in part.defects]
                + [str(d) for v in message.values() for d in getattr(v, "defects", ())],
                "longest_line": max(map(len, lines)), "is_ascii": all(b < 128 for b in envelope.content),
            }) + "\n")
        return "250 OK"


async def main():
    controller = Controller(Keeper(), hostname="127.0.0.1", port=0)
    server = await asyncio.get_running_loop().create_server(controller.factory, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
