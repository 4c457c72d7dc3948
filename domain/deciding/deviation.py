"""Departures from the job plan: told at once, and a ladder until a named person takes them in hand (S0)."""

from __future__ import annotations

from datetime import datetime

from domain.calendar import instant_at, local, local_day
from domain.commands import AcknowledgeDeviation, RecordMeeting, ReportDeviation
from domain.course import Course
from domain.deciding.context import Context
from domain.deciding.matter import next_matter
from domain.errors import Refused
from domain.events import DeviationAcknowledged, DeviationReported, Event
from domain.matters import MatterKind
from domain.timers import Timer, TimerKind, Unit, Why

NO_SHOW = "Borgeren mødte ikke frem til en planlagt aftale."
NO_SHOW_ITEM = "Fremmøde til aftaler med mentor"


def report(course: Course, command: ReportDeviation, ctx: Context) -> tuple[Event, ...]:
    """Report a deviation. The notice leaves at once; the ladder counts from now."""
    if command.occurred_at > ctx.now:
        raise Refused("not-in-the-future", "Fravigelsen kan ikke ligge i fremtiden. Ret tidspunktet.")
    matter = next_matter(course, MatterKind.DEVIATION)
    reported = DeviationReported(
        matter=matter,
        occurred_at=command.occurred_at,
        discovered_at=ctx.now,
        attempts=command.attempts,
        no_show=command.no_show,
        fact=command.fact,
        plan_item=command.plan_item,
        citizen_explanation=command.citizen_explanation,
        timers=(_ladder(matter, ctx),),
    )
    return (reported,)


def of_no_show(course: Course, command: RecordMeeting, ctx: Context) -> DeviationReported:
    """The deviation that a no-show is, where the programme says so."""
    matter = next_matter(course, MatterKind.DEVIATION)
    return DeviationReported(
        matter=matter,
        occurred_at=_began(command, ctx.now),
        discovered_at=ctx.now,
        no_show=True,
        fact=NO_SHOW,
        plan_item=NO_SHOW_ITEM,
        citizen_explanation=command.comment,
        timers=(_ladder(matter, ctx),),
    )


def acknowledge(course: Course, command: AcknowledgeDeviation, _ctx: Context) -> tuple[Event, ...]:
    """Settle a deviation: a named person has it in hand, and its ladder stops."""
    matter = course.matter(command.matter)
    if matter is None or matter.kind != "deviation":
        raise Refused(
            "unknown-matter", "Fravigelsen findes ikke på forløbet. Se dem med: mentor course show."
        )
    if matter.status == "closed":
        raise Refused("already-acknowledged", "Der er allerede kvitteret for fravigelsen.")
    acknowledged = DeviationAcknowledged(
        matter=matter.id,
        by=command.by,
        person=command.person,
        outcome=command.outcome,
        cleared=(f"{TimerKind.DEVIATION}:{matter.id}",),
    )
    return (acknowledged,)


def _ladder(matter: str, ctx: Context) -> Timer:
    """Counted from the day itself, at the same time of day moved into office hours: what is reported on a
    Saturday climbs on Monday.
    """
    at = local(ctx.now)
    why = Why(at.date(), 0, Unit.WORKING_DAYS)
    clock = at.time().replace(second=0, microsecond=0)
    timer = Timer(TimerKind.DEVIATION, ctx.now, local_day(ctx.now), why, 0, matter, clock)
    return ctx.at_rung(timer, 0)


def _began(command: RecordMeeting, now: datetime) -> datetime:
    return min(instant_at(command.held_on, command.starts), now)
