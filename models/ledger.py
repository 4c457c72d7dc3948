"""The ledger of inbound mail: stored sealed before it is looked at, and never without a fate for long."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from domain.calendar import local_day
from domain.errors import Conflict, InvalidInput, Problem
from models.columns import micros
from models.database import Database
from models.errors import Duplicate
from models.keyring import Keyring
from models.ledger_statements import (
    ALL,
    CLAIM,
    IN_QUARANTINE,
    INSERT,
    INSERT_SEALED,
    KEY,
    KNOWN,
    NEWEST,
    OLDER,
    ONE,
    ONE_AT_A_TIME,
    ONE_OF_HERS,
    QUARANTINED_BY_CONTROLLER,
    SAID,
    SAME_CONTENT,
    SAME_MESSAGE,
    SEALED,
    SERIES,
    SETTLE,
    UNSETTLED,
    WAITING,
    line,
    new_row,
)
from models.mails import Judgement, Mail
from models.numbering import next_ref
from models.places import Place, place
from models.quarantine_folder import raw_digest
from models.statements import Row, Statement
from models.store import Transaction


class Ledger:
    """Every mail that was ever fetched. Safe to use from several threads and processes."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def receive(self, raw: bytes, mailbox_key: str, now: datetime) -> str:
        """Store a fetched mail sealed under a key of its own and commit; gives its id (`P-2026-0001`).

        The same bytes from the same place give the same id: fetching again after a crash stores nothing.
        """
        digest = raw_digest(self._keyring, raw)
        if known := self._known(mailbox_key, digest):
            return known
        key = self._keyring.new_keys(1, now)[0]
        try:
            with self._database.begin() as transaction:
                mail_id = next_ref(transaction, f"{SERIES}{local_day(now).year}")
                sealed = key.seal(raw, "mail", "raw", mail_id)
                row = new_row(mail_id, mailbox_key, digest, len(raw))
                transaction.change(INSERT, **row, received_at=micros(now), key_id=key.id)
                transaction.change(INSERT_SEALED, mail_id=mail_id, raw=sealed)
        except Duplicate:
            # Another fetch of the same mailbox stored it in the same moment.
            if known := self._known(mailbox_key, digest):
                return known
            raise
        return mail_id

    def open_raw(self, mail_id: str) -> bytes:
        """The mail as it came. Raises InvalidInput if unknown, Tampered or KeyDestroyed."""
        with self._database.read() as transaction:
            key_id, sealed = _found(transaction.one(SEALED, mail=mail_id), mail_id)
        return self._keyring.key(key_id).open(sealed, "mail", "raw", mail_id)

    def settle(self, mail_id: str, judgement: Judgement, now: datetime) -> None:
        """Give a mail its fate. A mail that became a course is from then on sealed under that course's key.

        A quarantined mail may be settled once more. Raises Conflict if it has a final fate already.
        """
        with self._database.read() as transaction:
            (key_id,) = _found(transaction.one(KEY, mail=mail_id), mail_id)
            at = place(transaction, judgement.course_ref) if judgement.course_ref else None
        if at is not None:
            self._keyring.adopt(key_id, at.key_id)
        said = judgement.decided.said.encode()
        sealed = self._keyring.key(key_id).seal(said, "mail", "said", mail_id) if said else None
        with self._database.begin() as transaction:
            self._settle(transaction, mail_id, judgement, sealed, at, now)

    def _settle(
        self,
        transaction: Transaction,
        mail_id: str,
        judgement: Judgement,
        said: bytes | None,
        at: Place | None,
        now: datetime,
    ) -> None:
        content, message = judgement.content_sha256, judgement.message_id
        touched = transaction.change(
            SETTLE,
            mail=mail_id,
            new_verdict=judgement.verdict,
            new_reason=judgement.reason,
            new_fate=judgement.fate.value,
            new_duplicate_of=judgement.duplicate_of,
            new_course_id=at.id if at else None,
            new_content_digest=self._content_digest(content) if content else None,
            new_message_digest=self._message_digest(message) if message else None,
            new_remarks=judgement.remarks,
            new_decided_by=judgement.decided.by,
            new_controller=judgement.controller,
            new_said=said,
            now=micros(now),
        )
        if not touched:
            raise Conflict(f"Mailen {mail_id} er allerede afgjort. Se den med: mentor mail ledger")

    def claim(self, mail_id: str, content_sha256: str) -> str | None:
        """Let this mail be the one that its content counts for; gives the other mail that already is, if any.

        Called before a course is made of the mail: of copies that are settled at once, or after a crash
        between course and fate, one is the original and the others are its duplicates.
        """
        content = self._content_digest(content_sha256)
        with self._database.begin() as transaction:
            transaction.all(ONE_AT_A_TIME)
            first = transaction.one(SAME_CONTENT, mail=mail_id, content=content)
            if first is None:
                transaction.change(CLAIM, mail=mail_id, content=content)
        return str(first[0]) if first else None

    def same_content(self, content_sha256: str, *, other_than: str = "") -> str | None:
        """The first mail that counts for decrypted, signed content of this hash, or None."""
        return self._first(SAME_CONTENT, other_than, content=self._content_digest(content_sha256))

    def same_message_id(self, message_id: str, *, other_than: str = "") -> str | None:
        """The first mail with this Message-ID, or None. A duplicate of the mail itself is none other."""
        return self._first(SAME_MESSAGE, other_than, message=self._message_digest(message_id))

    def mail(self, mail_id: str) -> Mail:
        """One line of the ledger. Raises InvalidInput if there is no such mail."""
        with self._database.read() as transaction:
            return line(_found(transaction.one(ONE, mail=mail_id), mail_id))

    def has(self, mail_id: str, *, of: Collection[str] = ()) -> bool:
        """Whether there is such a mail of one of these controllers (none: of any), or not known whose."""
        with self._database.read() as transaction:
            return transaction.one(ONE_OF_HERS, mail=mail_id, mine=_listed(of)) is not None

    def remarks(self, mail_id: str) -> tuple[str, ...]:
        """The judge's remarks on a mail; none if the ledger has no such mail."""
        with self._database.read() as transaction:
            row = transaction.one(ONE, mail=mail_id)
        return tuple(line(row).remarks.split()) if row else ()

    def mails(self) -> list[Mail]:
        """The whole ledger, oldest first."""
        with self._database.read() as transaction:
            return [line(row) for row in transaction.all(ALL)]

    def said(self, mail_id: str) -> str:
        """What the person who decided about a mail said of it; empty where nothing was. It is personal.

        Raises InvalidInput if there is no such mail, Tampered or KeyDestroyed.
        """
        with self._database.read() as transaction:
            key_id, sealed = _found(transaction.one(SAID, mail=mail_id), mail_id)
        if sealed is None:
            return ""
        return self._keyring.key(key_id).open(sealed, "mail", "said", mail_id).decode()

    def quarantined(self, limit: int, *, of: Collection[str] = ()) -> list[Mail]:
        """Mails that wait for a person, oldest first, so many at most: of these controllers (none: of all),
        and those of which nobody knows whose they are.
        """
        with self._database.read() as transaction:
            return [line(row) for row in transaction.all(IN_QUARANTINE, most=limit, mine=_listed(of))]

    def newest(self, limit: int, *, before: str = "", of: Collection[str] = ()) -> list[Mail]:
        """The last mails of the ledger, newest first; only older ones than `before` if it is given. `of` as
        above.
        """
        wanted = {"most": limit, "mine": _listed(of)}
        with self._database.read() as transaction:
            rows = (
                transaction.all(OLDER, before=before, **wanted)
                if before
                else transaction.all(NEWEST, **wanted)
            )
            return [line(row) for row in rows]

    def in_quarantine(self, of: Collection[str] = ()) -> tuple[int, int]:
        """How many mails lie in quarantine: of these controllers, as above, and of the others."""
        with self._database.read() as transaction:
            counts: dict[str, int] = dict(transaction.all(QUARANTINED_BY_CONTROLLER))
        hers = sum(number for key, number in counts.items() if not of or not key or key in of)
        return hers, sum(counts.values()) - hers

    def waiting(self) -> tuple[int, int]:
        """How many mails have no fate yet, and how many lie in quarantine."""
        with self._database.read() as transaction:
            counts = transaction.one(WAITING)
        return (int(counts[0]), int(counts[1])) if counts else (0, 0)

    def unsettled(self, before: datetime) -> list[Mail]:
        """Mails that came at or before this instant and have no fate yet, oldest first."""
        with self._database.read() as transaction:
            return [line(row) for row in transaction.all(UNSETTLED, before=micros(before))]

    def _known(self, mailbox_key: str, digest: bytes) -> str | None:
        with self._database.read() as transaction:
            row = transaction.one(KNOWN, mailbox=mailbox_key, digest=digest)
        return str(row[0]) if row else None

    def _first(self, statement: Statement, mail_id: str, **digest: bytes) -> str | None:
        with self._database.read() as transaction:
            row = transaction.one(statement, mail=mail_id, **digest)
        return str(row[0]) if row else None

    def _content_digest(self, content_sha256: str) -> bytes:
        return self._keyring.digest("mail-content", content_sha256)

    def _message_digest(self, message_id: str) -> bytes:
        return self._keyring.digest("mail-message-id", message_id)


def _found(row: Row | None, mail_id: str) -> Row:
    if row is None:
        problem = Problem("mail", f"{mail_id} findes ikke", "se listen med: mentor mail ledger")
        raise InvalidInput("Mail", (problem,))
    return row


def _listed(controllers: Collection[str]) -> str:
    """As the statements take a list: `,kommune-a,kommune-b,`; empty for all."""
    return f",{','.join(controllers)}," if controllers else ""
