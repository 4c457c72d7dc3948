"""Who reads a letter that is meant for a mentor or coordinator. Asked for each letter anew."""

from __future__ import annotations

from casework.corps.coordinating import coordinating
from casework.corps.standing_in import absences_of
from casework.letters.reader import Reader
from casework.office import Office
from domain.calendar import local_day
from domain.corps.absence import acting_for
from domain.course import Course


def reader_of(office: Office, course: Course, to: str) -> Reader:
    """Who reads what the course's mentor or coordinator is told today.

    Without a mentor yet, or with one who is away and has nobody to stand in, it is the coordinator; and
    where she is away, whoever coordinates for her. Raises InvalidInput if the one meant is not in
    `staff.toml`.
    """
    absences = absences_of(office)
    coordinator = _coordinator(office, course)
    if to != "mentor" or not course.mentor:
        return coordinator
    mentor = office.staff.mentor(course.mentor)
    standing = acting_for(course.mentor, local_day(office.now), absences, course.cover)
    acting = next((one for one in office.staff.mentors if one.id == standing.person), None)
    if acting is None:
        return Reader(coordinator.member, mentor, uncovered=True, until=standing.until)
    return Reader(acting, mentor if standing.is_substitute else None, until=standing.until)


def _coordinator(office: Office, course: Course) -> Reader:
    """The course's coordinator, or whoever coordinates for her today."""
    own = course.coordinator or office.controller(course.controller).coordinator
    standing = coordinating(office, own)
    if not standing.is_substitute:
        return Reader(office.staff.coordinator(own))
    return Reader(
        office.staff.coordinator(standing.person), office.staff.coordinator(own), until=standing.until
    )
