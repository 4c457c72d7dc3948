"""Phase-out, closing, pause, cancellation, and the rungs the clock fires."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from domain.events.base import Event
from domain.values import SEALED


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseOutStarted(Event):
    """The support began to be phased out (S1: every course is arranged for it)."""

    ends_on: date
    cause: Literal["time", "hours", "refused", "agreed"]
    plan: Annotated[str, SEALED] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportEnded(Event):
    """The last granted day has passed; no more hours accrue and the closing report is due."""

    ended_on: date


@dataclass(frozen=True, slots=True)
class GoalResult:
    """What became of a goal."""

    goal: str
    result: Literal["reached", "partly", "not_reached", "dropped"]
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseClosed(Event):
    """The course ended with its closing report, which is mandatory (S0)."""

    closed_on: date
    reason: str
    outcome: str
    finding_placement_only: bool = False
    results: Annotated[tuple[GoalResult, ...], SEALED] = ()
    review: Annotated[str, SEALED]
    manages_alone: Annotated[str, SEALED] = ""
    handover: Annotated[str, SEALED] = ""
    unresolved: Annotated[str, SEALED] = ""
    citizen_evaluation: Annotated[str, SEALED] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePaused(Event):
    """The support rests; internal deadlines stand still, the grant's end does not move.

    The cause may be about health, so it is sealed although it is a code.
    """

    paused_on: date
    until: date | None = None
    cause: Annotated[str, SEALED] = ""
    reason: Annotated[str, SEALED] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseResumed(Event):
    """The support goes on; `timers` carries every deadline that moved."""

    resumed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseCancelled(Event):
    """The course was stopped before its end."""

    cancelled_on: date
    cause: str
    reason: Annotated[str, SEALED] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimerFired(Event):
    """A rung of a timer's ladder fired: who is reminded of what. It happens once."""

    kind: str
    subject: str
    rung: int
    deadline_on: date
    notice: str
    to: tuple[str, ...]
    firing: str
