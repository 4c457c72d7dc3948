"""Timers that ring at opening time, counted as people count."""

from __future__ import annotations

from domain.timers import Timer, TimerKind, Unit, Why, count, rung_instant
from tests.factories import CALENDAR, day

WORKING_DAYS, WEEKS, DAYS = Unit.WORKING_DAYS, Unit.WEEKS, Unit.DAYS


def timer(base: str, amount: int, unit: Unit, rung: int = 0) -> Timer:
    """A timer that rings at opening time on its day."""
    why = Why(day(base), amount, unit)
    on = count(why, CALENDAR)
    return Timer(TimerKind.FOLLOW_UP, rung_instant(on, 0, None, CALENDAR), on, why, rung)
