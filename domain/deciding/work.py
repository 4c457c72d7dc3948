"""The periodic work: appointments and progress reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from domain.calendar import local_day
from domain.commands import CancelAppointment, PlanAppointment
from domain.course import Course
from domain.deciding.context import Context
from domain.errors import Refused, refuse_all
from domain.events import (
    AppointmentCancelled,
    AppointmentPlanned,
    Event,
)
from domain.timers import Timer, TimerKind, Unit, Why

ZERO = Decimal(0)
MEETINGS = frozenset({"meeting", "three_party"})
HUNDREDTH = Decimal("0.01")


def plan(course: Course, command: PlanAppointment, ctx: Context) -> tuple[Event, ...]:
    """Plan or move an appointment; the citizen is reminded neutrally the working day before."""
    refuse_all(_not_plannable(course, command, ctx))
    name = f"a{course.appointments_made + 1}"
    planned = AppointmentPlanned(
        appointment=name,
        at=command.at,
        form=command.form,
        replaces=command.replaces,
        interpreter=bool(command.interpreter),
        place=command.place or _usual_place(command, ctx),
        timers=_appointment_timer(name, command.at, ctx),
        cleared=(f"{TimerKind.APPOINTMENT}:{command.replaces}",) if command.replaces else (),
    )
    return (planned,)


def _not_plannable(course: Course, command: PlanAppointment, ctx: Context) -> Iterator[Refused]:
    if command.at <= ctx.now:
        yield Refused(
            "appointment-past", "Aftalen ligger i fortiden. Vælg et tidspunkt, der ikke er passeret."
        )
    open_ids = {name for name, _ in course.appointments}
    if command.replaces and command.replaces not in open_ids:
        yield Refused("appointment-unknown", "Den aftale, der skal flyttes, findes ikke eller er afholdt.")


def _usual_place(command: PlanAppointment, ctx: Context) -> str:
    """Where meetings are held when nothing else is said (S2: centrally); a visit has no usual place."""
    return ctx.programme.work.meeting_place if command.form in MEETINGS else ""


def call_off(course: Course, command: CancelAppointment, ctx: Context) -> tuple[Event, ...]:
    """Call an appointment off: nobody is reminded of it, and it is no absence and no deviation."""
    at = dict(course.appointments).get(command.appointment)
    if at is None:
        raise Refused("appointment-unknown", "Aftalen findes ikke eller er allerede afholdt.")
    if at <= ctx.now:
        raise Refused("appointment-over", "Aftalens tid er passeret. Før den i logbogen som afbud.")
    cancelled = AppointmentCancelled(
        appointment=command.appointment,
        by=command.by,
        cause=command.cause,
        note=command.note,
        cleared=(f"{TimerKind.APPOINTMENT}:{command.appointment}",),
    )
    return (cancelled,)


def _appointment_timer(name: str, at: datetime, ctx: Context) -> tuple[Timer, ...]:
    """The appointment's first rung that has not passed already, if there is one."""
    day = local_day(at)
    timer = Timer(TimerKind.APPOINTMENT, at, day, Why(day, 0, Unit.DAYS), 0, name)
    ahead = ctx.ahead(ctx.at_rung(timer, 0))
    return (ahead,) if ahead else ()
