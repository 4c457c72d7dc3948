"""The ledger of inbound mail: stored sealed before it is looked at, and never without a fate for long."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime

from sqlalchemy import bindparam, or_, select, update

from domain.calendar import local_day
from domain.errors import Conflict, InvalidInput, Problem
from models.columns import from_micros, micros
from models.database import Database
from models.errors import Duplicate
from models.keyring import Keyring
from models.mails import Fate, Judgement, Mail
from models.numbering import next_ref
from models.places import COURSES, Place, place
from models.quarantine_folder import raw_digest
from models.statements import Row, Statement, insertion, table_of
from models.store import Transaction
from models.tables.courses import CounterRow
from models.tables.mail import MailRow, SealedMailRow

_MAILS, _CONTENTS = table_of(MailRow), table_of(SealedMailRow)
_COUNTERS = table_of(CounterRow)
_SERIES = "P-"
_INSERT, _INSERT_SEALED = insertion(MailRow), insertion(SealedMailRow)
_KNOWN = Statement(
    select(_MAILS.c.id).where(
        _MAILS.c.mailbox_key == bindparam("mailbox"), _MAILS.c.raw_digest == bindparam("digest")
    )
)
_KEY = Statement(select(_MAILS.c.key_id).where(_MAILS.c.id == bindparam("mail")))
_SEALED = Statement(
    select(_MAILS.c.key_id, _CONTENTS.c.raw)
    .join(_CONTENTS, _CONTENTS.c.mail_id == _MAILS.c.id)
    .where(_MAILS.c.id == bindparam("mail"))
)
_JUDGED = (
    "verdict",
    "reason",
    "fate",
    "duplicate_of",
    "course_id",
    "content_digest",
    "message_digest",
    "remarks",
    "decided_by",
)
_SETTLE = Statement(
    update(_MAILS)
    .where(
        _MAILS.c.id == bindparam("mail"),
        or_(_MAILS.c.fate == "", _MAILS.c.fate == Fate.QUARANTINED.value),
    )
    .values({name: bindparam(f"new_{name}") for name in _JUDGED} | {"settled_at": bindparam("now")})
)
_SAME_CONTENT = Statement(
    select(_MAILS.c.id)
    .where(_MAILS.c.content_digest == bindparam("content"), _MAILS.c.id != bindparam("mail"))
    .where(_MAILS.c.duplicate_of.is_(None))
    .order_by(_MAILS.c.received_at)
    .limit(1)
)
_SAME_MESSAGE = Statement(
    select(_MAILS.c.id)
    .where(_MAILS.c.message_digest == bindparam("message"), _MAILS.c.id != bindparam("mail"))
    .where(or_(_MAILS.c.duplicate_of.is_(None), _MAILS.c.duplicate_of != bindparam("mail")))
    .order_by(_MAILS.c.received_at)
    .limit(1)
)
_CLAIM = Statement(
    update(_MAILS).where(_MAILS.c.id == bindparam("mail")).values(content_digest=bindparam("content"))
)
_ONE_AT_A_TIME = Statement(
    # Locks the numbers that mails are given; on SQLite there is only one writer anyway.
    select(_COUNTERS.c.last).where(_COUNTERS.c.series.like(f"{_SERIES}%")).with_for_update()
)
_LINES = (
    select(
        _MAILS.c.id,
        _MAILS.c.mailbox_key,
        _MAILS.c.received_at,
        _MAILS.c.size,
        _MAILS.c.verdict,
        _MAILS.c.reason,
        _MAILS.c.fate,
        _MAILS.c.duplicate_of,
        COURSES.c.ref,
        _MAILS.c.remarks,
        _MAILS.c.decided_by,
        _MAILS.c.settled_at,
    )
    .join(COURSES, COURSES.c.id == _MAILS.c.course_id, isouter=True)
    .order_by(_MAILS.c.received_at, _MAILS.c.id)
)
_FIELDS = tuple(field.name for field in fields(Mail))
_ALL = Statement(_LINES)
_ONE = Statement(_LINES.where(_MAILS.c.id == bindparam("mail")))
_UNSETTLED = Statement(_LINES.where(_MAILS.c.fate == "", _MAILS.c.received_at <= bindparam("before")))


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
                mail_id = next_ref(transaction, f"{_SERIES}{local_day(now).year}")
                sealed = key.seal(raw, "mail", "raw", mail_id)
                row = _new_row(mail_id, mailbox_key, digest, len(raw))
                transaction.change(_INSERT, **row, received_at=micros(now), key_id=key.id)
                transaction.change(_INSERT_SEALED, mail_id=mail_id, raw=sealed)
        except Duplicate:
            # Another fetch of the same mailbox stored it in the same moment.
            if known := self._known(mailbox_key, digest):
                return known
            raise
        return mail_id

    def open_raw(self, mail_id: str) -> bytes:
        """The mail as it came. Raises InvalidInput if unknown, Tampered or KeyDestroyed."""
        with self._database.read() as transaction:
            key_id, sealed = _found(transaction.one(_SEALED, mail=mail_id), mail_id)
        return self._keyring.key(key_id).open(sealed, "mail", "raw", mail_id)

    def settle(self, mail_id: str, judgement: Judgement, now: datetime) -> None:
        """Give a mail its fate. A mail that became a course is from then on sealed under that course's key.

        A quarantined mail may be settled once more. Raises Conflict if it has a final fate already.
        """
        with self._database.read() as transaction:
            (key_id,) = _found(transaction.one(_KEY, mail=mail_id), mail_id)
            at = place(transaction, judgement.course_ref) if judgement.course_ref else None
        if at is not None:
            self._keyring.adopt(key_id, at.key_id)
        with self._database.begin() as transaction:
            self._settle(transaction, mail_id, judgement, at, now)

    def _settle(
        self, transaction: Transaction, mail_id: str, judgement: Judgement, at: Place | None, now: datetime
    ) -> None:
        content, message = judgement.content_sha256, judgement.message_id
        touched = transaction.change(
            _SETTLE,
            mail=mail_id,
            new_verdict=judgement.verdict,
            new_reason=judgement.reason,
            new_fate=judgement.fate.value,
            new_duplicate_of=judgement.duplicate_of,
            new_course_id=at.id if at else None,
            new_content_digest=self._content_digest(content) if content else None,
            new_message_digest=self._message_digest(message) if message else None,
            new_remarks=judgement.remarks,
            new_decided_by=judgement.decided_by,
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
            transaction.all(_ONE_AT_A_TIME)
            first = transaction.one(_SAME_CONTENT, mail=mail_id, content=content)
            if first is None:
                transaction.change(_CLAIM, mail=mail_id, content=content)
        return str(first[0]) if first else None

    def same_content(self, content_sha256: str, *, other_than: str = "") -> str | None:
        """The first mail that counts for decrypted, signed content of this hash, or None."""
        return self._first(_SAME_CONTENT, other_than, content=self._content_digest(content_sha256))

    def same_message_id(self, message_id: str, *, other_than: str = "") -> str | None:
        """The first mail with this Message-ID, or None. A duplicate of the mail itself is none other."""
        return self._first(_SAME_MESSAGE, other_than, message=self._message_digest(message_id))

    def mail(self, mail_id: str) -> Mail:
        """One line of the ledger. Raises InvalidInput if there is no such mail."""
        with self._database.read() as transaction:
            return _line(_found(transaction.one(_ONE, mail=mail_id), mail_id))

    def remarks(self, mail_id: str) -> tuple[str, ...]:
        """The judge's remarks on a mail; none if the ledger has no such mail."""
        with self._database.read() as transaction:
            row = transaction.one(_ONE, mail=mail_id)
        return tuple(_line(row).remarks.split()) if row else ()

    def mails(self) -> list[Mail]:
        """The whole ledger, oldest first."""
        with self._database.read() as transaction:
            return [_line(row) for row in transaction.all(_ALL)]

    def unsettled(self, before: datetime) -> list[Mail]:
        """Mails that came at or before this instant and have no fate yet, oldest first."""
        with self._database.read() as transaction:
            return [_line(row) for row in transaction.all(_UNSETTLED, before=micros(before))]

    def _known(self, mailbox_key: str, digest: bytes) -> str | None:
        with self._database.read() as transaction:
            row = transaction.one(_KNOWN, mailbox=mailbox_key, digest=digest)
        return str(row[0]) if row else None

    def _first(self, statement: Statement, mail_id: str, **digest: bytes) -> str | None:
        with self._database.read() as transaction:
            row = transaction.one(statement, mail=mail_id, **digest)
        return str(row[0]) if row else None

    def _content_digest(self, content_sha256: str) -> bytes:
        return self._keyring.digest("mail-content", content_sha256)

    def _message_digest(self, message_id: str) -> bytes:
        return self._keyring.digest("mail-message-id", message_id)


def _new_row(mail_id: str, mailbox_key: str, digest: bytes, size: int) -> dict[str, object]:
    empty = dict.fromkeys(("content_digest", "message_digest", "duplicate_of", "course_id", "settled_at"))
    blank = dict.fromkeys(("verdict", "reason", "fate", "remarks", "decided_by"), "")
    return {"id": mail_id, "mailbox_key": mailbox_key, "raw_digest": digest, "size": size, **empty, **blank}


def _found(row: Row | None, mail_id: str) -> Row:
    if row is None:
        problem = Problem("mail", f"{mail_id} findes ikke", "se listen med: mentor mail ledger")
        raise InvalidInput("Mail", (problem,))
    return row


def _line(row: Row) -> Mail:
    values = dict(zip(_FIELDS, row, strict=True))
    values["received_at"] = from_micros(values["received_at"])
    values["settled_at"] = from_micros(values["settled_at"]) if values["settled_at"] else None
    return Mail(**values)
