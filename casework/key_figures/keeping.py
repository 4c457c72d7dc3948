"""Bringing the table of key figures up to date: a bounded batch of the courses that have moved on."""

from __future__ import annotations

from collections.abc import Iterable

from casework.office import Office
from domain.errors import MentorError, Unavailable
from domain.evolve import fold
from domain.figures.counting import lines_of, open_notices
from models.figures import Counted, Course
from models.pulses import Part

UNREADABLE = "unreadable"
"""The code of a history that can be read and makes no sense."""
BATCH = 200
"""Courses in one commit: about half a second of work in which others wait."""


def keep_figures(office: Office, most: int = BATCH) -> int:
    """Count the courses that have moved on since they were counted, at most so many, in one commit; gives how
    many were looked at. Doing it twice changes nothing. A course that cannot be read is left out and keeps no
    other from being counted; it is tried again whenever all others are counted. Raises Unavailable.
    """
    now = office.now
    refs = office.figures.outdated(most)
    _keep(office, refs)
    if len(refs) < most:
        _keep(office, office.figures.left_out())
        office.pulses.beat(Part.FIGURES, now)
    return len(refs)


def _keep(office: Office, refs: Iterable[str]) -> None:
    left_out = office.figures.left_out()
    counted = []
    for ref in refs:
        try:
            counted.append(_counted(office, office.figures.course(ref)))
        except Unavailable:
            raise
        except Exception as error:  # noqa: BLE001 (whatever is wrong with one, the others are counted)
            problem = error.code if isinstance(error, MentorError) else UNREADABLE
            if left_out.get(ref) != problem:
                office.figures.leave_out(ref, problem)
    if counted:
        office.figures.keep(counted)


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
