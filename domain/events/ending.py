"""Phase-out, closing, pause, cancellation, and the rungs the clock fires."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict

from domain.events.base import Event
from domain.values import SEALED, Code, OptionalText, Stored


class PhaseOutStarted(Event, frozen=True, kw_only=True):
    """The support began to be phased out (S1: every course is arranged for it)."""

    ends_on: date
    cause: Literal["time", "hours", "refused", "agreed"]
    plan: Annotated[str, SEALED] = ""


class SupportEnded(Event, frozen=True, kw_only=True):
    """The last granted day has passed; no more hours accrue and the closing report is due.

    `undecided` is the extension review that nobody had decided: it stays open, with a ladder of its own.
    """

    ended_on: date
    undecided: str = ""


@dataclass(frozen=True, slots=True)
class GoalResult:
    """What became of a goal."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
    goal: Code
    result: Literal["reached", "partly", "not_reached", "dropped"]
    remark: OptionalText = ""


class CourseClosed(Event, frozen=True, kw_only=True):
    """The course ended with its closing report, which is mandatory (S0).

    `finding_placement_only` is what the log says, or where it does not, what the mentor stated.
    """

    closed_on: date
    reason: str
    outcome: str
    finding_placement_only: bool = False
    stated_placement_only: bool = False
    role_passed_to: str = ""
    results: Annotated[tuple[GoalResult, ...], SEALED] = ()
    review: Annotated[str, SEALED]
    manages_alone: Annotated[str, SEALED] = ""
    handover: Annotated[str, SEALED] = ""
    coping: Annotated[str, SEALED] = ""
    considerations: Annotated[str, SEALED] = ""
    unresolved: Annotated[str, SEALED] = ""
    citizen_evaluation: Annotated[str, SEALED] = ""


class CitizenEvaluated(Event, frozen=True, kw_only=True):
    """The citizen's own mark for the support, from 1 to 5 (S3); what she said is hers and sealed."""

    given_on: date
    score: int
    comment: Annotated[str, SEALED] = ""


class ClosingPartsWritten(Event, frozen=True, kw_only=True):
    """Parts of the closing report were written before the course was closed: which, and their words."""

    parts: tuple[str, ...]
    manages_alone: Annotated[str, SEALED] = ""
    coping: Annotated[str, SEALED] = ""
    handover: Annotated[str, SEALED] = ""
    considerations: Annotated[str, SEALED] = ""
    unresolved: Annotated[str, SEALED] = ""
    citizen_evaluation: Annotated[str, SEALED] = ""


class CoursePaused(Event, frozen=True, kw_only=True):
    """The support rests; internal deadlines stand still, the grant's end does not move.

    The cause may be about health, so it is sealed although it is a code.
    """

    paused_on: date
    until: date | None = None
    cause: Annotated[str, SEALED] = ""
    reason: Annotated[str, SEALED] = ""


class CourseResumed(Event, frozen=True, kw_only=True):
    """The support goes on; `timers` carries every deadline that moved."""

    resumed_on: date


class CourseCancelled(Event, frozen=True, kw_only=True):
    """The course was stopped before its end."""

    cancelled_on: date
    cause: str
    reason: Annotated[str, SEALED] = ""


class Move(Stored, frozen=True):
    """One deadline that was counted again: the timer's key, the day it was, and the day it is."""

    timer: str
    before: date
    after: date


class DeadlinesMoved(Event, frozen=True, kw_only=True):
    """The working days have changed and open deadlines were counted again; `timers` carries the new ones.

    The granted days are never among them.
    """

    moved: tuple[Move, ...]


class TimerFired(Event, frozen=True, kw_only=True):
    """A rung of a timer's ladder fired: who is reminded of what. It happens once."""

    kind: str
    subject: str
    rung: int
    deadline_on: date
    notice: str
    to: tuple[str, ...]
    firing: str
