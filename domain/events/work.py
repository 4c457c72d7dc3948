"""The periodic work: appointments, the log book, follow-ups, reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict

from domain.events.base import Event
from domain.values import SEALED, Code, Stored


class AppointmentPlanned(Event, frozen=True, kw_only=True):
    """A meeting was planned; `replaces` names the appointment it moves."""

    appointment: str
    at: datetime
    form: str
    replaces: str = ""
    interpreter: bool = False
    place: Annotated[str, SEALED] = ""


CalledOffBy = Literal["citizen", "mentor", "other"]
Excuse = Literal["illness", "other"]


class AppointmentCancelled(Event, frozen=True, kw_only=True):
    """An appointment was called off before its time. The cause may be about health, so it is sealed."""

    appointment: str
    by: CalledOffBy
    cause: Annotated[str, SEALED] = ""
    note: Annotated[str, SEALED] = ""


Attendance = Literal["present", "excused", "no_show"]
Shown = Literal["accepted", "shown_not_accepted", "declined", "not_shown"]


class MeetingRecorded(Event, frozen=True, kw_only=True):
    """A log-book entry: who was there, when, how many hours in which category.

    `entered_after`: so many working days after the meeting, where that is later than the programme's note
    duty allows (outside: as soon as possible). `over_week`: so many hours more than the grant gives a week.
    `outside_hours`: so many of its hours were contact outside the office's opening hours (S3).
    `group`: the mentor was with several citizens at once.
    `placement`: whether it was follow-up on a placement alone; None where no tasks are named.
    """

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
    entered_after: int = 0
    over_week: Decimal = Decimal(0)
    outside_hours: Decimal = Decimal(0)
    beside_grant: bool = False
    group: bool = False
    excuse: Annotated[str, SEALED] = ""
    placement: bool | None = None
    tasks: Annotated[tuple[str, ...], SEALED] = ()
    observation_kinds: Annotated[tuple[str, ...], SEALED] = ()
    observation: Annotated[str, SEALED] = ""
    assessment: Annotated[str, SEALED] = ""
    comment: Annotated[str, SEALED] = ""


Stage = Literal["precontemplation", "contemplation", "preparation", "action", "maintenance", "relapse"]


@dataclass(frozen=True, slots=True)
class GoalAnswer:
    """The programme's questions about one goal (S0's three, and `more` by their codes), and where it stands:
    its mark on the progress scale, and its stage in the circle of change, where the programme has them.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
    goal: Code
    reached: bool
    effort_sufficient: bool | None = None
    more_needed: bool | None = None
    stage: Stage | Literal[""] = ""
    progress: int | None = None
    more: dict[str, bool] = field(default_factory=dict)


class GoalLevel(Stored, frozen=True):
    """The neutral side of an answer: the goal's place on the programme's scale, if it has one."""

    goal: str
    level: int | None = None


class FollowUpRecorded(Event, frozen=True, kw_only=True):
    """A periodic follow-up with the programme's questions, per goal (S0); `levels` are left out of one that
    was entered after a later one. `motivation_work`: what was done in a period without activity (S3).
    """

    number: int
    held_on: date
    answers: Annotated[tuple[GoalAnswer, ...], SEALED]
    reached: tuple[str, ...] = ()
    levels: tuple[GoalLevel, ...] = ()
    comment: Annotated[str, SEALED] = ""
    motivation_work: Annotated[str, SEALED] = ""


class ProgressReportSent(Event, frozen=True, kw_only=True):
    """A progress report for a period, with hours granted and used. One that `awaits` a matter is a draft
    until that is settled.
    """

    number: int
    covers_from: date
    covers_to: date
    hours_granted: Decimal
    hours_used: Decimal
    meetings: int
    no_shows: int
    awaits: str = ""
    summary: Annotated[str, SEALED]
    placement: Annotated[str, SEALED] = ""
    recommendation: Annotated[str, SEALED] = ""
    citizen_comment: Annotated[str, SEALED] = ""
