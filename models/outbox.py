"""Notices on their way out: intents wait, envelopes are stored finished, and only stored ones are sent.

An envelope is leased, sent and then marked. Whoever dies in between leaves a lease that runs out: the
envelope is then taken up again with the same bytes and the same Message-ID.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import or_

from domain.errors import Conflict, Refused
from domain.notices import NoticeKind, basis
from models import outbox_statements as sql
from models.columns import micros
from models.database import Database
from models.envelopes import (
    AWAY,
    MOVING,
    Ending,
    Envelope,
    EnvelopeLine,
    EnvelopeState,
    Letter,
    WaitingIntent,
)
from models.errors import KeyDestroyed, KeyMissing, Tampered
from models.keyring import Keyring
from models.numbering import next_number
from models.outbox_rows import (
    envelope_line,
    not_undelivered,
    opened_envelope,
    sealed_name,
    sha256_of,
    stored_row,
    waiting_intent,
)
from models.places import COURSES, place
from models.statements import Statement
from models.store import Transaction
from models.withholding import withhold


class Outbox:
    """Intents and envelopes. Safe to use from several threads and processes."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def pending_intents(self, now: datetime, limit: int = 500) -> list[WaitingIntent]:
        """Intents that may go now and that no envelope carries yet: urgent first, then oldest first."""
        with self._database.read() as transaction:
            rows = transaction.all(sql.PENDING, now=micros(now), most=limit)
        return [waiting_intent(row) for row in rows]

    def add_intent(
        self, course_ref: str, seq: int, *, kind: str, to: str, urgent: bool, now: datetime
    ) -> None:
        """Ask for a notice that no event causes by itself (a letter is held). It is asked for once."""
        with self._database.begin() as transaction:
            transaction.change(
                sql.ADD_INTENT,
                course_id=place(transaction, course_ref).id,
                seq=seq,
                kind=kind,
                recipient=to,
                basis=basis(NoticeKind(kind), to).value,
                urgent=urgent,
                not_before=micros(now),
                caused_at=micros(now),
            )

    def store_envelope(
        self, letter: Letter, intents: Sequence[int], now: datetime, *, instead_of: Ending | None = None
    ) -> int:
        """Store a finished letter and tie its intents to it, in one commit; gives the envelope's number.

        `instead_of` ends the undelivered letter that it replaces. Raises Conflict if another envelope carries
        one of the intents already, and Refused like `end`: then nothing is stored.
        """
        shared = None if letter.course_ref else self._keyring.controller_key(letter.controller, now)
        with self._database.begin() as transaction:
            at = place(transaction, letter.course_ref) if letter.course_ref else None
            number = next_number(transaction, "envelope")
            key_id = at.key_id if at else shared.id if shared else ""
            row = stored_row(letter, self._keyring.key(key_id), number, now)
            if instead_of is not None:
                _end(transaction, instead_of)
                transaction.change(sql.UNTIE, envelope=instead_of.number)
                row["replaces"] = instead_of.number
            transaction.change(sql.INSERT, course_id=at.id if at else None, **row)
            tied = [{"intent": intent, "envelope": number} for intent in intents]
            if transaction.change_many(sql.TIE, tied) != len(tied):
                raise Conflict("En anden udsendelse har allerede taget beskederne. Intet er gemt her.")
        return number

    def lease_envelopes(self, now: datetime, lease_seconds: int = 120, limit: int = 50) -> list[Envelope]:
        """Take letters to send, urgent first, for so long; nobody else gets them meanwhile.

        What was taken before and never marked is taken again: its outcome is unknown, its bytes are the same.
        """
        until = micros(now + timedelta(seconds=lease_seconds))
        with self._database.begin() as transaction:
            numbers = [number for (number,) in transaction.all(sql.TO_SEND, now=micros(now), most=limit)]
            tokens = {number: secrets.token_hex(8) for number in numbers}
            leases = [
                {"envelope": number, "token": token, "until": until} for number, token in tokens.items()
            ]
            transaction.change_many(sql.LEASE, leases)
        taken = (self._opened(number, token, now) for number, token in tokens.items())
        return [envelope for envelope in taken if envelope]

    def mark(
        self,
        envelope: Envelope,
        state: EnvelopeState,
        now: datetime,
        *,
        reason: str = "",
        retry_at: datetime | None = None,
    ) -> None:
        """Say how the attempt ended; `retry_at` is needed for `queued` and `unknown`, which come back.

        Raises Conflict if the lease had run out and somebody else has taken the letter since.
        """
        if (state in MOVING) != (retry_at is not None):
            raise ValueError("queued and unknown come back at retry_at, and nothing else does")
        with self._database.begin() as transaction:
            touched = transaction.change(
                sql.MARK,
                envelope=envelope.id,
                token=envelope.lease,
                new_state=state.value,
                why=reason,
                again=micros(retry_at) if retry_at else None,
                settled=None if retry_at else micros(now),
            )
        if not touched:
            raise _overtaken(envelope)

    def put_back(self, envelope: Envelope, retry_at: datetime) -> None:
        """Give back a leased letter that no server was offered: no attempt was made. Raises as `mark`."""
        with self._database.begin() as transaction:
            values = {"token": envelope.lease, "again": micros(retry_at)}
            if not transaction.change(sql.PUT_BACK, envelope=envelope.id, **values):
                raise _overtaken(envelope)

    def release(self, number: int, raw: bytes, message_id: str, now: datetime) -> None:
        """Give a held letter the bytes it can now be sent as. Raises Refused if it is not held."""
        with self._database.begin() as transaction:
            row = transaction.one(sql.OPENED, envelope=number)
            sealed = (
                self._keyring.key(row[3]).seal(raw, "envelope", "raw", sealed_name(number)) if row else b""
            )
            values = {"bytes": sealed, "sha256": sha256_of(raw), "name": message_id, "now": micros(now)}
            if not transaction.change(sql.RELEASE, envelope=number, **values):
                raise Refused("not-held", f"Udsendelse {number} venter ikke på et certifikat.")

    def posted(self, number: int, now: datetime, by: str = "") -> None:
        """A person has sent the letter by Digital Post. Raises Refused if it was not waiting for that."""
        with self._database.begin() as transaction:
            if not transaction.change(sql.POSTED, envelope=number, now=micros(now), by=by):
                raise Refused("not-to-post", f"Udsendelse {number} venter ikke på at blive sendt som post.")

    def carried_by(self, number: int) -> list[WaitingIntent]:
        """The intents that a letter carries, in the order they were asked for."""
        with self._database.read() as transaction:
            return [waiting_intent(row) for row in transaction.all(sql.CARRIED, envelope=number)]

    def end(self, ending: Ending) -> None:
        """Tick off an undelivered letter. Raises Refused if it is none, or is ended already."""
        with self._database.begin() as transaction:
            _end(transaction, ending)

    def withhold(self, course_ref: str, by: str, now: datetime) -> None:
        """Stop what rests on a withdrawn consent on the course and is not being sent this moment."""
        with self._database.begin() as transaction:
            withhold(transaction, place(transaction, course_ref).id, by, now)

    def bounced(self, message_id: str, reason: str, now: datetime) -> bool:
        """A delivery report says that this letter did not arrive; False if it is none of ours."""
        with self._database.begin() as transaction:
            return transaction.change(sql.BOUNCED, name=message_id, why=reason, now=micros(now)) > 0

    def envelopes(
        self, *, states: Collection[EnvelopeState] = (), course_ref: str | None = None
    ) -> list[EnvelopeLine]:
        """The letters without their content, oldest first: of some states, of one course, or all."""
        query = sql.LINES
        if states:
            query = query.where(or_(*(sql.ENVELOPES.c.state == state.value for state in states)))
            query = query if AWAY.intersection(states) else query.where(*sql.NOT_AWAY)
        if course_ref is not None:
            query = query.where(COURSES.c.ref == course_ref)
        with self._database.read() as transaction:
            return [envelope_line(row) for row in transaction.all(Statement(query))]

    def plain(self, number: int) -> bytes:
        """What a letter says, before it was encrypted. Raises Tampered or KeyDestroyed."""
        with self._database.read() as transaction:
            row = transaction.one(sql.OPENED, envelope=number)
        if row is None:
            raise Refused("unknown-envelope", f"Der findes ingen udsendelse {number}.")
        return self._keyring.key(row[3]).open(row[10], "envelope", "plain", sealed_name(number))

    def _opened(self, number: int, token: str, now: datetime) -> Envelope | None:
        """The leased letter; one that cannot be opened fails by itself and holds nobody else up."""
        with self._database.read() as transaction:
            row = transaction.one(sql.OPENED, envelope=number)
        if row is None:
            return None
        try:
            return opened_envelope(row, self._keyring.key(row[3]), token)
        except (Tampered, KeyMissing, KeyDestroyed) as error:
            failed = {"new_state": EnvelopeState.FAILED.value, "why": error.code, "again": None}
            with self._database.begin() as transaction:
                transaction.change(sql.MARK, envelope=number, token=token, settled=micros(now), **failed)
            return None


def _overtaken(envelope: Envelope) -> Conflict:
    return Conflict(f"Udsendelse {envelope.id} er taget op af en anden. Dens udfald afgøres der.")


def _end(transaction: Transaction, ending: Ending) -> None:
    ended = {"how": ending.reason, "by": ending.by}
    if not transaction.change(sql.END, envelope=ending.number, **ended):
        raise not_undelivered(ending.number)
