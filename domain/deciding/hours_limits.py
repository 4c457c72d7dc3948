"""Hours granted against hours used, per week and in total, and what the last of them lead to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from domain.commands import RecordMeeting
from domain.course import Course
from domain.course_parts import ZERO, Worked
from domain.deciding import extension_review, matter, phase_out
from domain.deciding.context import Context
from domain.errors import Refused
from domain.events import Event
from domain.lifecycle import Phase
from domain.matters import MatterKind
from domain.period_hours import Count, Hours, counted, period_on
from domain.words import hours_text


def over_week(course: Course, command: RecordMeeting, hours: Decimal, ctx: Context) -> Decimal:
    """How many hours the entry's week then has beyond what the grant gives a week; 0 where it says nothing.

    Weeks begin on Monday. Whether more is told, refused or neither is the programme's (S1: need varies over
    time).
    """
    granted = _per_week(course, command.held_on)
    if not hours or not granted or ctx.programme.hours.over_week == "allow":
        return ZERO
    return max(_week(course, command, hours) - granted, ZERO)


def beyond(course: Course, command: RecordMeeting, hours: Decimal, ctx: Context) -> Iterator[Refused]:
    """What the entry takes beyond the grant, a week or in all, where the programme refuses it."""
    rules = ctx.programme.hours
    if rules.over_week == "refuse" and over_week(course, command, hours, ctx):
        week, granted = _week(course, command, hours), _per_week(course, command.held_on)
        yield Refused(
            "over-week",
            f"Ugen får {hours_text(week)} timer, og bevillingen giver {hours_text(granted)} om ugen. "
            "Ret tiderne, eller bed jobcenteret om flere.",
        )
    count = _count(course, command, hours, ctx)
    if rules.when_used_up == "refuse_further" and count.after > max(count.granted, count.before):
        yield Refused(
            "hours-used-up",
            f"Bevillingen har {hours_text(count.granted)} timer, og de rækker ikke til notatet. "
            "Der skal en ny bevilling til.",
        )


def used_up(course: Course, command: RecordMeeting, hours: Decimal, ctx: Context) -> tuple[Event, ...]:
    """Act on the entry that takes the last granted hours, and on none after it: a refused extension is not
    asked for again with every further meeting. Before that, somebody must look at the rest when the
    programme's part of them is used (local: 80 %); so also where the next period is granted already.
    """
    if course.open_matters("extension"):
        return ()
    count = _count(course, command, hours, ctx)
    if not count.before < count.granted <= count.after or not count.is_last:
        return _much_used(course, count, ctx)
    if ctx.programme.hours.when_used_up != "phase_out" and extension_review.may_open(course, ctx):
        return (extension_review.review(course, "hours", Hours(count.granted, count.after), ctx),)
    return (phase_out.start(course, "hours"),) if phase_out.may_start(course) else ()


def _much_used(course: Course, count: Count, ctx: Context) -> tuple[Event, ...]:
    limit = count.granted * ctx.programme.hours.warning_percent / 100
    if not count.before < limit <= count.after:
        return ()
    if course.open_matters("hours_used") or course.phase is Phase.CLOSING:
        return ()
    return (matter.opened(course, MatterKind.HOURS_USED, ctx),)


def _count(course: Course, command: RecordMeeting, hours: Decimal, ctx: Context) -> Count:
    return counted(course, command.held_on, hours, command.corrects, ctx.programme.hours)


def _per_week(course: Course, day: date) -> Decimal:
    period = period_on(course, day)
    return (period.hours_per_week if period else None) or ZERO


def _week(course: Course, command: RecordMeeting, hours: Decimal) -> Decimal:
    return sum((item.drawn for item in _in_week(course, command)), hours)


def _in_week(course: Course, command: RecordMeeting) -> list[Worked]:
    """The entries of the same week that take hours, without the one that is corrected."""
    week = command.held_on.isocalendar()[:2]
    return [
        item
        for item in course.log.worked
        if item.on.isocalendar()[:2] == week
        and item.attendance == "present"
        and item.entry != command.corrects
    ]
