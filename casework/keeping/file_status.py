"""How the file about a course stands, for people: held, asked for, returned, erased; nothing personal."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from adapters.templates import date_words
from casework.names import HOLD_REASONS, MATTERS
from domain.course import Course
from domain.matters import ASKED_FOR
from domain.programme import Programme
from domain.retention import retention_ends_on


def file_status(course: Course, programme: Programme, today: date) -> tuple[str, ...]:
    """Everything that holds of the file on a Danish day, in Danish, the most decisive first; nothing while
    the course runs and nobody has held it or asked for it.
    """
    return tuple(_told(course, programme, today))


def _told(course: Course, programme: Programme, today: date) -> Iterator[str]:
    file = course.file
    if file.erased_on:
        yield f"slettet {date_words(file.erased_on)}"
        return
    if file.held:
        yield f"holdt tilbage fra sletning: {HOLD_REASONS[file.held]}"
    yield from _asked_for(course)
    if file.returned_on:
        yield f"afleveret til kommunen {date_words(file.returned_on)}"
    if file.erasure_approved_on:
        yield f"sletning godkendt {date_words(file.erasure_approved_on)}"
    kept_until = retention_ends_on(course, programme)
    if kept_until and not file.erasure_approved_on:
        yield f"{'opbevares til' if today < kept_until else 'kan slettes fra'} {date_words(kept_until)}"


def _asked_for(course: Course) -> Iterator[str]:
    """Requests to see the file that nobody has answered, with the day of the answer."""
    for matter in course.open_matters():
        if matter.kind in ASKED_FOR:
            answer_by = (one.deadline_on for one in course.timers if one.subject == matter.id)
            days = ", ".join(date_words(day) for day in answer_by)
            yield f"{MATTERS[matter.kind]} ({matter.id}), svar senest {days}"
