"""How a course ended: carried through, stopped, contact lost, or never begun; and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from domain.events import CourseCancelled, CourseClosed, CourseReopened, EffortEnded, StoppedEarly
from domain.figures.lines import COMPLETED, LOST_CONTACT, NEVER_BEGUN, STOPPED, Kind, Line, month_of
from domain.history import Recorded, of_type

NO_CONTACT = "no_contact"


@dataclass(frozen=True, slots=True)
class Ending:
    """The Danish day a course ended, how, and its outcome (empty where there was no support)."""

    on: date
    how: str
    outcome: str = ""


def ending_of(history: Sequence[Recorded]) -> Ending | None:
    """How the course ended; None while it runs. An ending that was undone by opening it again is none."""
    again = [recorded.seq for recorded, _ in of_type(history, CourseReopened)]
    last = history[again[-1] :] if again else history
    for _, cancelled in of_type(last, CourseCancelled):
        how = LOST_CONTACT if cancelled.cause == NO_CONTACT else NEVER_BEGUN
        return Ending(cancelled.cancelled_on, how)
    for _, closed in of_type(last, CourseClosed):
        return Ending(closed.closed_on, _how(last, closed), closed.outcome)
    return None


def _how(last: Sequence[Recorded], closed: CourseClosed) -> str:
    stops = [event.cause for _, event in of_type(last, StoppedEarly)]
    if NO_CONTACT in (closed.reason, *stops):
        return LOST_CONTACT
    return STOPPED if stops or any(of_type(last, EffortEnded)) else COMPLETED


def lines(ending: Ending | None) -> Iterator[Line]:
    """How it ended, and what came of it, in the month it ended."""
    if ending is None:
        return
    yield Line(month_of(ending.on), Kind.ENDED, ending.how, times=1)
    if ending.outcome:
        yield Line(month_of(ending.on), Kind.OUTCOME, ending.outcome, times=1)
