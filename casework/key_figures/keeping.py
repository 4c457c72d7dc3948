"""Bringing the table of key figures up to date: a bounded batch of the courses that have moved on."""

from __future__ import annotations

from casework.office import Office
from domain.evolve import fold
from domain.figures.counting import lines_of, open_notices
from models.figures import Counted, Course
from models.pulses import Part

BATCH = 200
"""Courses in one commit: about half a second of work in which others wait."""


def keep_figures(office: Office, most: int = BATCH) -> int:
    """Count the courses that have moved on since they were counted, at most so many, in one commit; gives how
    many. Doing it twice changes nothing.
    """
    now = office.now
    refs = office.figures.outdated(most)
    counted = (
        office.figures.keep([_counted(office, office.figures.course(ref)) for ref in refs]) if refs else 0
    )
    if counted == len(refs) < most:
        office.pulses.beat(Part.FIGURES, now)
    return counted


def keep_all_figures(office: Office) -> int:
    """Count until every course is; gives how many were counted."""
    total = 0
    while counted := keep_figures(office):
        total += counted
    return total


def count_anew(office: Office) -> int:
    """Forget all figures and count every course from its history; gives how many."""
    office.figures.forget()
    return keep_all_figures(office)


def _counted(office: Office, found: Course) -> Counted:
    course = fold(recorded.event for recorded in found.history)
    lines = lines_of(found.history, office.calendar_of(course), found.told_at)
    return Counted(
        course_id=found.id,
        seq=len(found.history),
        controller=course.controller,
        programme=course.programme,
        lines=lines,
        told=len(found.told_at),
        untold=open_notices(found.history, found.told_at),
        erased=course.file.erased_on is not None,
    )
