"""The log book: meetings and no-shows, and what the hours they take lead to."""

from __future__ import annotations

from domain.commands import RecordMeeting
from domain.course import Course
from domain.course_parts import ZERO
from domain.deciding import deviation, matter, tasks
from domain.deciding.context import Context
from domain.deciding.hours_limits import beyond, over_week, used_up
from domain.deciding.logged_hours import held_by, hours_of, impossible, is_beside
from domain.deciding.outside_hours import outside_hours
from domain.errors import refuse_all
from domain.events import Event, MeetingRecorded
from domain.evolving.log_book import reached_by
from domain.lifecycle import Phase
from domain.matters import MatterKind
from domain.timers import Timer, TimerKind


def meet(course: Course, command: RecordMeeting, ctx: Context) -> tuple[Event, ...]:
    """Log a meeting. A no-show takes no hours and is a deviation where the programme says so (S2, local);
    using up the granted hours opens an extension review, or where no step is left, the phase-out.
    """
    hours, beside = hours_of(command), is_beside(command, ctx)
    drawn = ZERO if beside else hours
    refuse_all((*impossible(course, command, ctx), *beyond(course, command, drawn, ctx)))
    recorded = MeetingRecorded(
        entry=course.log.entries + 1,
        held_on=command.held_on,
        starts=command.starts,
        ends=command.ends,
        mentor=held_by(course, command, ctx),
        category=command.category,
        hours=hours,
        form=command.form,
        attendance=command.attendance,
        shown=command.shown,
        appointment=command.appointment,
        goals=command.goals,
        corrects=command.corrects,
        entered_after=_late(command, ctx),
        over_week=over_week(course, command, drawn, ctx),
        outside_hours=outside_hours(command, hours, ctx),
        beside_grant=beside,
        group=command.group,
        excuse=command.excuse,
        placement=tasks.placement_of(command.tasks, ctx.programme),
        tasks=command.tasks,
        observation_kinds=command.observation_kinds,
        observation=command.observation,
        assessment=command.assessment,
        comment=command.comment,
        timers=_three_party(course, command, ctx),
        cleared=(f"{TimerKind.APPOINTMENT}:{command.appointment}",) if command.appointment else (),
    )
    told = (*deviation.corrected(course, command), *_no_show(course, command, ctx))
    used = used_up(course, command, drawn, ctx)
    return (recorded, *told, *_reached(course, recorded), *used)


def _reached(course: Course, recorded: MeetingRecorded) -> tuple[Event, ...]:
    """Contact answers what was asked when the citizen could not be reached."""
    return (
        matter.settled_by_itself(course, MatterKind.NO_CONTACT, "reached")
        if reached_by(course, recorded)
        else ()
    )


def _late(command: RecordMeeting, ctx: Context) -> int:
    """The working days from meeting to entry where they are too many; a correction comes when it comes."""
    took = ctx.calendar.working_days_between(command.held_on, ctx.today)
    return took if took > ctx.programme.log_book.enter_within and command.corrects is None else 0


def _three_party(course: Course, command: RecordMeeting, ctx: Context) -> tuple[Timer, ...]:
    """The next three-party meeting; after the end of the support there is none."""
    if command.form != "three_party" or command.attendance != "present" or course.phase is Phase.CLOSING:
        return ()
    return ctx.next_time(course, TimerKind.THREE_PARTY_MEETING, command.held_on)


def _no_show(course: Course, command: RecordMeeting, ctx: Context) -> tuple[Event, ...]:
    if command.attendance != "no_show" or not ctx.programme.work.no_show_is_deviation:
        return ()
    if deviation.seen_before(course, command):
        return ()
    return (deviation.of_no_show(course, command, ctx),)
