"""Periods and stages over time, as the numbers a chart is drawn from and the words that say the same.

Positions are fractions of the whole time axis (0 is its first day, 1 its last), so that the template
only scales them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated, NamedTuple, get_args

from pydantic import Field
from pydantic.dataclasses import dataclass

from adapters.documents.danish import MONTHS, long_date, short_date
from adapters.documents.statements import FROZEN, Events, Stage, numbers

_MOST_TICKS = 12
_MOST_STEPS = 5
_JANUARY, _MONTHS_A_YEAR = 1, 12


@dataclass(frozen=True, kw_only=True, config=FROZEN)
class Phase:
    """One phase the course was in, both days included; `name` is what people read."""

    name: str
    starts_on: date
    ends_on: date
    event: Events


@dataclass(frozen=True, kw_only=True, config=FROZEN)
class StageReached:
    """A goal's stage of change as it was recorded on a day."""

    on: date
    stage: Stage
    event: Events


@dataclass(frozen=True, kw_only=True, config=FROZEN)
class MarkGiven:
    """A goal's mark on the progress scale, as it was given on a day."""

    on: date
    mark: Annotated[int, Field(ge=0)]
    event: Events


class _Point(NamedTuple):
    """Where a goal stood on a day: how high in the chart, and what that is called."""

    on: date
    level: float
    name: str
    events: str


def phases_view(phases: Sequence[Phase]) -> dict[str, object] | None:
    """What the phase chart and its table show; None where there is nothing to show.

    The chart has one lane for each name, so that a phase the course came back to is one lane with two
    bars; the table has every phase in its own row.
    """
    if not phases:
        return None
    first = min(phase.starts_on for phase in phases)
    last = max(phase.ends_on for phase in phases)
    return {
        "lanes": [
            {"name": name, "bars": [_bar(phase, first, last) for phase in phases if phase.name == name]}
            for name in dict.fromkeys(phase.name for phase in phases)
        ],
        "rows": [
            {
                "name": phase.name,
                "starts_on": short_date(phase.starts_on),
                "ends_on": short_date(phase.ends_on),
                "days": (phase.ends_on - phase.starts_on).days + 1,
                "events": numbers(phase.event),
            }
            for phase in phases
        ],
        "ticks": _month_ticks(first, last),
        "alt": "Tidslinje over forløbets faser. " + " ".join(_phase_words(phase) for phase in phases),
    }


def stages_view(stages: Sequence[StageReached], until: date) -> dict[str, object] | None:
    """What a goal's stage chart and table show, from the first record to `until`; None without records."""
    levels = get_args(Stage)
    points = [_Point(one.on, levels.index(one.stage), one.stage, numbers(one.event)) for one in stages]
    return _climb(points, until, "Trin", "Trin i forandringscirklen over tid.", levels)


def marks_view(marks: Sequence[MarkGiven], until: date, scale: int) -> dict[str, object] | None:
    """The same for marks on a scale from 0 to `scale`, drawn in at most five steps."""
    steps = max(1, min(scale, _MOST_STEPS))
    levels = tuple(str(round(scale * step / steps)) for step in range(steps + 1))
    points = [
        _Point(one.on, one.mark * steps / max(1, scale), str(one.mark), numbers(one.event)) for one in marks
    ]
    return _climb(points, until, "Fremgang", f"Fremgang på en skala fra 0 til {scale} over tid.", levels)


def _climb(
    points: Sequence[_Point], until: date, heading: str, about: str, levels: tuple[str, ...]
) -> dict[str, object] | None:
    if not points:
        return None
    ordered = sorted(points, key=lambda point: point.on)
    first, last = ordered[0].on, max(until, ordered[-1].on)
    return {
        "heading": heading,
        "levels": list(levels),
        "points": [
            {
                "at": _position(point.on, first, last),
                "level": point.level,
                "on": short_date(point.on),
                "name": point.name,
                "events": point.events,
            }
            for point in ordered
        ],
        "first": short_date(first),
        "last": short_date(last),
        "alt": f"{about} "
        + " ".join(f"{long_date(point.on).capitalize()}: {point.name}." for point in ordered),
    }


def _bar(phase: Phase, first: date, last: date) -> list[float]:
    """Where the phase begins and where the day after its last day begins."""
    day_after = phase.ends_on + timedelta(days=1)
    return [_position(phase.starts_on, first, last), _position(day_after, first, last)]


def _phase_words(phase: Phase) -> str:
    return f"{phase.name}: {long_date(phase.starts_on)} til {long_date(phase.ends_on)}."


def _position(day: date, first: date, last: date) -> float:
    return (day - first).days / ((last - first).days + 1)


def _month_ticks(first: date, last: date) -> list[dict[str, object]]:
    """First days of months between the ends, thinned so that their names do not touch."""
    starts = []
    month = _next_month(first)
    while month <= last:
        starts.append(month)
        month = _next_month(month)
    step = -(-len(starts) // _MOST_TICKS) or 1
    return [{"at": _position(day, first, last), "label": _tick_label(day)} for day in starts[::step]]


def _next_month(day: date) -> date:
    if day.month == _MONTHS_A_YEAR:
        return date(day.year + 1, 1, 1)
    return date(day.year, day.month + 1, 1)


def _tick_label(day: date) -> str:
    name = MONTHS[day.month - 1][:3]
    return f"{name} {day.year}" if day.month == _JANUARY else name
