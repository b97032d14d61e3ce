"""A mail server on loopback, small enough to read: it takes mails and keeps them for the test."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class Letter:
    """One mail as it came over the wire."""

    sender: str
    receivers: list[str]
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        """The mail, read by Python's own parser."""
        read = message_from_bytes(self.raw, policy=policy.default)
        assert isinstance(read, EmailMessage)
        return read


@dataclass
class MailServer:
    """Where it listens, what has come in, and addresses it will not take."""

    port: int = 0
    letters: list[Letter] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)


@contextmanager
def mail_server() -> Iterator[MailServer]:  # noqa: C901 - a line per verb of the protocol
    """Have a real SMTP server (RFC 5321) listening while the block runs."""
    kept = MailServer()

    class Handler(socketserver.StreamRequestHandler):
        """One conversation."""

        def say(self, line: str) -> None:
            self.wfile.write(f"{line}\r\n".encode())

        def handle(self) -> None:
            self.say("220 localhost")
            sender, receivers = "", list[str]()
            while line := self.rfile.readline().decode().strip():
                verb = line.upper()
                if verb.startswith("MAIL FROM:"):
                    sender, receivers = _address(line), []
                    self.say("250 OK")
                elif verb.startswith("RCPT TO:"):
                    refused = _address(line) in kept.refused
                    receivers += [] if refused else [_address(line)]
                    self.say("550 No such mailbox" if refused else "250 OK")
                elif verb == "DATA":
                    self.say("354 Go on")
                    kept.letters.append(Letter(sender, receivers, self._data()))
                    self.say("250 Taken")
                elif verb == "QUIT":
                    self.say("221 Goodbye")
                    return
                else:
                    self.say("250 localhost")

        def _data(self) -> bytes:
            lines = []
            while (line := self.rfile.readline()) != b".\r\n":
                lines.append(line[1:] if line.startswith(b"..") else line)
            return b"".join(lines)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        kept.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield kept
        finally:
            server.shutdown()
            thread.join()


def _address(line: str) -> str:
    return line.partition("<")[2].partition(">")[0]
