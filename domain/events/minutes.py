"""The minutes of a three-party meeting: citizen, mentor and jobcentre (S3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from domain.events.base import Event
from domain.values import SEALED

Participant = Literal[
    "citizen",
    "mentor",
    "caseworker",
    "job_consultant",
    "coordinator",
    "workplace",
    "school",
    "health",
    "relative",
    "interpreter",
    "other",
]
"""Who takes part, as roles: a name would say more than anybody needs."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What somebody does next, and by when."""

    step: str
    who: Participant
    by_on: date | None = None


class MinutesRecorded(Event, frozen=True, kw_only=True):
    """What was agreed at a three-party meeting. Where the citizen was not there, it says why (S3)."""

    number: int
    held_on: date
    participants: tuple[Participant, ...]
    next_meeting_on: date | None = None
    absent_because: Annotated[str, SEALED] = ""
    summary: Annotated[str, SEALED]
    agreements: Annotated[tuple[str, ...], SEALED] = ()
    next_steps: Annotated[tuple[NextStep, ...], SEALED] = ()
    citizen_comment: Annotated[str, SEALED] = ""
