"""The corps's measurable goals, counted from what was recorded (S3).

Only counts come out of it. What is not known is told beside what is, and never guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.corps.goal_progress import moved_goals
from domain.events import (
    CitizenEvaluated,
    CourseClosed,
    CourseReopened,
    EffortEnded,
    Event,
    FollowUpRecorded,
    GoalDropped,
    GoalRevised,
    GoalsAgreed,
    MatterSettled,
    StoppedEarly,
)
from domain.matters import MatterKind
from domain.values import Span


class Measure(StrEnum):
    """What is measured; a programme sets its targets by these codes."""

    RETENTION = "retention"
    COMPLETION = "completion"
    ACTIVATION = "activation"
    EXPERIENCE = "experience"
    SUB_GOALS = "sub_goals"


NAMES: Mapping[Measure, str] = {
    Measure.RETENTION: "fastholdelse efter forløbet",
    Measure.COMPLETION: "gennemførte forløb",
    Measure.ACTIVATION: "i gang ved afslutningen",
    Measure.EXPERIENCE: "borgernes oplevelse",
    Measure.SUB_GOALS: "fremgang i delmål",
}
DEFINITIONS: Mapping[Measure, str] = {
    Measure.RETENTION: (
        "af de forløb i perioden, der endte i job, uddannelse, praktik eller et tilbud: borgeren er i gang "
        "med noget af det, når der spørges efter forløbet (ikke spurgt eller ikke truffet er ukendt)"
    ),
    Measure.COMPLETION: "af de forløb, der blev afsluttet i perioden: støtten blev ikke stoppet før tid",
    Measure.ACTIVATION: (
        "af de forløb, der blev afsluttet i perioden: borgeren er i job, uddannelse, praktik eller et tilbud"
    ),
    Measure.EXPERIENCE: (
        "af de borgere, der har vurderet støtten i perioden: seneste vurdering er 4 eller 5 af 5 "
        "(afsluttet uden vurdering er ukendt)"
    ),
    Measure.SUB_GOALS: (
        "af de delmål, der er fulgt op på i perioden (mål, hvor der ingen delmål er): nået eller rykket frem "
        "(uden opfølgning eller noget at sammenligne med er ukendt)"
    ),
}
GOOD = 4
"""From this mark, of 5, the citizen's experience counts as good (local)."""
SMALLEST = 5
"""A figure about fewer than so many can point at a person, and is hidden in what is handed on (outside)."""
GOES_ON = frozenset({"job", "education", "placement", "activity"})
"""Outcomes in which the citizen is in something when the course ends."""
STILL_IN = frozenset({"in_job", "in_education", "in_activity"})
ANSWERED = STILL_IN | {"in_nothing"}
KINDS: tuple[type[Event], ...] = (
    CitizenEvaluated,
    CourseClosed,
    CourseReopened,
    EffortEnded,
    FollowUpRecorded,
    GoalDropped,
    GoalRevised,
    GoalsAgreed,
    MatterSettled,
    StoppedEarly,
)
"""The events that are counted; none of what is used of them is personal."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of those that are known meet a measure, and of how many it is not known."""

    met: int = 0
    counted: int = 0
    unknown: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.met + other.met, self.counted + other.counted, self.unknown + other.unknown)

    @property
    def percent(self) -> int | None:
        """The share that meets it in whole percent, half rounded up; None where nothing is known."""
        return (200 * self.met + self.counted) // (2 * self.counted) if self.counted else None

    @property
    def tells_of_few(self) -> bool:
        """Whether a number behind it is so small that it can point at a person."""
        parts = (self.met, self.counted - self.met, self.unknown)
        return any(0 < part < SMALLEST for part in parts)


MET, NOT_MET, UNKNOWN, NOTHING = Tally(1, 1), Tally(0, 1), Tally(0, 0, 1), Tally()


def tallies(histories: Iterable[Sequence[Event]], span: Span) -> dict[Measure, Tally]:
    """Every measure over the courses' events in a span of Danish days, whatever order the courses come in."""
    totals = dict.fromkeys(Measure, NOTHING)
    for events in histories:
        for measure, tally in _of_course(events, span).items():
            totals[measure] += tally
    return totals


def _of_course(events: Sequence[Event], span: Span) -> dict[Measure, Tally]:
    last = _last_run(events)
    closed = next((one for one in last if isinstance(one, CourseClosed)), None)
    counts = closed if closed and closed.closed_on in span else None
    return {
        Measure.RETENTION: _retention(counts, last),
        Measure.COMPLETION: _completion(counts, last),
        Measure.ACTIVATION: _judged(counts.outcome in GOES_ON) if counts else NOTHING,
        Measure.EXPERIENCE: _experience(counts, events, span),
        Measure.SUB_GOALS: Tally(*moved_goals(events, span)),
    }


def _last_run(events: Sequence[Event]) -> Sequence[Event]:
    """What happened since the course was opened again, if it was: an ending that was undone counts not."""
    again = [number for number, one in enumerate(events) if isinstance(one, CourseReopened)]
    return events[again[-1] + 1 :] if again else events


def _judged(met: bool) -> Tally:
    return MET if met else NOT_MET


def _retention(closed: CourseClosed | None, events: Sequence[Event]) -> Tally:
    if closed is None or closed.outcome not in GOES_ON:
        return NOTHING
    answers = [
        one.outcome
        for one in events
        if isinstance(one, MatterSettled) and one.kind is MatterKind.AFTERMATH and one.outcome in ANSWERED
    ]
    return _judged(answers[-1] in STILL_IN) if answers else UNKNOWN


def _completion(closed: CourseClosed | None, events: Sequence[Event]) -> Tally:
    if closed is None:
        return NOTHING
    return _judged(not any(isinstance(one, StoppedEarly | EffortEnded) for one in events))


def _experience(closed: CourseClosed | None, events: Sequence[Event], span: Span) -> Tally:
    marks = [one for one in events if isinstance(one, CitizenEvaluated)]
    mine = sorted((one for one in marks if one.given_on in span), key=lambda one: one.given_on)
    if mine:
        return _judged(mine[-1].score >= GOOD)
    return UNKNOWN if closed and not marks else NOTHING
