"""What one course adds to the key figures, month by month, from its neutral history alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from domain.calendar import Calendar, local_day
from domain.course import Course
from domain.evolve import evolve
from domain.figures import contact, deviations, endings, follow_ups, goals, mentors, work
from domain.figures.lines import Kind, Line, month_of
from domain.history import Recorded


def lines_of(
    history: Sequence[Recorded], calendar: Calendar, told_at: Mapping[int, datetime]
) -> tuple[Line, ...]:
    """The lines of one course, sorted, each name once; what sums to nothing is left out.

    `told_at` says when (UTC) the jobcentre's mail server took the notice of the event with that number. The
    history may be one without personal fields. Raises ValueError for an empty one.
    """
    course = evolve(None, history[0].event)
    steps: list[tuple[Course, Recorded]] = []
    for recorded in history[1:]:
        steps.append((course, recorded))
        course = evolve(course, recorded.event)
    ended = endings.ending_of(history)
    found = [
        Line(month_of(local_day(course.received_at)), Kind.RECEIVED, times=1),
        *contact.lines(steps, calendar),
        *follow_ups.lines(steps, course, local_day(history[-1].at)),
        *deviations.lines(history, told_at),
        *goals.lines(steps),
        *work.lines(history, course, ended.on if ended else None),
        *endings.lines(ended),
        *mentors.lines(history, course, ended.on if ended else None),
    ]
    return summed(found)


def summed(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The same lines with each name once, sorted; what comes to nothing is left out."""
    counts: Counter[tuple[str, str, str, str]] = Counter()
    amounts: Counter[tuple[str, str, str, str]] = Counter()
    for line in lines:
        counts[line[:4]] += line.times
        amounts[line[:4]] += line.amount
    named = sorted(counts)
    return tuple(Line(*name, counts[name], amounts[name]) for name in named if counts[name] or amounts[name])


def open_notices(history: Sequence[Recorded], told_at: Mapping[int, datetime]) -> int:
    """How many deviations of the course the jobcentre is not known to have been told of yet."""
    return sum(recorded.seq not in told_at for recorded in deviations.standing(history))
