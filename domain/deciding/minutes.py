"""Three-party meetings: who was there, what was agreed, and when the next one is (S3)."""

from __future__ import annotations

from collections.abc import Iterator

from domain.commands import RecordMinutes
from domain.course import Course
from domain.deciding.context import Context
from domain.errors import Refused, refuse_all
from domain.events import Event, MinutesRecorded, NextStep
from domain.timers import Timer, TimerKind, Unit, Why

JOBCENTRE = frozenset({"caseworker", "job_consultant"})
MEETING = TimerKind.THREE_PARTY_MEETING


def record(course: Course, command: RecordMinutes, ctx: Context) -> tuple[Event, ...]:
    """Write the minutes; the next meeting is due on the day that was agreed, or at the usual interval."""
    refuse_all(_wrong(command, ctx))
    recorded = MinutesRecorded(
        number=course.written.minutes + 1,
        held_on=command.held_on,
        participants=tuple(dict.fromkeys(command.participants)),
        next_meeting_on=command.next_meeting_on,
        absent_because=command.absent_because,
        summary=command.summary,
        agreements=command.agreements,
        next_steps=tuple(NextStep(step.step, step.who, step.by_on) for step in command.next_steps),
        citizen_comment=command.citizen_comment,
        timers=_next_meeting(course, command, ctx),
    )
    return (recorded,)


def _wrong(command: RecordMinutes, ctx: Context) -> Iterator[Refused]:
    yield from ctx.in_the_future(command.held_on, "Trepartsmødet")
    yield from _without_its_parties(command)
    if command.next_meeting_on is not None and command.next_meeting_on <= command.held_on:
        yield Refused("next-meeting-order", "Det næste møde ligger ikke efter dette. Ret datoen.")


def _without_its_parties(command: RecordMinutes) -> Iterator[Refused]:
    """S3: as few talks as possible about the citizen without the citizen."""
    if not JOBCENTRE & set(command.participants):
        yield Refused(
            "three-parties", "Til et trepartsmøde er jobcenteret med. Angiv sagsbehandler eller jobkonsulent."
        )
    if "citizen" not in command.participants and not command.absent_because:
        yield Refused(
            "without-the-citizen", "Der tales så lidt som muligt om borgeren uden borgeren. Skriv hvorfor."
        )


def _next_meeting(course: Course, command: RecordMinutes, ctx: Context) -> tuple[Timer, ...]:
    """On the agreed day, also where that is sooner than usual; only rungs that lie ahead can ring."""
    if command.next_meeting_on is None or command.next_meeting_on <= ctx.today:
        return ctx.next_time(course, MEETING, command.held_on)
    agreed = ctx.ahead(ctx.counted(MEETING, Why(command.next_meeting_on, 0, Unit.DAYS)))
    return (agreed,) if agreed else ()
