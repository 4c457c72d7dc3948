"""The mails that belong to a course: those it was made of or took in, and the copies of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, or_, select

from models.columns import from_micros
from models.places import COURSES
from models.statements import Statement, table_of
from models.store import Transaction
from models.tables.mail import MailRow

_MAILS = table_of(MailRow)
_OWN = (
    select(_MAILS.c.id)
    .join(COURSES, COURSES.c.id == _MAILS.c.course_id)
    .where(COURSES.c.ref == bindparam("ref"))
)
_OF_COURSE = Statement(
    select(
        _MAILS.c.id,
        _MAILS.c.key_id,
        _MAILS.c.received_at,
        _MAILS.c.duplicate_of,
        _MAILS.c.raw_digest,
        _MAILS.c.size,
    )
    .where(or_(_MAILS.c.id.in_(_OWN), _MAILS.c.duplicate_of.in_(_OWN)))
    .order_by(_MAILS.c.received_at, _MAILS.c.id)
)


@dataclass(frozen=True, slots=True)
class CaseMail:
    """A mail of a course: its number, its key, when it came (UTC), what it is a copy of, the keyed digest by
    which its bytes are known again, and how many they are.
    """

    id: str
    key_id: str
    received_at: datetime
    duplicate_of: str | None
    raw_digest: bytes
    size: int


def mails_of_course(transaction: Transaction, ref: str) -> list[CaseMail]:
    """Every mail of the course, also the copies that were recognised as such, oldest first."""
    return [
        CaseMail(mail_id, key_id, from_micros(at), original, bytes(digest), size)
        for mail_id, key_id, at, original, digest, size in transaction.all(_OF_COURSE, ref=ref)
    ]
