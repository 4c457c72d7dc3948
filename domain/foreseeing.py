"""One course on a virtual clock: what the very rules would do with it if nobody acted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from msgspec import Struct

from domain.calendar import Calendar, local_day
from domain.commands import PassTime
from domain.course import Course
from domain.decide import advance
from domain.events import TimerFired
from domain.ladders import SILENT, Deadline
from domain.programme import Programme
from domain.timers import TimerKind
from domain.values import Actor, Role

CLOCK = Actor(Role.CLOCK, "prognose")
PASS_TIME = PassTime()
JOBCENTRE = "jobcentre"


class Due(Struct, frozen=True):
    """A deadline that falls due: what for, and its Danish day."""

    kind: TimerKind
    on: date


class Escalated(Struct, frozen=True):
    """A reminder beyond the first, or after the deadline itself, on a Danish day."""

    kind: TimerKind
    on: date
    reaches_jobcentre: bool


Foreseen = Due | Escalated


def foresee(
    course: Course, programme: Programme, calendar: Calendar, now: datetime, until: datetime
) -> Iterator[Foreseen]:
    """What falls due and what escalates from `now` to before `until` (UTC) if nobody acts.

    The clock stops wherever a timer falls due, as the round does, and lets `decide` pass the time. What fell
    due before today is not told as due again; its reminders are. The order is always the same.
    """
    met: dict[tuple[TimerKind, str, date], None] = {}
    at = now
    while (due := course.next_due_at) is not None and due < until:
        at = max(at, due)
        decided = advance(course, PASS_TIME, at, programme, calendar, actor=CLOCK)
        if not decided.events:
            break
        on = local_day(at)
        for event in decided.events:
            if not isinstance(event, TimerFired):
                met |= dict.fromkeys(_acted(course, at))
                continue
            kind = TimerKind(event.kind)
            met[kind, event.subject, event.deadline_on] = None
            if event.to and _escalates(event.rung, programme.deadlines[kind]):
                yield Escalated(kind, on, JOBCENTRE in event.to)
        course = decided.course
    met |= {(timer.kind, timer.subject, timer.deadline_on): None for timer in course.running_timers()}
    first, last = local_day(now), local_day(until)
    yield from (Due(kind, on) for kind, _, on in met if first <= on < last)


def _acted(course: Course, at: datetime) -> Iterator[tuple[TimerKind, str, date]]:
    """The deadlines by which the clock changes the course itself."""
    for timer in course.running_timers():
        if timer.kind in SILENT and timer.due_at <= at:
            yield timer.kind, timer.subject, timer.deadline_on


def _escalates(rung: int, deadline: Deadline) -> bool:
    return rung > 0 or deadline.step(rung)[0] > 0
