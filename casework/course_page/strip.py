"""The phase strip: the way of a course, where it is on it, and the day each phase came; nothing personal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from casework import names
from domain.calendar import local_day
from domain.course import Course
from domain.history import Recorded
from domain.lifecycle import Phase

P = Phase
WAY = (
    P.RECEIVED,
    P.ACCEPTED,
    P.MATCHED,
    P.CONTACTING,
    P.GOAL_SETTING,
    P.ACTIVE,
    P.PHASING_OUT,
    P.CLOSING,
    P.CLOSED,
)
"""The phases as a course usually comes through them; the others lie beside the way."""
State = Literal["done", "skipped", "now", "ahead"]


@dataclass(frozen=True, slots=True)
class Step:
    """One phase of the strip: its Danish name, whether it has been, and the Danish day it first came."""

    name: str
    state: State
    on: date | None


def strip(course: Course, history: Sequence[Recorded]) -> tuple[Step, ...]:
    """The way as it was gone and as it lies ahead. What waits for missing parts, and a course that was cut
    short, stand in their places; a pause stands in the phase the work goes on in.
    """
    came = _came(history)
    now = course.working_phase
    way = _way(now)
    here = way.index(now)
    return tuple(_step(phase, place - here, came) for place, phase in enumerate(way) if _is_on(phase, now))


def _way(now: Phase) -> tuple[Phase, ...]:
    if now is P.INCOMPLETE:
        return (P.INCOMPLETE, *WAY[1:])
    return (*WAY[:-1], P.CANCELLED) if now is P.CANCELLED else WAY


def _is_on(phase: Phase, now: Phase) -> bool:
    """A course that was never closed in the usual way has no closing phase to be skipped."""
    return not (now is P.CANCELLED and phase is P.CLOSING)


def _step(phase: Phase, away: int, came: dict[Phase, date]) -> Step:
    on = came.get(phase)
    if away == 0:
        state: State = "now"
    elif away > 0:
        return Step(names.PHASES[phase], "ahead", None)
    else:
        state = "done" if on else "skipped"
    return Step(names.PHASES[phase], state, on)


def _came(history: Sequence[Recorded]) -> dict[Phase, date]:
    """The Danish day each phase first came."""
    came: dict[Phase, date] = {}
    for phase, on in _turns(history):
        came.setdefault(phase, on)
    return came


def _turns(history: Sequence[Recorded]) -> Iterator[tuple[Phase, date]]:
    for recorded in history:
        if recorded.event.to_phase is not None:
            yield recorded.event.to_phase, local_day(recorded.at)
