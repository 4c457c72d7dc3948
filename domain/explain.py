"""Why a deadline is on the day it is: the counting, with every closed day that moved it."""

from __future__ import annotations

from datetime import date, timedelta

from domain.calendar import Calendar, local
from domain.timers import Timer, Unit

WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
_UNITS = {
    Unit.WORKING_DAYS: ("arbejdsdag", "arbejdsdage"),
    Unit.WEEKS: ("uge", "uger"),
    Unit.DAYS: ("dag", "dage"),
}


def danish_date(day: date, *, weekday: bool = False) -> str:
    """A date as it is written in a Danish letter: `2. marts 2026`, or `mandag den 2. marts 2026`."""
    text = f"{day.day}. {MONTHS[day.month - 1]} {day.year}"
    return f"{WEEKDAYS[day.weekday()]} den {text}" if weekday else text


def explain(timer: Timer, calendar: Calendar) -> str:
    """One Danish sentence: how the deadline was counted, which closed days moved it, when it rings next."""
    closed = calendar.closed_between(_moved_from(timer), timer.deadline_on)
    days = f"; lukket: {_listed(closed)}" if closed else ""
    rings = local(timer.due_at)
    step = f"trin {timer.rung + 1} den {danish_date(rings.date())} kl. {rings:%H.%M}"
    return f"{danish_date(timer.deadline_on, weekday=True)}: {_counted(timer)}{days}; {step}"


def _moved_from(timer: Timer) -> date:
    """Closed days count all the way for working days; for weeks and days only where they moved the end."""
    if timer.why.unit is Unit.WORKING_DAYS:
        return timer.why.base_on
    days = timer.why.amount * (7 if timer.why.unit is Unit.WEEKS else 1)
    step = timedelta(days=-1 if timer.why.amount >= 0 else 1)
    return timer.why.base_on + timedelta(days=days) + step


def _counted(timer: Timer) -> str:
    why = timer.why
    if why.amount == 0:
        return f"samme dag som {danish_date(why.base_on)}"
    one, many = _UNITS[why.unit]
    size = abs(why.amount)
    side = "efter" if why.amount > 0 else "før"
    return f"{size} {one if size == 1 else many} {side} {danish_date(why.base_on)}"


def length(amount: int, unit: Unit) -> str:
    """`8 uger`, `1 arbejdsdag`."""
    one, many = _UNITS[unit]
    return f"{amount} {one if amount == 1 else many}"


def _listed(closed: tuple[tuple[date, str], ...]) -> str:
    return ", ".join(f"{danish_date(day)} ({name})" for day, name in closed)
