"""The log book after the entry: what the citizen has seen of it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from domain.events.base import Event
from domain.values import SEALED

ShownLater = Literal["accepted", "shown_not_accepted", "declined", "withheld"]


class LogEntryShown(Event, frozen=True, kw_only=True):
    """Entries were shown to the citizen, or were not for a reason; the latest outcome counts (S3)."""

    entries: tuple[int, ...]
    shown: ShownLater
    shown_on: date
    reason: Annotated[str, SEALED] = ""
    comment: Annotated[str, SEALED] = ""
