"""The periodic work: appointments, the log book, follow-ups, reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from domain.commands.base import Command
from domain.events import Attendance, CalledOffBy, Excuse, GoalAnswer, Shown
from domain.values import Code, OptionalLine, OptionalText, Text

MeetingForm = Literal["meeting", "phone", "home_visit", "workplace", "three_party", "accompanying"]
EntryForm = Literal["meeting", "phone", "home_visit", "workplace", "three_party", "accompanying", "desk"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAppointment(Command):
    """Plan a meeting; `replaces` moves an earlier appointment. Whether an interpreter comes follows the
    referral, unless it is said here.
    """

    at: AwareDatetime
    form: MeetingForm = "meeting"
    replaces: Code | Literal[""] = ""
    interpreter: bool | None = None
    place: OptionalLine = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelAppointment(Command):
    """Call an appointment off before its time: by whom, why, and in words."""

    appointment: Code
    by: CalledOffBy = "citizen"
    cause: Excuse = "other"
    note: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMeeting(Command):
    """Log a meeting with its hours; a no-show has none and counts as a deviation where so configured.

    `group`: the mentor was with several citizens at once, so the same time may stand on their courses too.
    An `excuse` says why she stayed away who said so.
    The form `desk` is work without anybody (an application, a note): it has hours, but is no meeting.
    `mentor` says who held it, where a coordinator writes what somebody else than the course's mentor did.
    """

    held_on: date
    starts: time
    ends: time
    category: Code
    form: EntryForm = "meeting"
    attendance: Attendance = "present"
    shown: Shown = "not_shown"
    appointment: Code | Literal[""] = ""
    goals: tuple[Code, ...] = ()
    excuse: Excuse | Literal[""] = ""
    tasks: tuple[Code, ...] = ()
    corrects: Annotated[int, Field(ge=1)] | None = None
    group: bool = False
    mentor: Code | Literal[""] = ""
    observation_kinds: tuple[Code, ...] = ()
    observation: OptionalText = ""
    assessment: OptionalText = ""
    comment: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFollowUp(Command):
    """Answer the programme's questions for each goal (S0). In a period without activity (`inactive`) it says
    what was done to keep the motivation (S3).
    """

    held_on: date
    answers: Annotated[tuple[GoalAnswer, ...], Field(min_length=1)]
    comment: OptionalText = ""
    inactive: bool = False
    motivation_work: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendProgressReport(Command):
    """Send the periodic report. Hours and attendance are taken from the log, never typed."""

    covers_to: date
    summary: Text
    placement: OptionalText = ""
    recommendation: OptionalText = ""
    citizen_comment: OptionalText = ""
