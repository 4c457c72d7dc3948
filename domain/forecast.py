"""The forecast: every course with a deadline on a virtual clock, gathered week by week. Nothing is written,
and nothing in it is personal: references, counts and hours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from domain.calendar import instant_at, local_day
from domain.course import Course
from domain.course_parts import ZERO
from domain.foreseeing import Due, Foreseen, Rulebook, foresee
from domain.hours_ahead import WEEK, hours_ahead
from domain.ladders import SILENT
from domain.lifecycle import Phase
from domain.timers import TimerKind

Rules = Callable[[Course], Rulebook]
Kinds = Counter[TimerKind]
CENT = Decimal("0.01")


@dataclass(slots=True)
class ForecastWeek:
    """One week, by the Monday it begins on. What falls due, what escalates (and how much of that reaches the
    jobcentre) by kind; the courses whose grant ends; hours needed, and hours there are if that is known.
    """

    monday: date
    due: Kinds = field(default_factory=Counter)
    escalated: Kinds = field(default_factory=Counter)
    reaching_jobcentre: Kinds = field(default_factory=Counter)
    grants_end: list[str] = field(default_factory=list)
    hours_needed: Decimal = ZERO
    capacity: Decimal | None = None

    @property
    def name(self) -> str:
        """The ISO week: `2026-W10`."""
        year, week, _ = self.monday.isocalendar()
        return f"{year}-W{week:02}"

    def take(self, foreseen: Foreseen) -> None:
        """Count one thing that happens this week."""
        if isinstance(foreseen, Due):
            self.due[foreseen.kind] += 1
            return
        self.escalated[foreseen.kind] += 1
        if foreseen.reaches_jobcentre:
            self.reaching_jobcentre[foreseen.kind] += 1


@dataclass(slots=True)
class Forecast:
    """The weeks from an instant (UTC) on. `overdue` is what should have been done before that day, by kind;
    `paused` courses are in the weeks, but not in the hours.
    """

    at: datetime
    weeks: list[ForecastWeek]
    courses: int = 0
    paused: int = 0
    overdue: Kinds = field(default_factory=Counter)


def forecast(
    courses: Iterable[Course],
    rules: Rules,
    now: datetime,
    weeks: int,
    capacity: Mapping[date, Decimal] | None = None,
) -> Forecast:
    """What becomes of these courses in so many weeks, from the one that `now` (UTC) lies in, if nobody acts.

    `rules` gives a course's programme, its other versions and their calendars; `capacity` the mentors' hours
    by Monday, or None where nobody knows them. The order of the courses does not matter.
    """
    gathered = Forecast(now, _weeks(local_day(now), weeks, capacity))
    for course in courses:
        if course.timers:
            _add(gathered, course, rules(course))
    for week in gathered.weeks:
        week.grants_end.sort()
        week.hours_needed = week.hours_needed.quantize(CENT)
    return gathered


def _weeks(today: date, count: int, capacity: Mapping[date, Decimal] | None) -> list[ForecastWeek]:
    monday = today - timedelta(days=today.weekday())
    mondays = (monday + WEEK * number for number in range(count))
    return [ForecastWeek(day, capacity=capacity.get(day) if capacity else None) for day in mondays]


def _add(gathered: Forecast, course: Course, rules: Rulebook) -> None:
    weeks, today = gathered.weeks, local_day(gathered.at)
    gathered.courses += 1
    gathered.paused += course.phase is Phase.PAUSED
    late = (timer for timer in course.running_timers() if timer.deadline_on < today)
    gathered.overdue.update(timer.kind for timer in late if timer.kind not in SILENT)
    until = instant_at(weeks[-1].monday + WEEK, time())
    for foreseen in foresee(course, rules, gathered.at, until):
        _week(weeks, foreseen.on).take(foreseen)
    _add_grant(weeks, course, today)
    mondays = [week.monday for week in weeks]
    kept = rules.kept
    needed = hours_ahead(course, mondays, today, rules.calendar_of(kept), kept.hours.unused)
    for week, hours in zip(weeks, needed, strict=True):
        week.hours_needed += hours


def _add_grant(weeks: list[ForecastWeek], course: Course, today: date) -> None:
    """A grant ends on its last granted day, whatever else is going on."""
    running = course.is_open and course.ended_on is None
    ends_on = course.period.ends_on if course.period and running else None
    if ends_on and today <= ends_on < weeks[-1].monday + WEEK:
        _week(weeks, ends_on).grants_end.append(course.ref)


def _week(weeks: list[ForecastWeek], day: date) -> ForecastWeek:
    return weeks[(day - weeks[0].monday).days // 7]
