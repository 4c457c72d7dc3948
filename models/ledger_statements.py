"""The statements of the ledger of inbound mail: how a mail is kept, found again, settled and listed."""

from __future__ import annotations

from dataclasses import fields

from sqlalchemy import (
    ColumnElement,
    ScalarSelect,
    String,
    bindparam,
    func,
    literal,
    literal_column,
    or_,
    select,
    tuple_,
    update,
)

from models.columns import from_micros
from models.mails import Fate, Mail
from models.places import COURSES
from models.statements import Row, Statement, insertion, table_of
from models.tables.courses import CounterRow
from models.tables.mail import MailRow, SealedMailRow

_MAILS, _CONTENTS = table_of(MailRow), table_of(SealedMailRow)
_COUNTERS = table_of(CounterRow)
SERIES = "P-"
INSERT, INSERT_SEALED = insertion(MailRow), insertion(SealedMailRow)
KNOWN = Statement(
    select(_MAILS.c.id).where(
        _MAILS.c.mailbox_key == bindparam("mailbox"), _MAILS.c.raw_digest == bindparam("digest")
    )
)
KEY = Statement(select(_MAILS.c.key_id).where(_MAILS.c.id == bindparam("mail")))
SEALED = Statement(
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
    "controller",
    "said",
)
SETTLE = Statement(
    update(_MAILS)
    .where(
        _MAILS.c.id == bindparam("mail"),
        or_(_MAILS.c.fate == "", _MAILS.c.fate == Fate.QUARANTINED.value),
    )
    .values({name: bindparam(f"new_{name}") for name in _JUDGED} | {"settled_at": bindparam("now")})
)
SAME_CONTENT = Statement(
    select(_MAILS.c.id)
    .where(_MAILS.c.content_digest == bindparam("content"), _MAILS.c.id != bindparam("mail"))
    .where(_MAILS.c.duplicate_of.is_(None))
    .order_by(_MAILS.c.received_at)
    .limit(1)
)
SAME_MESSAGE = Statement(
    select(_MAILS.c.id)
    .where(_MAILS.c.message_digest == bindparam("message"), _MAILS.c.id != bindparam("mail"))
    .where(or_(_MAILS.c.duplicate_of.is_(None), _MAILS.c.duplicate_of != bindparam("mail")))
    .order_by(_MAILS.c.received_at)
    .limit(1)
)
CLAIM = Statement(
    update(_MAILS).where(_MAILS.c.id == bindparam("mail")).values(content_digest=bindparam("content"))
)
ONE_AT_A_TIME = Statement(
    # Locks the numbers that mails are given; on SQLite there is only one writer anyway.
    select(_COUNTERS.c.last).where(_COUNTERS.c.series.like(f"{SERIES}%")).with_for_update()
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


def _count(fate: ColumnElement[str]) -> ScalarSelect[int]:
    return select(func.count()).where(_MAILS.c.fate == fate).scalar_subquery()


_MINE = bindparam("mine", type_=String)
_HERS = or_(
    _MAILS.c.controller == "",
    func.replace(_MINE, literal(",") + _MAILS.c.controller + ",", "") != _MINE,
    _MINE == "",
)
"""Of the municipalities in a list between commas (none: of all), or not known whose."""
ALL = Statement(_LINES)
ONE = Statement(_LINES.where(_MAILS.c.id == bindparam("mail")))
ONE_OF_HERS = Statement(select(_MAILS.c.id).where(_MAILS.c.id == bindparam("mail"), _HERS))
_UNDECIDED: ColumnElement[str] = literal_column("''")
_QUARANTINED: ColumnElement[str] = literal_column(f"'{Fate.QUARANTINED.value}'")
"""Written out, not bound: only then SQLite takes the partial indexes."""
IN_QUARANTINE = Statement(_LINES.where(_MAILS.c.fate == _QUARANTINED, _HERS).limit(bindparam("most")))
_BEFORE = _MAILS.alias("before")
_NEWEST_FIRST = _LINES.order_by(None).order_by(_MAILS.c.received_at.desc(), _MAILS.c.id.desc())
NEWEST = Statement(_NEWEST_FIRST.where(_HERS).limit(bindparam("most")))
OLDER = Statement(
    _NEWEST_FIRST.join(_BEFORE, _BEFORE.c.id == bindparam("before"))
    .where(tuple_(_MAILS.c.received_at, _MAILS.c.id) < tuple_(_BEFORE.c.received_at, _BEFORE.c.id), _HERS)
    .limit(bindparam("most"))
)
QUARANTINED_BY_CONTROLLER = Statement(
    select(_MAILS.c.controller, func.count())
    .where(_MAILS.c.fate == _QUARANTINED)
    .group_by(_MAILS.c.controller)
)
SAID = Statement(select(_MAILS.c.key_id, _MAILS.c.said).where(_MAILS.c.id == bindparam("mail")))
WAITING = Statement(select(_count(_UNDECIDED), _count(_QUARANTINED)))
UNSETTLED = Statement(_LINES.where(_MAILS.c.fate == "", _MAILS.c.received_at <= bindparam("before")))


def new_row(mail_id: str, mailbox_key: str, digest: bytes, size: int) -> dict[str, object]:
    """The row of a mail that nobody has looked at yet."""
    empty = dict.fromkeys(
        ("content_digest", "message_digest", "duplicate_of", "course_id", "said", "settled_at")
    )
    blank = dict.fromkeys(("verdict", "reason", "fate", "remarks", "decided_by", "controller"), "")
    return {"id": mail_id, "mailbox_key": mailbox_key, "raw_digest": digest, "size": size, **empty, **blank}


def line(row: Row) -> Mail:
    """A line of the ledger as it was read."""
    values = dict(zip(_FIELDS, row, strict=True))
    values["received_at"] = from_micros(values["received_at"])
    values["settled_at"] = from_micros(values["settled_at"]) if values["settled_at"] else None
    return Mail(**values)
