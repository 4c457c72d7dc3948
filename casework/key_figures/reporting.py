"""The key figures of a period for a choice of courses, beside those of the period before. Reads sums only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from casework.key_figures.definitions import DEFINITIONS, ENDING_NAMES, Definition, Value
from casework.key_figures.sums import Choice, Sums
from casework.names import OUTCOMES
from casework.office import Office
from domain.figures.lines import CENT, Kind
from domain.figures.periods import Period
from models.figures import MentorSum, Sum
from models.pulses import Part as Running

TREND = 8
"""So many periods are shown side by side."""


@dataclass(frozen=True, slots=True)
class Row:
    """One key figure now and in the period before."""

    definition: Definition
    now: Value
    before: Value


@dataclass(frozen=True, slots=True)
class Part:
    """The figures of one programme or controller."""

    name: str
    sums: Sums

    def value(self, definition: Definition) -> Value:
        """One of them."""
        return definition.value(self.sums)


@dataclass(frozen=True, slots=True)
class MentorLoad:
    """What a mentor carried: courses at the end of the period, and hours used in it."""

    mentor: str
    courses: int
    hours: Decimal


@dataclass(frozen=True, slots=True)
class Report:
    """All of it, as it stood at `counted_at` (UTC); None where the courses have not all been counted yet."""

    period: Period
    rows: tuple[Row, ...]
    endings: tuple[tuple[str, int], ...]
    outcomes: tuple[tuple[str, int], ...]
    programmes: tuple[Part, ...]
    controllers: tuple[Part, ...]
    mentors: tuple[MentorLoad, ...]
    trend: tuple[tuple[Period, Sums], ...]
    counted_at: datetime | None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell, in this period or the one before."""
        return not any(row.now.number or row.before.number for row in self.rows)


def report(office: Office, period: Period, choice: Choice) -> Report:
    """The key figures of a period. Reads no course and no history."""
    rows, was = office.figures.of(period), office.figures.of(period.before())
    running = office.figures.running(period)
    now = Sums.chosen(rows, running, choice)
    before = Sums.chosen(was, office.figures.running(period.before()), choice)
    return Report(
        period=period,
        rows=tuple(Row(one, one.value(now), one.value(before)) for one in DEFINITIONS),
        endings=_named(now, Kind.ENDED, ENDING_NAMES),
        outcomes=_named(now, Kind.OUTCOME, {code: name.capitalize() for code, name in OUTCOMES.items()}),
        programmes=_parts(rows, running, choice, "programme"),
        controllers=_parts(rows, running, choice, "controller"),
        mentors=_mentors(office, period, choice),
        trend=_trend(office, period, choice),
        counted_at=counted.at if (counted := office.pulses.last(Running.FIGURES)) else None,
    )


def choices(office: Office, within: frozenset[str] = frozenset()) -> tuple[list[str], list[str]]:
    """The controllers and the programmes of which there is anything to tell, sorted."""
    known = [
        one for one in office.figures.running(Period(9999, 12, 1)) if not within or one.controller in within
    ]
    return sorted({one.controller for one in known}), sorted({one.programme for one in known})


def _named(sums: Sums, kind: Kind, names: dict[str, str]) -> tuple[tuple[str, int], ...]:
    counts = sums.codes(kind)
    return tuple((name, counts[code]) for code, name in names.items())


def _parts(rows: list[Sum], running: list[Sum], choice: Choice, by: str) -> tuple[Part, ...]:
    """The choice divided by programme or controller; a part with nothing running or counted is left out."""
    counted, left = _divided(rows, choice, by), _divided(running, choice, by)
    parts = (Part(name, Sums.chosen(counted[name], left[name], choice)) for name in sorted({*counted, *left}))
    return tuple(part for part in parts if not part.sums.is_empty)


def _divided(sums: Iterable[Sum], choice: Choice, by: str) -> defaultdict[str, list[Sum]]:
    found: defaultdict[str, list[Sum]] = defaultdict(list)
    for one in sums:
        if choice.takes(one):
            found[getattr(one, by)].append(one)
    return found


def _mentors(office: Office, period: Period, choice: Choice) -> tuple[MentorLoad, ...]:
    courses = _by_mentor(office.figures.carried(period), choice)
    hours = _by_mentor(office.figures.hours_of_mentors(period), choice)
    loads = (MentorLoad(who, courses[who], Decimal(hours[who]) / CENT) for who in {*courses, *hours} if who)
    busy = [load for load in loads if load.courses or load.hours]
    return tuple(sorted(busy, key=lambda load: (-load.courses, -load.hours, load.mentor)))


def _by_mentor(sums: Iterable[MentorSum], choice: Choice) -> defaultdict[str, int]:
    found: defaultdict[str, int] = defaultdict(int)
    for one in sums:
        if choice.takes(one):
            found[one.mentor] += one.sum
    return found


def _trend(office: Office, period: Period, choice: Choice) -> tuple[tuple[Period, Sums], ...]:
    """The last periods of the same length, oldest first."""
    periods = [*period.earlier(TREND)][::-1]
    found = office.figures.over_time(periods, choice.programme)
    of_all = replace(choice, programme="")
    return tuple((one, Sums.chosen(rows, (), of_all)) for one, rows in zip(periods, found, strict=True))
