"""The retention list: which files are kept until when, what stands in the way of erasing them, legal hold."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from casework.access.accounts import Account
from casework.access.seeing import sight_of
from casework.office import Office
from casework.rounds import StepResult, step_result
from domain.calendar import local_day
from domain.commands import Command, LiftHold
from domain.course import Course
from domain.lifecycle import FINAL
from domain.matters import ASKED_FOR
from domain.parsing import parse_command
from domain.retention import retention_ends_on
from domain.values import Actor
from models.codec import load_course
from models.listing import Wanted


class Kept(StrEnum):
    """How a file stands on its way to erasure; the first that fits tells."""

    ERASED = "erased"
    HELD = "held"
    ASKED_FOR = "asked_for"
    KEPT = "kept"
    TO_RETURN = "to_return"
    TO_APPROVE = "to_approve"


KEPT: Mapping[str, str] = {
    Kept.ERASED: "slettet",
    Kept.HELD: "holdt tilbage",
    Kept.ASKED_FOR: "borgeren har bedt om indsigt",
    Kept.KEPT: "opbevares",
    Kept.TO_RETURN: "skal afleveres til kommunen",
    Kept.TO_APPROVE: "venter på kommunens godkendelse",
}


@dataclass(frozen=True, slots=True)
class RetentionLine:
    """One file: when its course ended, from which day it may be erased, and how it stands (Danish days)."""

    ref: str
    controller: str
    closed_on: date
    due_on: date
    state: Kept
    held: str
    returned_on: date | None
    erased_on: date | None


def retention_list(
    office: Office, controller: str = "", *, within: timedelta | None = None
) -> list[RetentionLine]:
    """The files of ended courses, the first due first: of one controller or all.

    With `within` only those that may be erased by then and are not. Nothing personal is read.
    """
    courses = ended_courses(office, controller)
    found = [line for course in courses if (line := line_of(office, course))]
    if within is not None:
        until = local_day(office.now + within)
        found = [line for line in found if line.due_on <= until and line.state is not Kept.ERASED]
    return sorted(found, key=lambda line: (line.due_on, line.ref))


def due_files(office: Office, account: Account, most: int) -> list[RetentionLine]:
    """The files that may be erased now and are not, of the courses the account may see: the oldest, and so
    many at most. Only courses old enough to be due are looked at.
    """
    years = min(programme.retention.years for programme in office.programmes.all())
    wanted = Wanted(
        ended_only=True,
        received_until=office.now - timedelta(days=365 * years),
        sight=sight_of(office, account),
    )
    rows = office.casebook.courses(wanted)
    lines = (line_of(office, load_course(row.state, row.ref)) for row in rows)
    today = local_day(office.now)
    due = [line for line in lines if line and line.due_on <= today and line.state is not Kept.ERASED]
    return sorted(due, key=lambda line: (line.due_on, line.ref))[:most]


def ended_courses(office: Office, controller: str = "") -> list[Course]:
    """Every course that has ended, oldest first: of one controller or all. No key is used."""
    rows = office.casebook.courses(Wanted(controller=controller))
    return [load_course(row.state, row.ref) for row in rows if row.phase in FINAL]


def line_of(office: Office, course: Course) -> RetentionLine | None:
    """The line of one course; None while it is open."""
    due_on = retention_ends_on(course, office.programme_of(course))
    if due_on is None or course.closed_on is None:
        return None
    return RetentionLine(
        ref=course.ref,
        controller=course.controller,
        closed_on=course.closed_on,
        due_on=due_on,
        state=_state(course, due_on, local_day(office.now)),
        held=course.file.held,
        returned_on=course.file.returned_on,
        erased_on=course.file.erased_on,
    )


def _state(course: Course, due_on: date, today: date) -> Kept:
    if course.file.erased_on:
        return Kept.ERASED
    if course.file.held:
        return Kept.HELD
    if any(matter.kind in ASKED_FOR for matter in course.open_matters()):
        return Kept.ASKED_FOR
    if due_on > today:
        return Kept.KEPT
    return Kept.TO_APPROVE if course.file.returned_on else Kept.TO_RETURN


def hold(office: Office, ref: str, reason: str, by: Actor) -> StepResult:
    """Hold the file back from erasure. Raises InvalidInput for an unknown reason, Refused, UnknownCourse."""
    return _done(office, ref, parse_command("HoldErasure", json.dumps({"reason": reason})), by)


def lift(office: Office, ref: str, by: Actor) -> StepResult:
    """Let the file be erased again. Raises Refused, UnknownCourse."""
    return _done(office, ref, LiftHold(), by)


def _done(office: Office, ref: str, command: Command, by: Actor) -> StepResult:
    outcome = office.casebook.handle(ref, command, by, office.now)
    return step_result(outcome.course, outcome.events)
