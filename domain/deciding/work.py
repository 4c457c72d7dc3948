"""The periodic work: appointments and progress reports."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from domain.calendar import local_day
from domain.commands import PlanAppointment
from domain.course import Course
from domain.deciding.context import Context
from domain.errors import Refused
from domain.events import (
    AppointmentPlanned,
    Event,
)
from domain.timers import Timer, TimerKind, Unit, Why

ZERO = Decimal(0)
HUNDREDTH = Decimal("0.01")


def plan(course: Course, command: PlanAppointment, ctx: Context) -> tuple[Event, ...]:
    """Plan or move an appointment; the citizen is reminded neutrally the working day before."""
    if command.at <= ctx.now:
        raise Refused(
            "appointment-past", "Aftalen ligger i fortiden. Vælg et tidspunkt, der ikke er passeret."
        )
    open_ids = {name for name, _ in course.appointments}
    if command.replaces and command.replaces not in open_ids:
        raise Refused("appointment-unknown", "Den aftale, der skal flyttes, findes ikke eller er afholdt.")
    name = f"a{course.appointments_made + 1}"
    planned = AppointmentPlanned(
        appointment=name,
        at=command.at,
        form=command.form,
        replaces=command.replaces,
        interpreter=command.interpreter,
        place=command.place,
        timers=_appointment_timer(name, command.at, ctx),
        cleared=(f"{TimerKind.APPOINTMENT}:{command.replaces}",) if command.replaces else (),
    )
    return (planned,)


def _appointment_timer(name: str, at: datetime, ctx: Context) -> tuple[Timer, ...]:
    """The appointment's first rung that has not passed already, if there is one."""
    day = local_day(at)
    timer = Timer(TimerKind.APPOINTMENT, at, day, Why(day, 0, Unit.DAYS), 0, name)
    ahead = ctx.ahead(ctx.at_rung(timer, 0))
    return (ahead,) if ahead else ()
