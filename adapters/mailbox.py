"""Where mail arrives: an IMAP server or a maildir. Fetching takes nothing away; `file` moves what is done."""

from __future__ import annotations

import imaplib
import ipaddress
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Protocol, Self

from imapclient import IMAPClient
from imapclient.exceptions import LoginError
from pydantic import SecretStr

from domain.errors import InvalidInput, Problem, Unavailable

Folder = Literal["done", "quarantine"]
INBOX = "INBOX"
# One byte more than the judge accepts shows that a mail is too large, and keeps memory bounded.
FETCH_BYTES = 40_000_001
_PARTIAL = f"BODY.PEEK[]<0.{FETCH_BYTES}>"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One mail: `key` is stable in its mailbox, `raw` are its bytes as they arrived (at most FETCH_BYTES)."""

    key: str
    raw: bytes = field(repr=False)


class Mailbox(Protocol):
    """What an intake needs. Fetch, store and commit, then file: in this order nothing is ever lost."""

    def fetch(self) -> Iterator[Incoming]:
        """Every mail that waits, oldest first; raises `MailboxUnavailable`."""

    def file(self, key: str, folder: Folder) -> None:
        """Move a mail out of the way; harmless if it is gone already. Raises `MailboxUnavailable`."""


class MailboxUnavailable(Unavailable):
    """The mailbox cannot be reached or read right now; whatever waits in it stays there."""

    code = "mailbox-unavailable"


@dataclass
class ImapMailbox:
    """The inbox of an IMAP account, over TLS 1.2 or newer with a verified certificate.

    Without TLS only this machine itself is spoken to. `ca_file` replaces the system's trust anchors,
    `timeout` is in seconds. One connection serves fetching and filing; it is opened when needed, and again
    when it broke. Raises `InvalidInput` when TLS is switched off for another machine.
    """

    host: str
    port: int
    user: str
    password: SecretStr
    ca_file: Path | None = None
    tls: bool = True
    timeout: float = 60
    _client: Any = field(default=None, init=False, repr=False)
    _validity: int = field(default=0, init=False, repr=False)

    def __post_init__(self) -> None:
        if not self.tls and not _is_this_machine(self.host):
            problem = Problem("tls", "må kun slås fra på denne maskine", "fjern indstillingen tls")
            raise InvalidInput("IMAP", (problem,))

    def fetch(self) -> Iterator[Incoming]:
        """Every mail in the inbox, oldest first; ends early when the server renumbers meanwhile."""
        with self._connected() as client:
            uids, validity = sorted(client.search("UNDELETED")), self._validity
        for uid in uids:
            raw = self._raw(uid, validity)
            if raw is not None:
                yield Incoming(f"{INBOX}/{validity}/{uid}", raw)

    def file(self, key: str, folder: Folder) -> None:
        """Move one mail to the folder, which is made when missing; a stale key moves nothing."""
        _, validity, uid = key.rsplit("/", 2)
        with self._connected() as client:
            if int(validity) != self._validity:
                return
            target = _folder(client, folder)
            if client.has_capability("MOVE"):
                client.move([int(uid)], target)
            else:
                client.copy([int(uid)], target)
                client.delete_messages([int(uid)])
                client.expunge()

    def close(self) -> None:
        """Say goodbye to the server; the mailbox can be used again afterwards."""
        client, self._client = self._client, None
        if client is not None:
            _leave(client)

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
            found = client.fetch([uid], [_PARTIAL]).get(uid, {})
            raw: bytes | None = found.get(b"BODY[]<0>")
            return raw

    @contextmanager
    def _connected(self) -> Iterator[Any]:
        """The connection with the inbox selected; a fault closes it and becomes `MailboxUnavailable`."""
        try:
            if self._client is None:
                self._client = self._open()
            yield self._client
        except (imaplib.IMAP4.error, OSError) as error:
            self.close()
            text = f"Postkassen på {self.host}:{self.port} kan ikke bruges: {_cause(error)}. Posten venter."
            raise MailboxUnavailable(text) from error

    def _open(self) -> Any:
        context = ssl.create_default_context(cafile=self.ca_file) if self.tls else None
        if context is not None:
            context.minimum_version = ssl.TLSVersion.TLSv1_2
        client: Any = IMAPClient(
            self.host, self.port, ssl=self.tls, ssl_context=context, timeout=self.timeout
        )
        try:
            client.login(self.user, self.password.get_secret_value())
            self._validity = int(client.select_folder(INBOX)[b"UIDVALIDITY"])
        except BaseException:
            _leave(client)
            raise
        return client


@dataclass(frozen=True)
class MaildirMailbox:
    """A maildir; what is done moves into its subfolders `.done` and `.quarantine` (Maildir++)."""

    path: Path

    def fetch(self) -> Iterator[Incoming]:
        """Every mail in `new` and `cur`, oldest first."""
        for file in self._oldest_first():
            raw = self._raw(file)
            if raw is not None:
                yield Incoming(_unique(file), raw)

    def file(self, key: str, folder: Folder) -> None:
        """Move one mail to the subfolder, marked as seen; one that is gone already is left alone."""
        target = self.path / f".{folder}" / "cur"
        try:
            for found in [file for file in self._files() if _unique(file) == key]:
                target.mkdir(parents=True, exist_ok=True)
                with suppress(FileNotFoundError):  # somebody else moved it first
                    found.replace(target / f"{key}:2,S")
        except OSError as error:
            raise self._unavailable(error) from error

    def _oldest_first(self) -> list[Path]:
        try:
            found = [(_arrived(file), file.name, file) for file in self._files()]
        except OSError as error:
            raise self._unavailable(error) from error
        return [file for _, _, file in sorted(found)]

    def _raw(self, file: Path) -> bytes | None:
        """The bytes of one mail; None when somebody else took it away meanwhile."""
        try:
            with file.open("rb") as stream:
                return stream.read(FETCH_BYTES)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._unavailable(error) from error

    def _files(self) -> list[Path]:
        folders = [self.path / "new", self.path / "cur"]
        return [file for folder in folders for file in folder.iterdir() if file.is_file()]

    def _unavailable(self, error: OSError) -> MailboxUnavailable:
        return MailboxUnavailable(f"Maildir-mappen {self.path} kan ikke læses: {type(error).__name__}.")


def _arrived(file: Path) -> int:
    """When a file came (nanoseconds); 0 when somebody else took it away meanwhile."""
    try:
        return file.stat().st_mtime_ns
    except FileNotFoundError:
        return 0


def _unique(file: Path) -> str:
    """The part of a maildir file name that stays when flags change."""
    return file.name.partition(":2,")[0]


def _folder(client: Any, name: str) -> str:
    """The folder's full name on this server, which is made when it does not exist."""
    personal = client.namespace().personal if client.has_capability("NAMESPACE") else ()
    full = (personal[0][0] if personal else "") + name
    if not client.folder_exists(full):
        client.create_folder(full)
        client.subscribe_folder(full)
    return full


def _leave(client: Any) -> None:
    try:
        client.logout()
    except (imaplib.IMAP4.error, OSError):
        client.shutdown()  # the server went first; there is nobody left to say goodbye to


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
