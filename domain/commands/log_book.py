"""The log book beside whole meetings: a quick note, and what the citizen has seen of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from domain.commands.base import Command, Sha256
from domain.events import Confirmed, ShownLater
from domain.values import Code, OptionalText, Text

Entries = Annotated[tuple[Annotated[int, Field(ge=1)], ...], Field(min_length=1, max_length=200)]
"""The numbers of log-book entries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickNote(Command):
    """Note a telephone call in one line: how many minutes, and what was said.

    It has just ended unless `began_at` says when it began. Without a category it is the programme's first.
    """

    minutes: Annotated[int, Field(ge=1, le=240)]
    note: Text
    began_at: AwareDatetime | None = None
    category: Code | Literal[""] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowLogEntry(Command):
    """Log that entries were shown to the citizen, what came of it, and what she says to them.

    `withheld` is not shown because of the `reason`, which must then be given (S3).
    """

    entries: Entries
    shown: ShownLater
    shown_on: date
    reason: OptionalText = ""
    comment: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmHours(Command):
    """Log that the citizen has confirmed the hours of entries. Nothing depends on it (outside)."""

    entries: Entries
    how: Confirmed
    confirmed_on: date
    document_sha256: Sha256 = ""
