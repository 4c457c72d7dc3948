"""An IMAP account as the mailbox that mail arrives in; whatever its server does wrong loses no mail."""

from __future__ import annotations

import imaplib
import ipaddress
import ssl
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from imapclient.exceptions import LoginError
from pydantic import SecretStr

from adapters.mailbox.imap_connection import NONSENSE, Connection, tls_context
from adapters.mailbox.incoming import FETCH_BYTES, FETCHED_WITHIN, Folder, Incoming, MailboxUnavailable
from domain.errors import InvalidInput, Problem

INBOX = "INBOX"
_AFTER = timedelta(days=2)
"""A server counts days by its own clock and zone."""
_PARTIAL = f"BODY.PEEK[]<0.{FETCH_BYTES}>"


@dataclass
class ImapMailbox:
    """The inbox of an IMAP account, over TLS 1.2 or newer with a verified certificate.

    Without TLS only this machine itself is spoken to. `ca_file` replaces the system's trust anchors,
    `timeout` (for each piece of an answer) and `longest` (for a whole connection) are in seconds. One
    connection serves fetching and filing; it is opened when needed, and again when it broke. Raises
    `InvalidInput` when TLS is switched off for another machine.
    """

    host: str
    port: int
    user: str
    password: SecretStr
    ca_file: Path | None = None
    tls: bool = True
    timeout: float = 60
    longest: float = 240
    _client: Any = field(default=None, init=False, repr=False)
    _validity: int = field(default=0, init=False, repr=False)

    def __post_init__(self) -> None:
        if not self.tls and not _is_this_machine(self.host):
            problem = Problem("tls", "må kun slås fra på denne maskine", "fjern indstillingen tls")
            raise InvalidInput("IMAP", (problem,))

    def wait(self, seen: frozenset[str], seconds: float) -> bool:
        """Wait until a mail comes that is not in `seen`; see `Mailbox`. It takes a connection of its own."""
        with replace(self, longest=seconds + self.timeout) as box, box._connected() as client:
            if not client.has_capability("IDLE"):
                return False
            here = {_key(box._validity, uid) for uid in client.search("UNDELETED")}
            return bool(here - seen) or bool(client.idle_until_told(seconds))

    def fetch(self) -> Iterator[Incoming]:
        """Every mail in the inbox, oldest first; ends early when the server renumbers meanwhile.

        It also ends early after half of the time that a connection may take: the rest comes next time.
        """
        self.close()  # a new connection has all its time before it
        enough_at = time.monotonic() + self.longest / 2
        with self._connected() as client:
            uids, validity = sorted(client.search("UNDELETED")), self._validity
        for uid in uids:
            raw = self._raw(uid, validity)
            if raw is not None:
                yield Incoming(_key(validity, uid), raw)
            if time.monotonic() > enough_at:
                return

    def file(self, key: str, folder: Folder) -> None:
        """Move one mail to the folder, which is made when missing; a stale key moves nothing."""
        _, validity, uid = key.rsplit("/", 2)
        with self._connected() as client:
            if int(validity) != self._validity:
                return
            _move(client, int(uid), _folder(client, folder))

    def take_out(self, chosen: Callable[[bytes], bool]) -> None:
        """Move the mails in the quarantine folder that `chosen` says yes to, given their bytes, to `done`.

        Afterwards the connection is closed: a new one has the inbox selected, whatever happened in this one.
        """
        try:
            with self._connected() as client:
                done = _folder(client, "done")
                client.select_folder(_folder(client, "quarantine"))
                for uid in sorted(client.search("UNDELETED")):
                    raw = _content(client, uid)
                    if raw is not None and chosen(raw):
                        _move(client, uid, done)
        finally:
            self.close()

    def destroy(self, chosen: Callable[[bytes], bool], days: Collection[date], sizes: Collection[int]) -> int:
        """Delete the mails in `done` and `quarantine` that `chosen` says yes to, of those sizes, days and the
        two weeks before each. Afterwards the connection is closed, as after `take_out`.
        """
        try:
            with self._connected() as client:
                return sum(_destroyed(client, name, chosen, days, sizes) for name in ("done", "quarantine"))
        finally:
            self.close()

    def close(self) -> None:
        """Say goodbye to the server; the mailbox can be used again afterwards."""
        client, self._client = self._client, None
        if client is not None:
            client.leave()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _raw(self, uid: int, validity: int) -> bytes | None:
        """The bytes of one mail; None when somebody else took it away or the numbers changed."""
        with self._connected() as client:
            if self._validity != validity:
                return None
            return _content(client, uid)

    @contextmanager
    def _connected(self) -> Iterator[Any]:
        """The connection with the inbox selected; a fault closes it and becomes `MailboxUnavailable`."""
        try:
            if self._client is None:
                self._client = self._open()
            yield self._client
        except (imaplib.IMAP4.error, OSError, *NONSENSE) as error:
            why = "den svarer alt for langsomt" if self._overdue() else _cause(error)
            self.close()
            text = f"Postkassen på {self.host}:{self.port} kan ikke bruges: {why}. Posten venter."
            raise MailboxUnavailable(text) from error

    def _overdue(self) -> bool:
        return bool(self._client and self._client.overdue)

    def _open(self) -> Any:
        context = tls_context(self.ca_file) if self.tls else None
        client: Any = Connection(self.host, self.port, context, timeout=self.timeout, longest=self.longest)
        try:
            client.login(self.user, self.password.get_secret_value())
            self._validity = int(client.select_folder(INBOX)[b"UIDVALIDITY"])
        except BaseException:
            client.leave()
            raise
        return client


def _content(client: Any, uid: int) -> bytes | None:
    """The bytes of a mail in the selected folder; None when it is gone."""
    raw: bytes | None = client.fetch([uid], [_PARTIAL]).get(uid, {}).get(b"BODY[]<0>")
    return raw


def _folder(client: Any, name: str) -> str:
    """The folder's full name on this server, which is made when it does not exist."""
    personal = client.namespace().personal if client.has_capability("NAMESPACE") else ()
    full = (personal[0][0] if personal else "") + name
    if not client.folder_exists(full):
        client.create_folder(full)
        client.subscribe_folder(full)
    return full


def _move(client: Any, uid: int, target: str) -> None:
    """Move one mail; without MOVE and UIDPLUS it stays, marked as deleted, which `fetch` passes over."""
    try:
        if client.has_capability("MOVE"):
            client.move([uid], target)
            return
        client.copy([uid], target)
        client.delete_messages([uid])
        if client.has_capability("UIDPLUS"):
            client.expunge([uid])  # a plain EXPUNGE takes what others marked, too
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error:
        if client.search(["UID", uid]):
            raise  # it is there and was refused; one that has vanished needs no moving


def _destroyed(
    client: Any, name: str, chosen: Callable[[bytes], bool], days: Collection[date], sizes: Collection[int]
) -> int:
    client.select_folder(_folder(client, name))
    uids: set[int] = set()
    for day in days:
        uids |= {*client.search(["SINCE", day - FETCHED_WITHIN, "BEFORE", day + _AFTER])}
    listed = client.fetch(sorted(uids), ["RFC822.SIZE"]) if uids else {}
    fitting = [uid for uid, facts in sorted(listed.items()) if facts.get(b"RFC822.SIZE") in sizes]
    found = [uid for uid in fitting if (raw := _content(client, uid)) is not None and chosen(raw)]
    if found:
        client.delete_messages(found)
        # Without UIDPLUS a plain EXPUNGE takes what others marked in these folders, too: they wanted it gone.
        client.expunge(found if client.has_capability("UIDPLUS") else None)
    return len(found)


def _key(validity: int, uid: int) -> str:
    return f"{INBOX}/{validity}/{uid}"


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _cause(error: Exception) -> str:
    """The cause in words of ours: a server's own may quote the account."""
    if isinstance(error, ssl.SSLError):
        return "certifikatet kan ikke godkendes, eller TLS fejler"
    if isinstance(error, LoginError):
        return "brugernavn eller adgangskode blev afvist"
    if isinstance(error, OSError):
        return "der er ingen forbindelse, eller den svarer ikke"
    return "serveren svarede uventet"
