"""The minutes of a three-party meeting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from domain.commands.base import Command
from domain.events import Participant
from domain.values import Line, OptionalText, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNextStep:
    """What somebody does next, and by when."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
    step: Line
    who: Participant
    by_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMinutes(Command):
    """Write the minutes of a three-party meeting; jobcentre and citizen get them.

    Its hours are logged with `RecordMeeting`. Without the citizen, `absent_because` says why (S3).
    """

    held_on: date
    participants: Annotated[tuple[Participant, ...], Field(min_length=2, max_length=12)]
    summary: Text
    absent_because: OptionalText = ""
    agreements: Annotated[tuple[Line, ...], Field(max_length=20)] = ()
    next_steps: Annotated[tuple[NewNextStep, ...], Field(max_length=20)] = ()
    next_meeting_on: date | None = None
    citizen_comment: OptionalText = ""
