"""A small IMAP server on loopback that keeps a few mails and misbehaves as the test's script says."""

from __future__ import annotations

import socketserver
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

DROP, SILENCE, DRIP = b"(drop)", b"(silence)", b"(drip)"
DRIP_EVERY = 0.05
BYE = b"* BYE going down\r\n" + DROP
GARBAGE = b"* \x00\xff )(] {x} \r\n%% what\r\n"


@dataclass
class Script:
    """What the server does: `faults` maps a command to the answers it gives instead, each of them once.

    An answer is sent as it stands, `%TAG%` being replaced; then the line is dropped, nothing more is said, or
    a byte comes now and then for ever, where it ends so. `moved` are the numbers of the mails that were moved
    away, `pause` is in seconds, `told` is what an idling client hears.
    """

    mails: dict[int, bytes]
    faults: dict[str, list[bytes]] = field(default_factory=dict)
    capabilities: str = "IMAP4rev1 MOVE UIDPLUS"
    pause: float = 0
    told: bytes = b""
    moved: list[int] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    port: int = 0

    def fault(self, command: str) -> bytes | None:
        """The next misbehaviour at this command, if any is left."""
        planned = self.faults.get(command)
        return planned.pop(0) if planned else None


@contextmanager
def serving(script: Script, context: ssl.SSLContext | None = None) -> Iterator[Script]:
    """Serve the script on a free port of 127.0.0.1, which is then in `script.port`; over TLS if wanted."""

    class Session(_Session):
        plan = script

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Session) as server:
        server.daemon_threads, server.block_on_close = True, False
        if context:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        script.port = int(server.server_address[1])
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield script
        finally:
            server.shutdown()
            thread.join(5)


class _Session(socketserver.StreamRequestHandler):
    """One connection; it ends when the client leaves or the script drops it."""

    plan: Script

    def handle(self) -> None:
        """Greet, then answer one command after the other."""
        if not self._misbehaves("GREETING", b"*"):
            self._say(b"* OK ready\r\n")
        while not self.wfile.closed and (line := self.rfile.readline()):
            tag, _, rest = line.strip().partition(b" ")
            self.plan.commands.append(rest.decode() or tag.decode())
            if not rest:
                continue  # the end of an IDLE
            words = rest.decode().split()
            name = words[1] if words[0] == "UID" else words[0]
            if name == "IDLE" and "IDLE" not in self.plan.faults:
                self._say(b"+ idling\r\n" + self.plan.told)
            elif not self._misbehaves(name, tag):
                time.sleep(self.plan.pause)
                self._say(self._answer(name, words) + tag + b" OK done\r\n")

    def _misbehaves(self, name: str, tag: bytes) -> bool:
        answer = self.plan.fault(name)
        if answer is None:
            return False
        said = answer.replace(DROP, b"").replace(SILENCE, b"").replace(DRIP, b"").replace(b"%TAG%", tag)
        self._say(said)
        if answer.endswith(DROP):
            self.wfile.close()
        while answer.endswith(DRIP) and not self.wfile.closed:
            self._say(b"*")
            time.sleep(DRIP_EVERY)
        return True

    def _say(self, text: bytes) -> None:
        try:
            self.wfile.write(text)
        except OSError:
            self.wfile.close()

    def _answer(self, name: str, words: list[str]) -> bytes:
        if name == "CAPABILITY":
            return f"* CAPABILITY {self.plan.capabilities}\r\n".encode()
        if name == "SELECT":
            return f"* {len(self.plan.mails)} EXISTS\r\n* OK [UIDVALIDITY 7] numbers\r\n".encode()
        if name == "LOGOUT":
            return b"* BYE come again\r\n"
        if name == "SEARCH":
            return self._search(words)
        if name == "LIST":
            return b'* LIST () "/" "done"\r\n* LIST () "/" "quarantine"\r\n'
        if name == "FETCH":
            return self._fetched(int(words[2]))
        if name == "MOVE":
            self.plan.moved.append(int(words[2]))
            self.plan.mails.pop(int(words[2]), None)
        return b""

    def _search(self, words: list[str]) -> bytes:
        wanted = int(words[-1]) if words[-1].isdigit() else None
        found = [str(uid) for uid in self.plan.mails if wanted in (None, uid)]
        return f"* SEARCH {' '.join(found)}".strip().encode() + b"\r\n"

    def _fetched(self, uid: int) -> bytes:
        raw = self.plan.mails.get(uid)
        if raw is None:
            return b""
        head = f"* {uid} FETCH (UID {uid} BODY[]<0> {{{len(raw)}}}\r\n".encode()
        return head + raw + b")\r\n"
