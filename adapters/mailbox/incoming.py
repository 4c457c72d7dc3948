"""What an intake needs of a mailbox, and the mails it gives."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, Protocol

from domain.errors import Unavailable

Folder = Literal["done", "quarantine"]
# One byte more than the judge accepts shows that a mail is too large, and keeps memory bounded.
FETCH_BYTES = 40_000_001
FETCHED_WITHIN = timedelta(days=14)
"""A mail may have lain on the server for so long before it was fetched, while we were away."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One mail: `key` is stable in its mailbox, `raw` are its bytes as they arrived (at most FETCH_BYTES)."""

    key: str
    raw: bytes = field(repr=False)


class Mailbox(Protocol):
    """What an intake needs. Fetch, store and commit, then file: in this order nothing is ever lost."""

    def wait(self, seen: frozenset[str], seconds: float) -> bool:
        """Wait until there is a mail whose key is not in `seen`, at most so many seconds.

        It may end sooner for nothing. False, and at once, where nobody tells when a mail comes: then look
        again after a while. Raises `MailboxUnavailable`.
        """

    def fetch(self) -> Iterator[Incoming]:
        """Every mail that waits, oldest first; raises `MailboxUnavailable`."""

    def file(self, key: str, folder: Folder) -> None:
        """Move a mail out of the way; harmless if it is gone already. Raises `MailboxUnavailable`."""

    def take_out(self, chosen: Callable[[bytes], bool]) -> None:
        """Move the mails of the quarantine folder that `chosen` says yes to to `done`.

        `chosen` is asked once about each, with its bytes (at most FETCH_BYTES). Raises `MailboxUnavailable`.
        """

    def destroy(self, chosen: Callable[[bytes], bool], days: Collection[date], sizes: Collection[int]) -> int:
        """Delete for good the mails in `done` and `quarantine` that `chosen` says yes to; gives how many.

        Only those are opened that have one of these `sizes` in bytes and reached the server on one of `days`,
        on which they were fetched, or at most `FETCHED_WITHIN` before. Raises `MailboxUnavailable`.
        """


class MailboxUnavailable(Unavailable):
    """The mailbox cannot be reached or read right now; whatever waits in it stays there."""

    code = "mailbox-unavailable"
