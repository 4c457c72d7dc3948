"""Hours granted against hours used, per week and in total, and what the last of them lead to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from domain.commands import RecordMeeting
from domain.course import Course
from domain.course_parts import ZERO, Worked
from domain.deciding import extension, matter, phase_out
from domain.deciding.context import Context
from domain.errors import Refused
from domain.events import Event
from domain.lifecycle import Phase
from domain.matters import MatterKind
from domain.words import hours_text


def over_week(course: Course, command: RecordMeeting, hours: Decimal, ctx: Context) -> Decimal:
    """How many hours the entry's week then has beyond what the grant gives a week; 0 where it says nothing.

    Weeks begin on Monday. Whether more is told, refused or neither is the programme's (S1: need varies over
    time). Raises Refused.
    """
    granted = _per_week(course, command.held_on)
    rule = ctx.programme.hours.over_week
    if not hours or not granted or rule == "allow":
        return ZERO
    week = sum((item.hours for item in _in_week(course, command)), hours)
    if week > granted and rule == "refuse":
        raise Refused(
            "over-week",
            f"Ugen får {hours_text(week)} timer, og bevillingen giver {hours_text(granted)} om ugen. "
            "Ret tiderne, eller bed jobcenteret om flere.",
        )
    return max(week - granted, ZERO)


def used_up(course: Course, used: Decimal, ctx: Context) -> tuple[Event, ...]:
    """Act on the entry that takes the last granted hours, and on none after it: a refused extension is not
    asked for again with every further meeting. Before that, somebody must look at the rest when the
    programme's part of them is used (local: 80 %). Raises Refused where the programme allows no more hours.
    """
    rules = ctx.programme.hours
    if rules.when_used_up == "refuse_further" and used > max(course.hours_granted, course.hours_used):
        raise Refused(
            "hours-used-up",
            f"Bevillingen har {hours_text(course.hours_granted)} timer, og de rækker ikke til notatet. "
            "Der skal en ny bevilling til.",
        )
    if course.open_matters("extension"):
        return ()
    if not course.hours_used < course.hours_granted <= used:
        return _much_used(course, used, ctx)
    if rules.when_used_up != "phase_out" and extension.may_open(course, ctx):
        return (extension.review(course, "hours", used, ctx),)
    return (phase_out.start(course, "hours"),) if phase_out.may_start(course) else ()


def _much_used(course: Course, used: Decimal, ctx: Context) -> tuple[Event, ...]:
    limit = course.hours_granted * ctx.programme.hours.warning_percent / 100
    crossed = course.hours_used < limit <= used < course.hours_granted
    if not crossed or course.open_matters("hours_used") or course.phase is Phase.CLOSING:
        return ()
    return (matter.opened(course, MatterKind.HOURS_USED, ctx),)


def _per_week(course: Course, day: date) -> Decimal:
    periods = (period for period in course.periods if period.starts_on <= day <= period.ends_on)
    return next((period.hours_per_week for period in periods), None) or ZERO


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
