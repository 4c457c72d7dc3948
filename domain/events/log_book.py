"""The log book after the entry: what the citizen has seen of it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from domain.events.base import Event
from domain.values import SEALED

ShownLater = Literal["accepted", "shown_not_accepted", "declined", "withheld"]
Confirmed = Literal["signature", "in_person", "phone", "digital"]


class LogEntryShown(Event, frozen=True, kw_only=True):
    """Entries were shown to the citizen, or were not for a reason; the latest outcome counts (S3)."""

    entries: tuple[int, ...]
    shown: ShownLater
    shown_on: date
    reason: Annotated[str, SEALED] = ""
    comment: Annotated[str, SEALED] = ""


class HoursConfirmed(Event, frozen=True, kw_only=True):
    """The citizen confirmed the hours of entries, of her own will; what she signed is known by its hash."""

    entries: tuple[int, ...]
    how: Confirmed
    confirmed_on: date
    document_sha256: str = ""
