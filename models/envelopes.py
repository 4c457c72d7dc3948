"""What the outbox takes and gives: waiting intents, finished letters, and envelopes that are being sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EnvelopeState(StrEnum):
    """Where a letter is. Only the first three have a time at which somebody takes it up again."""

    QUEUED = "queued"
    SENDING = "sending"
    UNKNOWN = "unknown"
    SENT = "sent"
    FAILED = "failed"
    BOUNCED = "bounced"
    HELD = "held"
    TO_POST = "to_post"
    POSTED = "posted"


MOVING = frozenset({EnvelopeState.QUEUED, EnvelopeState.UNKNOWN})
"""After an attempt these come back at a given time; every other state is the end of sending."""

AWAY = frozenset({EnvelopeState.SENT, EnvelopeState.POSTED})
"""What has gone: nearly all there is, so nothing that still waits is looked for among it."""

UNDELIVERED = (EnvelopeState.FAILED, EnvelopeState.BOUNCED)
"""What did not arrive: a person resends it or ticks it off."""


@dataclass(frozen=True, slots=True)
class WaitingIntent:
    """A notice that nobody has written yet. `seq` is the event that caused it, `basis` what telling it rested
    on then (`domain.notices.Basis`); instants are UTC.
    """

    id: int
    course_ref: str
    controller: str
    seq: int
    kind: str
    to: str
    basis: str
    urgent: bool
    not_before: datetime
    caused_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A finished letter to be stored. `raw` are the very bytes to send, None while it cannot be encrypted.

    A letter about several courses has no `course_ref` and is sealed under its controller's key.
    """

    controller: str
    course_ref: str | None
    recipient: str
    address: str
    urgent: bool
    plain: bytes
    raw: bytes | None = None
    message_id: str | None = None
    state: EnvelopeState = EnvelopeState.QUEUED
    reason: str = ""
    not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Envelope:
    """A leased letter, opened to be sent. `attempts` counts this one too; `lease` is needed to mark it."""

    id: int
    course_ref: str | None
    controller: str
    recipient: str
    address: str
    urgent: bool
    message_id: str
    raw: bytes
    attempts: int
    lease: str
    created_at: datetime


@dataclass(frozen=True, slots=True)
class EnvelopeLine:
    """A letter in a list: everything but its content and its address.

    `replaces` is the undelivered letter it was written instead of; `ended_as` and `ended_by` say why and by
    whom an undelivered letter was ticked off, and are empty until then. `ended_by` is also who said that a
    letter was posted.
    """

    id: int
    course_ref: str | None
    controller: str
    recipient: str
    urgent: bool
    state: str
    reason: str
    message_id: str | None
    attempts: int
    created_at: datetime
    settled_at: datetime | None
    replaces: int | None
    ended_as: str
    ended_by: str


@dataclass(frozen=True, slots=True)
class Ending:
    """Who ticks off which undelivered letter, and why (a code)."""

    number: int
    reason: str
    by: str
