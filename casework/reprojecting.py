"""Counting the open deadlines of every course again, when the working days have changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casework.names import DUTIES
from casework.office import Office
from domain.calendar import Calendar
from domain.commands import ReprojectDeadlines
from domain.course import Course
from domain.events import DeadlinesMoved
from domain.explain import explain
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
                done += _recorded(outcome.course, event, office.calendar_of(outcome.course))
    return done


def _of_course(office: Office, course: Course) -> Iterator[MovedDeadline]:
    calendar = office.calendar_of(course)
    for one in reproject(course, office.programme_of(course), calendar, office.now):
        yield _told(course.ref, one.before.deadline_on, one.after, calendar)


def _recorded(course: Course, event: DeadlinesMoved, calendar: Calendar) -> Iterator[MovedDeadline]:
    for one, timer in zip(event.moved, event.timers, strict=True):
        yield _told(course.ref, one.before, timer, calendar)


def _told(ref: str, before: date, after: Timer, calendar: Calendar) -> MovedDeadline:
    why = explain(after, calendar)
    return MovedDeadline(ref, after.key, DUTIES[after.kind], before, after.deadline_on, why)
