"""How long it took until the jobcentre had been told of a deviation (S0: at once)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from domain.calendar import local_day
from domain.events import DeviationReported, DeviationWithdrawn
from domain.figures.lines import UNTOLD, Kind, Line, month_of
from domain.history import Recorded, of_type

MINUTE = timedelta(minutes=1)


def lines(history: Sequence[Recorded], told_at: Mapping[int, datetime]) -> Iterator[Line]:
    """Each deviation in the month it was reported, by whole minutes from then until the jobcentre's mail
    server took the notice; `untold` while it has not.
    """
    for recorded in standing(history):
        told = told_at.get(recorded.seq)
        code = UNTOLD if told is None else str(max(0, (told - recorded.at) // MINUTE))
        yield Line(month_of(local_day(recorded.at)), Kind.DEVIATION, code, times=1)


def standing(history: Sequence[Recorded]) -> list[Recorded]:
    """The deviations that were reported and not taken back: one that was a mistake was none."""
    withdrawn = {event.matter for _, event in of_type(history, DeviationWithdrawn)}
    return [
        recorded for recorded, event in of_type(history, DeviationReported) if event.matter not in withdrawn
    ]
