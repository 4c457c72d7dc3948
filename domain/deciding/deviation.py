"""Departures from the job plan: told at once, and a ladder until a named person takes them in hand (S0)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Literal

from domain.calendar import instant_at, local, local_day
from domain.commands import (
    AcknowledgeDeviation,
    AddExplanation,
    RecordDeviationOutcome,
    RecordMeeting,
    ReportDeviation,
    WithdrawDeviation,
)
from domain.course import Course
from domain.course_parts import Matter
from domain.deciding.context import Context
from domain.deciding.matter import next_matter
from domain.errors import Refused, refuse_all
from domain.events import (
    DeviationAcknowledged,
    DeviationExplained,
    DeviationOutcomeRecorded,
    DeviationReported,
    DeviationWithdrawn,
    Event,
)
from domain.matters import MatterKind
from domain.timers import Timer, TimerKind, Unit, Why

NO_SHOW = "Borgeren mødte ikke frem til en planlagt aftale."
NO_SHOW_ITEM = "Fremmøde til aftaler med mentor"


def report(course: Course, command: ReportDeviation, ctx: Context) -> tuple[Event, ...]:
    """Report a deviation. The notice leaves at once; the ladder counts from now."""
    refuse_all(_no_deviation(course, command, ctx))
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


def _no_deviation(course: Course, command: ReportDeviation, ctx: Context) -> Iterator[Refused]:
    """What has not happened yet; and an excuse (illness, say) is never a deviation."""
    if command.occurred_at > ctx.now:
        yield Refused("not-in-the-future", "Fravigelsen kan ikke ligge i fremtiden. Ret tidspunktet.")
    day = local_day(command.occurred_at)
    if command.no_show and any(one.on == day and one.attendance == "excused" for one in course.log.worked):
        yield Refused(
            "excused-is-no-deviation", "Borgeren havde meldt afbud den dag. Et afbud er ikke en fravigelse."
        )


def of_no_show(course: Course, command: RecordMeeting, ctx: Context) -> DeviationReported:
    """The deviation that a no-show is, where the programme says so."""
    matter = next_matter(course, MatterKind.DEVIATION)
    return DeviationReported(
        matter=matter,
        occurred_at=_began(command, ctx.now),
        discovered_at=ctx.now,
        no_show=True,
        entry=course.log.entries + 1,
        fact=NO_SHOW,
        plan_item=NO_SHOW_ITEM,
        citizen_explanation=command.comment,
        timers=(_ladder(matter, ctx),),
    )


def acknowledge(course: Course, command: AcknowledgeDeviation, _ctx: Context) -> tuple[Event, ...]:
    """Settle a deviation: a named person has it in hand, and its ladder stops."""
    matter = _reported(course, command.matter)
    if matter.status == "closed":
        raise Refused("already-acknowledged", "Der er allerede kvitteret for fravigelsen.")
    acknowledged = DeviationAcknowledged(
        matter=matter.id,
        by=command.by,
        person=command.person,
        result=command.result,
        outcome=command.outcome,
        cleared=(f"{TimerKind.DEVIATION}:{matter.id}",),
    )
    return (acknowledged,)


def explain(course: Course, command: AddExplanation, _ctx: Context) -> tuple[Event, ...]:
    """The citizen's own explanation, also of one that is acknowledged; it is sent on (S0)."""
    matter = _standing(course, command.matter)
    return (DeviationExplained(matter=matter.id, explanation=command.explanation),)


def conclude(course: Course, command: RecordDeviationOutcome, _ctx: Context) -> tuple[Event, ...]:
    """What came of a deviation. Until somebody has it in hand, nothing can have come of it."""
    matter = _standing(course, command.matter)
    if matter.status != "closed":
        raise Refused(
            "not-acknowledged-yet", "Ingen har kvitteret for fravigelsen endnu. Brug AcknowledgeDeviation."
        )
    return (DeviationOutcomeRecorded(matter=matter.id, result=command.result, note=command.note),)


def withdraw(course: Course, command: WithdrawDeviation, _ctx: Context) -> tuple[Event, ...]:
    """Take back what was reported by mistake, acknowledged or not; its ladder stops (local)."""
    return (_taken_back(_standing(course, command.matter), "mistake", command.reason),)


def corrected(course: Course, command: RecordMeeting) -> tuple[Event, ...]:
    """Where the log book is corrected so that the citizen was there or was excused, it was no deviation."""
    if command.corrects is None or command.attendance == "no_show":
        return ()
    seen = (one for one in course.matters if one.entry == command.corrects and not one.withdrawn)
    return tuple(_taken_back(matter, "log_corrected") for matter in seen)


def seen_before(course: Course, command: RecordMeeting) -> bool:
    """Whether a corrected entry was a no-show already, so that its deviation stands."""
    return command.corrects is not None and any(one.entry == command.corrects for one in course.matters)


def _taken_back(
    matter: Matter, cause: Literal["mistake", "log_corrected"], reason: str = ""
) -> DeviationWithdrawn:
    return DeviationWithdrawn(
        matter=matter.id, cause=cause, reason=reason, cleared=(f"{TimerKind.DEVIATION}:{matter.id}",)
    )


def _reported(course: Course, matter_id: str) -> Matter:
    matter = course.matter(matter_id)
    if matter is None or matter.kind != "deviation":
        raise Refused(
            "unknown-matter", "Fravigelsen findes ikke på forløbet. Se dem med: mentor course show."
        )
    return matter


def _standing(course: Course, matter_id: str) -> Matter:
    matter = _reported(course, matter_id)
    if matter.withdrawn:
        raise Refused(
            "deviation-withdrawn", "Fravigelsen er trukket tilbage. Meld en ny, hvis det er nødvendigt."
        )
    return matter


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
