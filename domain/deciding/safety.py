"""A mentor not heard from, or threatened: told on the course, so that the notice leaves with the commit."""

from __future__ import annotations

from domain.commands import ReportIncident, ReportMissedCheckIn
from domain.course import Course
from domain.deciding import matter
from domain.deciding.context import Context
from domain.errors import Refused
from domain.events import CheckInMissed, Event
from domain.matters import MatterKind
from domain.values import Role


def missed(_course: Course, command: ReportMissedCheckIn, ctx: Context) -> tuple[Event, ...]:
    """Record it. People report what happened as an incident; this is the system's own word."""
    if ctx.actor.role is not Role.CLOCK:
        raise Refused("only-the-clock", "Det melder systemet selv. Brug: mentor corps incident add.")
    event = CheckInMissed(
        visit=command.visit, mentor=command.mentor, expected_at=command.expected_at, time=command.time
    )
    return (event,)


def happened(course: Course, command: ReportIncident, ctx: Context) -> tuple[Event, ...]:
    """A mentor was threatened or hurt: the coordinator is told, and reminded until she has followed it up."""
    return (matter.opened(course, MatterKind.INCIDENT, ctx, cause=f"{command.incident}"),)
