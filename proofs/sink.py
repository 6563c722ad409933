"""``python -m proofs.sink PORT FOLDER``: a mail server that forgets nothing.

It speaks SMTP with STARTTLS, as the portal demands, and appends every message that it
accepts to ``FOLDER/mail.jsonl``, on the disk before the 250 is said. How it behaves
stands in ``FOLDER/mail.json`` and is read again for every message:

    delay    seconds before the answer to a message
    refuse   the code with which a message is refused (it is not accepted then)
    drop     "before": the line breaks instead of an answer, nothing is accepted
             "after": the message is accepted and the line breaks after its 250 was due
"""

from __future__ import annotations

import email
import json
import os
import socketserver
import ssl
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from email.message import Message


class Sink(socketserver.ThreadingTCPServer):
    """Listens on the loopback address only."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, port: int, folder: Path) -> None:
        self.folder = folder
        self.writing = threading.Lock()
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.tls.load_cert_chain(folder / "mail.crt", folder / "mail.key")
        super().__init__(("127.0.0.1", port), Talk)

    def behaviour(self) -> dict[str, Any]:
        """What ``mail.json`` says now."""
        path = self.folder / "mail.json"
        found: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}
        return found

    def accept(self, sender: str, recipients: list[str], data: bytes) -> None:
        """On the disk before anybody is told."""
        message = email.message_from_bytes(data)
        line = json.dumps(
            {
                "at": time.time(),
                "id": message["Message-ID"],
                "from": sender,
                "to": recipients,
                "subject": message["Subject"],
                "bytes": len(data),
                "words": _words(message),
            }
        )
        with self.writing, (self.folder / "mail.jsonl").open("a") as file:
            file.write(line + "\n")
            file.flush()
            os.fsync(file.fileno())


def _words(message: Message) -> str:
    """Every header and every part, unpacked."""
    lines = [f"{name}: {value}" for name, value in message.items()]
    for part in message.walk():
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            lines.append(content.decode(errors="replace"))
    return "\n".join(lines)


class Talk(socketserver.StreamRequestHandler):
    """One client."""

    server: Sink
    timeout = 120

    def handle(self) -> None:
        """Until QUIT, or until the line breaks."""
        self.sender, self.recipients = "", list[str]()
        try:
            self._say("220 sink")
            while line := self.rfile.readline(4096):
                if not self._answer(line.decode("latin-1").strip()):
                    return
        except OSError:
            return

    def _answer(self, line: str) -> bool:
        verb, _, rest = line.partition(" ")
        verb = verb.upper()
        if verb == "DATA":
            return self._data()
        if verb == "STARTTLS":
            self._start_tls()
            return True
        if verb == "MAIL":
            self.sender, self.recipients = rest, []
        elif verb == "RCPT":
            self.recipients.append(rest.partition(":")[2].strip("<> "))
        self._say(
            {"EHLO": "250-sink\r\n250 STARTTLS", "QUIT": "221 bye"}.get(verb, "250 ok")
        )
        return verb != "QUIT"

    def _start_tls(self) -> None:
        self._say("220 go ahead")
        self.connection = self.server.tls.wrap_socket(self.connection, server_side=True)
        self.rfile = self.connection.makefile("rb", -1)
        self.wfile = self.connection.makefile("wb", 0)

    def _data(self) -> bool:
        self._say("354 go ahead")
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b".") if line.startswith(b"..") else line)
        if line == b"":
            return False
        told = self.server.behaviour()
        time.sleep(float(told.get("delay", 0)))
        if told.get("drop") == "before":
            return False
        if code := told.get("refuse"):
            self._say(f"{code} not now")
            return True
        self.server.accept(self.sender, self.recipients, b"".join(lines))
        if told.get("drop") == "after":
            return False
        self._say("250 accepted")
        return True

    def _say(self, text: str) -> None:
        self.wfile.write(text.encode() + b"\r\n")


def main(arguments: list[str]) -> None:
    """Serve until ended."""
    port, folder = int(arguments[0]), Path(arguments[1])
    with Sink(port, folder) as sink:
        sink.serve_forever()


if __name__ == "__main__":
    main(sys.argv[1:])
