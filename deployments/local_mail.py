"""A small SMTP server for the demo, `mentor up` and the tests: STARTTLS, loopback, one maildir per recipient.

It delivers what it is given, byte for byte, and can be told to fail the way real servers do.
"""

from __future__ import annotations

import asyncio
import mailbox
import re
import signal
import socket
import ssl
import sys
import threading
from collections import deque
from enum import Enum
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from weakref import WeakSet

from aiosmtpd.smtp import SMTP

from adapters.settings import load_settings

LOOPBACK = "127.0.0.1"
_MAX_BYTES = 50_000_000
_WAIT_SECONDS = 10
_TURNS = 5
"""Turns of the loop until whoever just called has a session, and until one that was left is closed."""
_UNSAFE = re.compile(r"[^a-z0-9@._+-]")


class Fault(Enum):
    """One failure of the server: the stage at which it happens, and its answer (empty: it hangs up)."""

    BUSY = ("rcpt", "421 4.3.2 Try again later")
    GREYLISTED = ("rcpt", "451 4.7.1 Greylisted")
    NO_SUCH_USER = ("rcpt", "550 5.1.1 No such user")
    REFUSED_CONTENT = ("data", "554 5.6.0 Content refused")
    LOST_AFTER_STORING = ("stored", "")
    LOST_BEFORE_STORING = ("data", "")

    @property
    def stage(self) -> str:
        """`rcpt`, `data` (before the mail is stored) or `stored` (after)."""
        return self.value[0]

    @property
    def answer(self) -> str:
        """The SMTP reply, or empty where the connection is dropped."""
        return self.value[1]


def maildir_of(maildirs: Path, recipient: str) -> Path:
    """The folder of one recipient, named by the lower-case address with unsafe signs replaced."""
    return maildirs / _UNSAFE.sub("_", recipient.lower()).lstrip(".")


class LocalMailServer:
    """Listens on 127.0.0.1 in a thread of its own, from `start` (or `with`) until `stop`.

    `cert` and `key` are the TLS server's PEM files; port 0 takes a free one, which `port` then tells. What
    stands in `faults` happens to the next mails, one fault each.
    """

    def __init__(self, maildirs: Path, cert: Path, key: Path, port: int = 0) -> None:
        self._maildirs = maildirs
        self._context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self._context.minimum_version = ssl.TLSVersion.TLSv1_2
        self._context.load_cert_chain(cert, key)
        self._wanted_port = port
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="local-mail", daemon=True)
        self._sessions: WeakSet[SMTP] = WeakSet()
        self.port = port
        self.faults: deque[Fault] = deque()

    def start(self) -> Self:
        """Listen; raises `OSError` when the port is taken."""
        listening = socket.create_server((LOOPBACK, self._wanted_port))
        self.port = int(listening.getsockname()[1])
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._serve(listening), self._loop).result(_WAIT_SECONDS)
        return self

    def stop(self) -> None:
        """Stop listening, hang up on whoever is connected, and end the thread."""
        asyncio.run_coroutine_threadsafe(self._hang_up(), self._loop).result(_WAIT_SECONDS)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(_WAIT_SECONDS)
        self._loop.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def fault_at(self, stage: str) -> Fault | None:
        """Take the next fault if it belongs to this stage of a delivery."""
        return self.faults.popleft() if self.faults and self.faults[0].stage == stage else None

    def deliver(self, recipient: str, content: bytes) -> None:
        """Store one mail safely in the recipient's maildir."""
        self._maildirs.mkdir(parents=True, exist_ok=True)
        mailbox.Maildir(maildir_of(self._maildirs, recipient), create=True).add(content)

    async def _serve(self, listening: socket.socket) -> None:
        self._server = await self._loop.create_server(self._session, sock=listening)

    def _session(self) -> SMTP:
        session = SMTP(
            _Handler(self),
            data_size_limit=_MAX_BYTES,
            hostname="localhost",
            tls_context=self._context,
            require_starttls=True,
            loop=self._loop,
        )
        self._sessions.add(session)
        return session

    async def _hang_up(self) -> None:
        for listening in self._server.sockets:  # who was let in before gets a session first: it can be ended
            self._loop.remove_reader(listening.fileno())
        await _a_few_turns()
        self._server.close()
        others = asyncio.all_tasks(self._loop) - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        for session in list(self._sessions):
            if isinstance(session.transport, asyncio.WriteTransport):
                session.transport.abort()
        await _a_few_turns()


async def _a_few_turns() -> None:
    for _ in range(_TURNS):
        await asyncio.sleep(0)


def serve_home(home: Path, port: int) -> None:
    """Serve the sample installation in `home` until SIGTERM or SIGINT; mail goes to `home/mail`."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    certificate, key = home / "mail-server.cert.pem", home / "mail-server.key.pem"
    with LocalMailServer(home / "mail", certificate, key, port):
        stop.wait()


class _Handler:
    """What aiosmtpd calls for each command; the names are its own."""

    def __init__(self, server: LocalMailServer) -> None:
        self._server = server

    async def handle_exception(self, error: Exception) -> str:
        """Whatever goes wrong here is temporary for the sender; it learns the kind and nothing else."""
        return f"451 4.3.0 {type(error).__name__}"

    async def handle_RCPT(  # noqa: N802 - named by aiosmtpd
        self, _smtp: SMTP, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        """Accept a recipient unless a fault says otherwise."""
        if fault := self._server.fault_at("rcpt"):
            return fault.answer
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, smtp: SMTP, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd
        """Store the mail for every recipient, or fail as planned."""
        if fault := self._server.fault_at("data"):
            return _fail(smtp, fault)
        for recipient in envelope.rcpt_tos:
            await asyncio.to_thread(self._server.deliver, recipient, envelope.original_content)
        if fault := self._server.fault_at("stored"):
            return _fail(smtp, fault)
        return "250 2.0.0 Stored"


def _fail(smtp: Any, fault: Fault) -> str:
    if not fault.answer:
        smtp.transport.abort()
    return fault.answer or "421 4.3.2 Connection dropped"


if __name__ == "__main__":
    serve_home(Path(sys.argv[1]), load_settings().mail_out.port)
