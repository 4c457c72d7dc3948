"""The forecast, asked for on a page and reckoned beside it: every course is played through the rules."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

import msgspec
from msgspec import Struct

from casework.lists.forecasting import forecast_of
from casework.office import Office
from domain.forecast import Forecast, ForecastWeek
from domain.timers import TimerKind
from domain.values import Actor
from models.jobs import Job, JobKind

Counts = dict[TimerKind, int]


class WeekAhead(Struct, frozen=True):
    """A week from its Monday: what falls due and what is reminded of by kind, how many of these reminders
    reach the jobcentre, the courses whose grant ends, the hours needed, and those there are (None: unknown).
    """

    monday: date
    due: Counts
    reminded: Counts
    to_jobcentre: int
    grants_end: tuple[str, ...]
    hours_needed: Decimal
    capacity: Decimal | None


class Ahead(Struct, frozen=True):
    """A forecast as it is shown: how many courses, how many of them paused, what is late now by kind, and
    the weeks.
    """

    courses: int
    paused: int
    overdue: Counts
    weeks: tuple[WeekAhead, ...]


def ask_for_forecast(office: Office, weeks: int, controller: str, actor: Actor) -> Job:
    """Have so many weeks reckoned, of one controller's courses where it is named."""
    return office.jobs.ask(JobKind.FORECAST, _subject(weeks, controller), actor, office.now)


def forecast_asked_for(office: Office, weeks: int, controller: str) -> Job | None:
    """The newest job that reckons that."""
    return office.jobs.latest(JobKind.FORECAST, _subject(weeks, controller))


def forecast_in(office: Office, job: Job) -> Ahead:
    """What a job that is done has reckoned."""
    return msgspec.json.decode(office.jobs.content(job, office.now), type=Ahead)


def reckon(office: Office, job: Job) -> None:
    """Do what `ask_for_forecast` asked for. Raises Tampered, Conflict."""
    weeks, controller = job.subject.split(" ")
    found = _ahead(forecast_of(office, int(weeks), controller))
    office.jobs.end(job, office.now, content=msgspec.json.encode(found))


def _ahead(found: Forecast) -> Ahead:
    return Ahead(found.courses, found.paused, _counts(found.overdue), tuple(map(_week, found.weeks)))


def _week(week: ForecastWeek) -> WeekAhead:
    return WeekAhead(
        monday=week.monday,
        due=_counts(week.due),
        reminded=_counts(week.escalated),
        to_jobcentre=week.reaching_jobcentre.total(),
        grants_end=tuple(week.grants_end),
        hours_needed=week.hours_needed,
        capacity=week.capacity,
    )


def _counts(kinds: Counter[TimerKind]) -> Counts:
    return {kind: kinds[kind] for kind in TimerKind if kinds[kind]}


def _subject(weeks: int, controller: str) -> str:
    return f"{weeks} {controller}"
