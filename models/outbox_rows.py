"""What the rows of the outbox mean: opened envelopes, lines of a list, intents that wait."""

from __future__ import annotations

import hashlib
from dataclasses import fields
from datetime import datetime
from typing import Any

from domain.errors import Refused
from models.columns import from_micros, micros
from models.envelopes import Envelope, EnvelopeLine, EnvelopeState, Letter, WaitingIntent
from models.sealing import DataKey
from models.statements import Row

_LINE_FIELDS = tuple(field.name for field in fields(EnvelopeLine))


def opened_envelope(row: Row, key: DataKey, token: str) -> Envelope:
    """The leased letter of a row of OPENED. Raises Tampered."""
    number, ref, controller, _, recipient, urgent, message_id, attempts, created, address, _, raw, _ = row
    return Envelope(
        id=number,
        course_ref=ref,
        controller=controller,
        recipient=recipient,
        address=key.open(address, "envelope", "address", sealed_name(number)).decode(),
        urgent=bool(urgent),
        message_id=message_id,
        raw=key.open(raw, "envelope", "raw", sealed_name(number)),
        attempts=attempts,
        lease=token,
        created_at=from_micros(created),
    )


def stored_row(letter: Letter, key: DataKey, number: int, now: datetime) -> dict[str, Any]:
    """The row of a finished letter, sealed with the key of its course or municipality."""
    name = sealed_name(number)
    queued = letter.state is EnvelopeState.QUEUED
    return {
        "id": number,
        "controller": letter.controller,
        "key_id": key.id,
        "recipient": letter.recipient,
        "urgent": letter.urgent,
        "message_id": letter.message_id,
        "state": letter.state.value,
        "reason": letter.reason,
        "attempts": 0,
        "replaces": None,
        "ended_as": "",
        "ended_by": "",
        "created_at": micros(now),
        "next_attempt_at": micros(letter.not_before or now) if queued else None,
        "settled_at": None,
        "lease": None,
        "raw_sha256": sha256_of(letter.raw) if letter.raw else "",
        "address": key.seal(letter.address.encode(), "envelope", "address", name),
        "plain": key.seal(letter.plain, "envelope", "plain", name),
        "raw": key.seal(letter.raw, "envelope", "raw", name) if letter.raw else None,
    }


def sealed_name(number: int) -> str:
    """What the parts of an envelope are sealed as."""
    return f"udsendelse {number}"


def sha256_of(raw: bytes) -> str:
    """The digest of the bytes that go out, in hex."""
    return hashlib.sha256(raw).hexdigest()


def waiting_intent(row: Row) -> WaitingIntent:
    """The intent of a row of PENDING or CARRIED."""
    number, ref, controller, seq, kind, to, basis, urgent, not_before, caused_at = row
    times = from_micros(not_before), from_micros(caused_at)
    return WaitingIntent(number, ref, controller, seq, kind, to, basis, bool(urgent), *times)


def envelope_line(row: Row) -> EnvelopeLine:
    """The letter of a row of LINES."""
    values = dict(zip(_LINE_FIELDS, row, strict=True))
    values["urgent"] = bool(values["urgent"])
    values["created_at"] = from_micros(values["created_at"])
    values["settled_at"] = from_micros(values["settled_at"]) if values["settled_at"] else None
    return EnvelopeLine(**values)


def not_undelivered(number: int) -> Refused:
    """The refusal to end a letter that arrived, is on its way, is ended already or does not exist."""
    text = f"Udsendelse {number} er ikke blandt dem, der ikke nåede frem. Se: mentor undelivered list"
    return Refused("not-undelivered", text)
