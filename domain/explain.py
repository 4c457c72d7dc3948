"""Why a deadline is on the day it is: the counting, with every closed day and every pause that moved it."""

from __future__ import annotations

from datetime import date, timedelta

from domain.calendar import Calendar, local
from domain.course import Course
from domain.ladders import MOMENTS, SILENT
from domain.programme import Programme
from domain.reprojection import awaited
from domain.timers import (
    Rest,
    Timer,
    TimerKind,
    Unit,
    Why,
    after_rest,
    count,
    counted_to,
    first_count,
    rest_days,
)
from domain.words import COUNTED_FROM

WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
A_MATTER_OPENED = "punktet blev åbnet"
MOST_CLOSED, NAMED_AT_EACH_END = 12, 3
"""More closed days than a year has are not told one by one: of those, so many at each end."""
_UNITS = {
    Unit.WORKING_DAYS: ("arbejdsdag", "arbejdsdage"),
    Unit.WEEKS: ("uge", "uger"),
    Unit.DAYS: ("dag", "dage"),
    Unit.MONTHS: ("måned", "måneder"),
}


def danish_date(day: date, *, weekday: bool = False) -> str:
    """A date as it is written in a Danish letter: `2. marts 2026`, or `mandag den 2. marts 2026`."""
    text = f"{day.day}. {MONTHS[day.month - 1]} {day.year}"
    return f"{WEEKDAYS[day.weekday()]} den {text}" if weekday else text


def explain_on(course: Course, timer: Timer, programme: Programme, calendar: Calendar) -> str:
    """`explain` with what only the course knows: the phase-out that waits for a decision on an extension is
    told with the day it waits for and the day it would have begun.
    """
    decision = awaited(course) if timer.kind is TimerKind.PHASE_OUT else None
    if decision is None or course.period is None:
        return explain(timer, calendar)
    usual = programme.deadlines[TimerKind.PHASE_OUT]
    why = Why(course.period.ends_on, usual.amount, usual.unit)
    begins = f"{_counted(why, TimerKind.PHASE_OUT)}, altså {danish_date(count(why, calendar))}"
    waits = f"udfasningen venter på, at forlængelsen afgøres ({_reckoned(decision, calendar)})"
    return (
        f"{danish_date(timer.deadline_on, weekday=True)}: {waits}; ellers {begins}; {_rings(timer, calendar)}"
    )


def explain(timer: Timer, calendar: Calendar) -> str:
    """One Danish sentence: how the deadline was counted, which closed days and which pauses moved it, and
    when it rings next.
    """
    day = danish_date(timer.deadline_on, weekday=True)
    return f"{day}: {_reckoned(timer, calendar)}; {_rings(timer, calendar)}"


def _reckoned(timer: Timer, calendar: Calendar) -> str:
    """The first counting, and then each pause in turn with the day it led to."""
    why = timer.why
    day = first_count(why, calendar) if why.rests or timer.kind not in MOMENTS else timer.deadline_on
    told = _counted(why, timer.kind) + _closed(calendar, _moved_from(why), day)
    for rest in why.rests:
        before, day = day, after_rest(day, rest, calendar)
        told += f", altså {danish_date(before)}; {_rested(rest, calendar)}{_closed(calendar, before, day)}"
    return told


def _rested(rest: Rest, calendar: Calendar) -> str:
    span = f"pause fra {danish_date(rest.began_on)} til {danish_date(rest.ended_on)}"
    return f"{span} giver {length(rest_days(rest, calendar), Unit.WORKING_DAYS)} mere"


def _rings(timer: Timer, calendar: Calendar) -> str:
    rings = local(timer.due_at)
    at = f"den {danish_date(rings.date())} kl. {rings:%H.%M}"
    if timer.kind in SILENT:
        return f"sker {at}"
    later = _closed(calendar, timer.deadline_on, rings.date()) if rings.date() > timer.deadline_on else ""
    return f"trin {timer.rung + 1} {at}{later}"


def _moved_from(why: Why) -> date:
    """Closed days count all the way for working days; for other units only where they moved the end."""
    if why.unit is Unit.WORKING_DAYS:
        return why.base_on
    return counted_to(why) + timedelta(days=-1 if why.amount >= 0 else 1)


def _counted(why: Why, kind: TimerKind) -> str:
    base = f"{danish_date(why.base_on)}{_what(why, kind)}"
    if why.amount == 0:
        return f"samme dag som {base}"
    return f"{length(abs(why.amount), why.unit)} {'efter' if why.amount > 0 else 'før'} {base}"


def length(amount: int, unit: Unit) -> str:
    """`8 uger`, `1 arbejdsdag`."""
    one, many = _UNITS[unit]
    return f"{amount} {one if amount == 1 else many}"


def _what(why: Why, kind: TimerKind) -> str:
    """What happened on the day that is counted from. Three can be counted from either of two days."""
    if kind is TimerKind.EXTENSION_DECISION and why.amount > 0:
        return " (vurderingen blev åbnet)"
    if kind is TimerKind.THREE_PARTY_MEETING and why.amount == 0:
        return " (aftalt på det sidste møde)"
    if kind is TimerKind.PROGRESS_REPORT and why.unit is Unit.WORKING_DAYS and why.amount == 1:
        return " (rapporten blev sendt tilbage)"
    if kind is TimerKind.RESUME and why.amount > 0:
        return " (pausen begyndte)"
    if kind is TimerKind.MATCHING and why.unit is Unit.DAYS:
        return " (en plads ventes)"
    return f" ({COUNTED_FROM.get(kind, A_MATTER_OPENED)})"


def _closed(calendar: Calendar, start: date, end: date) -> str:
    """The closed days between two days, if there are any; of very many the first and the last by name."""
    days = [f"{danish_date(day)} ({name})" for day, name in calendar.closed_between(start, end)]
    if len(days) > MOST_CLOSED:
        between = f"{len(days) - 2 * NAMED_AT_EACH_END} lukkedage derimellem"
        days = [*days[:NAMED_AT_EACH_END], between, *days[-NAMED_AT_EACH_END:]]
    return f"; lukket: {', '.join(days)}" if days else ""
