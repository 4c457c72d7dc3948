"""Open deadlines counted again: on a calendar that has changed, or by the rules of another programme version.

A date that was told and has passed stays, and so does the end of the grant: it never moves without a
decision (outside: LAB chapter 26). A timer keeps its rung. It comes earlier only where none has fired and the
first still lies ahead: else something periodic could fall on a day that was told before, and fire twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from msgspec.structs import replace

from domain.calendar import Calendar, local_day
from domain.course import Course
from domain.ladders import MOMENTS, rings_at
from domain.programme import Programme
from domain.timers import Timer, TimerKind, Unit, Why, count
from domain.values import Stored

Counted = tuple[int, Unit]


class Moved(Stored, frozen=True):
    """A timer before and after it was counted again; they differ in the day, the hour or the counting."""

    before: Timer
    after: Timer


def reproject(
    course: Course, programme: Programme, calendar: Calendar, now: datetime, *, was: Programme | None = None
) -> tuple[Moved, ...]:
    """The course's open timers that lie elsewhere when they are counted again at `now` (UTC), in their order.

    Without `was` every timer keeps how it is counted. With it (the programme version that the course leaves)
    a deadline that was counted as `was` says is counted as `programme` says; one counted otherwise is kept.
    """
    return tuple(
        Moved(timer, after)
        for timer in course.timers
        if (after := _again(timer, _reason(course, timer, programme, was), programme, calendar, now)) != timer
    )


def awaited(course: Course) -> Timer | None:
    """The open decision on an extension that phase-out waits for, if it waits."""
    held = course.timer(TimerKind.PHASE_OUT)
    decisions = (timer for timer in course.timers if timer.kind is TimerKind.EXTENSION_DECISION)
    return next((one for one in decisions if held and one.why == held.why), None)


def _again(timer: Timer, why: Why, programme: Programme, calendar: Calendar, now: datetime) -> Timer:
    if timer.kind is TimerKind.GRANT_END:
        return timer
    stays = _rung_again(timer, programme, calendar)
    if timer.kind in MOMENTS or timer.deadline_on < local_day(now):
        return stays
    moves = _rung_again(replace(timer, why=why, deadline_on=count(why, calendar)), programme, calendar)
    told_already = moves.rung > 0 or moves.due_at <= now
    return stays if moves.deadline_on < timer.deadline_on and told_already else moves


def _rung_again(timer: Timer, programme: Programme, calendar: Calendar) -> Timer:
    return replace(timer, due_at=rings_at(timer, timer.rung, programme.deadlines[timer.kind], calendar))


def _reason(course: Course, timer: Timer, programme: Programme, was: Programme | None) -> Why:
    """How the timer is counted now. Phase-out that waits for a decision goes on waiting for it."""
    if was is None:
        return timer.why
    if timer.kind is TimerKind.PHASE_OUT and (decision := awaited(course)):
        timer = decision
    pairs = zip(_countings(timer.kind, was), _countings(timer.kind, programme), strict=True)
    said = timer.why.amount, timer.why.unit
    amount, unit = next((new for old, new in pairs if old == said), said)
    return replace(timer.why, amount=amount, unit=unit)


def _countings(kind: TimerKind, programme: Programme) -> Iterator[Counted]:
    """The ways in which a programme counts a deadline: its own, and where there is one, the shorter one."""
    deadline = programme.deadlines[kind]
    yield deadline.amount, deadline.unit
    if kind is TimerKind.EXTENSION_DECISION:
        yield programme.grants.decide_within, Unit.WORKING_DAYS
    if kind is TimerKind.RESUME:
        yield deadline.interval, Unit.WORKING_DAYS
