"""The time machine: a course as it was known at an earlier moment, from what had been recorded by then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from casework.office import Office
from domain.calendar import local_day
from domain.course import Course
from domain.errors import InvalidInput, Problem
from domain.history import Recorded, known_at


def course_at(office: Office, ref: str, at: datetime | None) -> Course:
    """The course as it was known at an instant (UTC), or as it stands. Needs no key.

    Raises UnknownCourse, and InvalidInput for a moment before its beginning or a day that has not come.
    """
    if at is None:
        return office.casebook.course(ref)
    _must_have_come(office, at)
    return office.casebook.as_known(ref, at)


def history_at(office: Office, ref: str, at: datetime | None) -> tuple[Recorded, ...]:
    """What had been recorded on the course at an instant (UTC), or all of it; opened. Raises as `course_at`
    does, and what reading a history raises.
    """
    return _until(office, office.casebook.recorded, ref, at)


def neutral_at(office: Office, ref: str, at: datetime | None) -> tuple[Recorded, ...]:
    """The same without anything personal: needs no key, so an erased course has one too."""
    return _until(office, office.casebook.neutral, ref, at)


def _until(
    office: Office, read: Callable[[str], tuple[Recorded, ...]], ref: str, at: datetime | None
) -> tuple[Recorded, ...]:
    if at is None:
        return read(ref)
    _must_have_come(office, at)
    return known_at(read(ref), at)


def _must_have_come(office: Office, at: datetime) -> None:
    if local_day(at) > local_day(office.now):
        problem = Problem(
            "--at", "ligger i fremtiden", "vælg en dag, der er kommet; frem ser mentor forecast"
        )
        raise InvalidInput("Tidspunkt", (problem,))
