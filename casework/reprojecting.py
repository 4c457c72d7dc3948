"""Counting the open deadlines of every course again, when the working days have changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casework.names import DUTIES
from casework.office import Office
from domain.commands import ReprojectDeadlines
from domain.course import Course
from domain.events import DeadlinesMoved
from domain.explain import explain_on
from domain.reprojection import reproject
from domain.timers import Timer
from domain.values import Actor


@dataclass(frozen=True, slots=True)
class MovedDeadline:
    """One deadline that lies elsewhere now: which, the days before and after, and how it is counted."""

    ref: str
    timer: str
    duty: str
    before: date
    after: date
    why: str


def would_move(office: Office) -> list[MovedDeadline]:
    """What `move` would do now; nothing is written."""
    return [moved for course in office.casebook.with_deadlines() for moved in _of_course(office, course)]


def move(office: Office, actor: Actor) -> list[MovedDeadline]:
    """Record the deadlines that move on each course, one commit a course. Doing it twice does nothing more.

    Should it be interrupted, what is recorded stands, and the next time takes the rest.
    """
    done: list[MovedDeadline] = []
    for ref in sorted({moved.ref for moved in would_move(office)}):
        outcome = office.casebook.handle(ref, ReprojectDeadlines(), actor, office.now)
        for event in outcome.events:
            if isinstance(event, DeadlinesMoved):
                done += _recorded(office, outcome.course, event)
    return done


def _of_course(office: Office, course: Course) -> Iterator[MovedDeadline]:
    calendar = office.calendar_of(course)
    for one in reproject(course, office.programme_of(course), calendar, office.now):
        yield _told(office, course, one.before.deadline_on, one.after)


def _recorded(office: Office, course: Course, event: DeadlinesMoved) -> Iterator[MovedDeadline]:
    for one, timer in zip(event.moved, event.timers, strict=True):
        yield _told(office, course, one.before, timer)


def _told(office: Office, course: Course, before: date, after: Timer) -> MovedDeadline:
    why = explain_on(course, after, office.programme_of(course), office.calendar_of(course))
    return MovedDeadline(course.ref, after.key, DUTIES[after.kind], before, after.deadline_on, why)
