"""The periodic work: appointments, the log book, follow-ups, reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Literal

from domain.events.base import Event
from domain.values import SEALED


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentPlanned(Event):
    """A meeting was planned; `replaces` names the appointment it moves."""

    appointment: str
    at: datetime
    form: str
    replaces: str = ""
    interpreter: bool = False
    place: Annotated[str, SEALED] = ""


Attendance = Literal["present", "excused", "no_show"]
Shown = Literal["accepted", "shown_not_accepted", "declined", "not_shown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRecorded(Event):
    """A log-book entry: who was there, when, how many hours in which category."""

    entry: int
    held_on: date
    starts: time
    ends: time
    mentor: str
    category: str
    hours: Decimal
    form: str
    attendance: Attendance
    shown: Shown = "not_shown"
    appointment: str = ""
    goals: tuple[str, ...] = ()
    corrects: int | None = None
    observation_kinds: Annotated[tuple[str, ...], SEALED] = ()
    observation: Annotated[str, SEALED] = ""
    assessment: Annotated[str, SEALED] = ""
    comment: Annotated[str, SEALED] = ""


Stage = Literal["precontemplation", "contemplation", "preparation", "action", "maintenance", "relapse"]


@dataclass(frozen=True, slots=True)
class GoalAnswer:
    """S0's three questions about one goal, and where the citizen stands in the circle of change."""

    goal: str
    reached: bool
    effort_sufficient: bool
    more_needed: bool
    stage: Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpRecorded(Event):
    """A periodic follow-up with the three questions, per goal (S0)."""

    number: int
    held_on: date
    answers: Annotated[tuple[GoalAnswer, ...], SEALED]
    reached: tuple[str, ...] = ()
    comment: Annotated[str, SEALED] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressReportSent(Event):
    """A progress report for a period, with hours granted and used."""

    number: int
    covers_from: date
    covers_to: date
    hours_granted: Decimal
    hours_used: Decimal
    meetings: int
    no_shows: int
    summary: Annotated[str, SEALED]
    placement: Annotated[str, SEALED] = ""
    recommendation: Annotated[str, SEALED] = ""
    citizen_comment: Annotated[str, SEALED] = ""
