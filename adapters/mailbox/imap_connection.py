"""One connection to an IMAP server, which no server can hold open for ever or flood."""

from __future__ import annotations

import imaplib
import re
import socket
import ssl
import time
from contextlib import suppress
from pathlib import Path
from threading import Timer
from typing import Any

from imapclient import IMAPClient

from adapters.mailbox.incoming import FETCH_BYTES

NONSENSE = (ValueError, LookupError, TypeError, AttributeError, AssertionError)
"""What the IMAP libraries raise when a server does not speak IMAP."""
_GOODBYE_SECONDS = 5.0
_NEW_MAIL = re.compile(rb"\* \d+ EXISTS", re.IGNORECASE)


class Connection(IMAPClient):
    """A connection, over verified TLS if a context is given, that is cut when it is older than `longest`.

    `timeout` and `longest` are seconds. The first is for each piece of an answer; only the second helps
    against a server that sends a byte now and then. `overdue` tells that the connection was cut.
    """

    def __init__(
        self, host: str, port: int, context: ssl.SSLContext | None, *, timeout: float, longest: float
    ) -> None:
        self.overdue = False
        self._longest = longest
        self._cutter: Timer | None = None
        self._idles = False
        self._seconds = timeout
        super().__init__(host, port, ssl=context is not None, ssl_context=context, timeout=timeout)

    def idle_until_told(self, seconds: float) -> bool:
        """Let the server tell when a mail comes, at most that long; False where it will not idle after all.

        Afterwards the connection is good for nothing but to be left.
        """
        self._imap._command("IDLE")
        self._idles = True
        self._idles = self._idles_until(time.monotonic() + seconds)
        return self._idles

    def _idles_until(self, ends_at: float) -> bool:
        while (left := ends_at - time.monotonic()) > 0:
            self._imap.sock.settimeout(left)
            try:
                line = self._imap._get_line()
            except TimeoutError:
                return True
            if line.upper().startswith(b"* BYE"):
                raise imaplib.IMAP4.abort("the server says goodbye")
            if not line.startswith((b"*", b"+")):
                return False
            if _NEW_MAIL.match(line):
                return True
        return True

    def leave(self) -> None:
        """Say goodbye, briefly, and let go of the line."""
        client: Any = self
        try:
            client.socket().settimeout(_GOODBYE_SECONDS)
            if self._idles:
                self._imap.send(b"DONE\r\n")
            client.logout()
        except (imaplib.IMAP4.error, OSError, *NONSENSE):
            with suppress(OSError):  # the line may be closed already
                self.shutdown()  # there is nobody left to say goodbye to
        finally:
            self._spare()

    def _create_IMAP4(self) -> imaplib.IMAP4:  # noqa: N802 - named by IMAPClient
        try:
            return _Line(self)
        except BaseException:
            self._spare()
            raise

    def opened(self) -> socket.socket:
        """A new socket to the server, which is cut when its time is over."""
        line = socket.create_connection((self.host, self.port), self._seconds)
        if self.ssl_context is not None:
            line = self.ssl_context.wrap_socket(line, server_hostname=self.host)
        self._cutter = Timer(self._longest, self._cut, (line,))
        self._cutter.daemon = True
        self._cutter.start()
        return line

    def _cut(self, line: socket.socket) -> None:
        self.overdue = True
        with suppress(OSError):  # it was closed in the same moment
            # Not TLS's own way, which another thread's reading would not survive.
            socket.socket.shutdown(line, socket.SHUT_RDWR)

    def _spare(self) -> None:
        if self._cutter is not None:
            self._cutter.cancel()


class _Line(imaplib.IMAP4):
    """What carries the commands: it asks the connection for its socket and makes no room for floods."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        super().__init__(connection.host, connection.port)

    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        del timeout
        return self._connection.opened()

    def read(self, size: int) -> bytes:
        """A literal; one longer than any we ask for is refused before there is made room for it."""
        if size > FETCH_BYTES:
            raise imaplib.IMAP4.abort("literal too long")
        return super().read(size)


def tls_context(ca_file: Path | None) -> ssl.SSLContext:
    """Verified TLS 1.2 or newer; `ca_file` replaces the system's trust anchors."""
    context = ssl.create_default_context(cafile=ca_file)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
