"""Phase-out, closing, pause, cancellation, the passing of time, and deadlines that move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from domain.commands.base import Command
from domain.events import GoalResult
from domain.values import OptionalText, Text

ClosingReason = Literal[
    "goals_reached",
    "grant_ended",
    "job",
    "education",
    "moved",
    "withdrew",
    "no_contact",
    "consent_withdrawn",
    "other",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPhaseOut(Command):
    """Begin to phase the support out."""

    plan: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordClosing(Command):
    """Close the course with the review of its whole length, which is mandatory (S0).

    `coping`: how what the support was granted for is now coped with alone (S1). `role_passed_to`: where staff
    took over the mentor's role (S4). `considerations`: the special ones that were passed on (S4).
    `may_be_asked`: the citizen agrees that we ask her later how it went (S3).
    """

    reason: ClosingReason
    outcome: Literal["job", "education", "placement", "activity", "other_support", "none"]
    only_placement_follow_up: bool = False
    results: tuple[GoalResult, ...] = ()
    review: Text
    manages_alone: OptionalText = ""
    handover: OptionalText = ""
    coping: OptionalText = ""
    role_passed_to: Literal["", "workplace", "school"] = ""
    considerations: OptionalText = ""
    unresolved: OptionalText = ""
    citizen_evaluation: OptionalText = ""
    may_be_asked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordEvaluation(Command):
    """Write down how the citizen herself marks the support, from 1 (poor) to 5 (good) (S3). Voluntary."""

    given_on: date
    score: Annotated[int, Field(ge=1, le=5)]
    comment: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteClosingParts(Command):
    """Write parts of the closing report before the course is closed; a part that is written again counts as
    it was written last.
    """

    manages_alone: OptionalText = ""
    coping: OptionalText = ""
    handover: OptionalText = ""
    considerations: OptionalText = ""
    unresolved: OptionalText = ""
    citizen_evaluation: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause(Command):
    """Let the support rest, from today or from a day to come. The grant's end does not move."""

    cause: Literal["illness", "hospital", "holiday", "other"] = "other"
    until: date | None = None
    from_on: date | None = None
    reason: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume(Command):
    """Go on after a pause; internal deadlines move by the working days it took."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancel(Command):
    """Stop the course before its end."""

    cause: Literal[
        "not_eligible", "withdrawn", "moved", "no_contact", "consent_withdrawn", "caseworker", "other"
    ]
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ReprojectDeadlines(Command):
    """Count every open deadline again on the working days as they are now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PassTime(Command):
    """Let time pass: fire every rung that is due."""
