"""Making a course unreadable for good: its keys, what its mails and letters held, and the citizen's trace.

The chain stays: every event row is kept as it is, its sealed part noise. All of it may be done again after a
crash, and does then what is left.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, func, or_, select, update

from models.case_mails import mails_of_course
from models.database import Database
from models.envelopes import UNDELIVERED, EnvelopeState
from models.errors import KeyDestroyed, KeyMissing
from models.keyring import Keyring
from models.places import COURSES, place
from models.statements import Statement, table_of
from models.store import Transaction
from models.tables.courses import BlindIndexRow
from models.tables.drafts import DraftRow
from models.tables.mail import SealedMailRow
from models.tables.notices import EnvelopeRow, IntentRow
from models.tables.seeing import BreakGlassRow

_INDEX, _CONTENTS = table_of(BlindIndexRow), table_of(SealedMailRow)
_GLASSES = table_of(BreakGlassRow)
_DRAFTS = table_of(DraftRow)
_ENVELOPES, _INTENTS = table_of(EnvelopeRow), table_of(IntentRow)
ON_THE_WAY = (
    EnvelopeState.QUEUED,
    EnvelopeState.SENDING,
    EnvelopeState.UNKNOWN,
    EnvelopeState.HELD,
    EnvelopeState.TO_POST,
)
"""Letters that somebody still has to send, or a server to take."""
_LETTERS = Statement(
    select(func.count()).select_from(_ENVELOPES).where(_ENVELOPES.c.course_id == bindparam("course"))
)
_ENTRIES = Statement(
    select(func.count()).select_from(_INDEX).where(_INDEX.c.course_id == bindparam("course"))
)
_UNSENT = Statement(
    select(func.count())
    .select_from(_ENVELOPES)
    .where(
        _ENVELOPES.c.course_id == bindparam("course"),
        _ENVELOPES.c.ended_as == "",
        or_(*(_ENVELOPES.c.state == state.value for state in (*ON_THE_WAY, *UNDELIVERED))),
    )
)
_UNWRITTEN = Statement(
    select(func.count())
    .select_from(_INTENTS)
    .where(_INTENTS.c.course_id == bindparam("course"), _INTENTS.c.envelope_id.is_(None))
)
_FORGET = Statement(delete(_INDEX).where(_INDEX.c.course_id == bindparam("course")))
_EMPTY_MAIL = Statement(update(_CONTENTS).where(_CONTENTS.c.mail_id == bindparam("mail")).values(raw=b""))
_EMPTY_LETTERS = Statement(
    update(_ENVELOPES)
    .where(_ENVELOPES.c.course_id == bindparam("course"))
    .values(address=b"", plain=b"", raw=None)
)
_EMPTY_REASONS = Statement(
    update(_GLASSES).where(_GLASSES.c.course_id == bindparam("course")).values(reason=b"")
)
_DROP_DRAFTS = Statement(delete(_DRAFTS).where(_DRAFTS.c.course_id == bindparam("course")))
_KEY_IDS = Statement(select(COURSES.c.ref, COURSES.c.key_id).order_by(COURSES.c.id))


@dataclass(frozen=True, slots=True)
class Holdings:
    """What is kept about a course that an erasure takes: its keys by id, and how many of what."""

    keys: tuple[str, ...]
    mails: int
    letters: int
    index_entries: int


def holdings_of(database: Database, ref: str) -> Holdings:
    """What an erasure of the course would take. Raises UnknownCourse."""
    with database.read() as transaction:
        at = place(transaction, ref)
        mails = mails_of_course(transaction, ref)
        keys = (at.key_id, *dict.fromkeys(mail.key_id for mail in mails))
        letters, entries = (_count(transaction, one, at.id) for one in (_LETTERS, _ENTRIES))
        return Holdings(keys, len(mails), letters, entries)


def letters_not_out(database: Database, ref: str) -> int:
    """How many letters of the course are not written, not sent or did not arrive. Raises UnknownCourse."""
    with database.read() as transaction:
        course = place(transaction, ref).id
        return _count(transaction, _UNSENT, course) + _count(transaction, _UNWRITTEN, course)


def make_unreadable(database: Database, keyring: Keyring, ref: str, now: datetime) -> None:
    """Destroy the course's keys and empty what they sealed. Raises UnknownCourse.

    The keys go first: whatever happens after, nobody can read it any more.
    """
    for key_id in holdings_of(database, ref).keys:
        if is_readable(keyring, key_id):
            keyring.destroy(key_id, now)
    with database.begin() as transaction:
        at = place(transaction, ref)
        for mail in mails_of_course(transaction, ref):
            transaction.change(_EMPTY_MAIL, mail=mail.id)
        transaction.change(_EMPTY_LETTERS, course=at.id)
        transaction.change(_FORGET, course=at.id)
        transaction.change(_EMPTY_REASONS, course=at.id)
        transaction.change(_DROP_DRAFTS, course=at.id)


def is_readable(keyring: Keyring, key_id: str) -> bool:
    """Whether a key is still there."""
    try:
        keyring.key(key_id)
    except (KeyDestroyed, KeyMissing):
        return False
    return True


def unreadable_courses(database: Database, keyring: Keyring) -> frozenset[str]:
    """The references of the courses whose key was destroyed, whatever their own history says of it."""
    with database.read() as transaction:
        found = transaction.all(_KEY_IDS)
    gone = keyring.destroyed(key_id for _, key_id in found)
    return frozenset(str(ref) for ref, key_id in found if key_id in gone)


def _count(transaction: Transaction, statement: Statement, course: int) -> int:
    row = transaction.one(statement, course=course)
    return int(row[0]) if row else 0
