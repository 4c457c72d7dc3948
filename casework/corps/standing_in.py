"""Who reads what is meant for somebody who is away. Asked for each letter, so that it returns by itself."""

from __future__ import annotations

from adapters.staff import StaffMember
from casework.office import Office
from casework.reader import Reader
from domain.calendar import local_day
from domain.corps.absence import Absence, Standing, acting_for, leaving
from domain.course import Course
from domain.explain import danish_date


def reader_of(office: Office, course: Course, to: str) -> Reader:
    """Who reads what the course's mentor or coordinator is told today.

    Without a mentor yet, or with one who is away and has nobody to stand in, it is the coordinator; and
    where she is away, her substitute. Raises InvalidInput if the one meant is not in `staff.toml`.
    """
    absences = absences_of(office)
    coordinator = _coordinator(office, course, absences)
    if to != "mentor" or not course.mentor:
        return coordinator
    mentor = office.staff.mentor(course.mentor)
    standing = acting_for(course.mentor, local_day(office.now), absences, course.cover)
    acting = _found(office.staff.mentors, standing.person)
    if acting is None:
        return Reader(coordinator.member, mentor, uncovered=True, until=standing.until)
    return Reader(acting, mentor if standing.is_substitute else None, until=standing.until)


def _coordinator(office: Office, course: Course, absences: list[Absence]) -> Reader:
    """The course's coordinator, or who stands in for her; where nobody does, she herself all the same."""
    own = course.coordinator or office.controller(course.controller).coordinator
    standing = acting_for(own, local_day(office.now), absences)
    acting = _found(office.staff.coordinators, standing.person)
    if acting is None or not standing.is_substitute:
        return Reader(office.staff.coordinator(own))
    return Reader(acting, office.staff.coordinator(own), until=standing.until)


def _found(members: tuple[StaffMember, ...], member_id: str) -> StaffMember | None:
    return next((member for member in members if member.id == member_id), None)


def standing_in_for(office: Office, course: Course) -> Standing:
    """Who acts for the course's mentor today; the mentor stays accountable."""
    return acting_for(course.mentor, local_day(office.now), absences_of(office), course.cover)


def stand_in(office: Office, course: Course) -> StaffMember | None:
    """Whom the jobcentre can reach instead of a mentor who is away today; None while she is here."""
    standing = standing_in_for(office, course)
    return _found(office.staff.mentors, standing.person) if standing.is_substitute else None


def substitution(office: Office, course: Course) -> str:
    """Who stands in on the course today, as a coordinator reads it; empty while its mentor is here."""
    standing = standing_in_for(office, course)
    if not course.mentor or not standing.is_substitute:
        return ""
    until = f" til og med {danish_date(standing.until)}" if standing.until else ""
    if not standing.person:
        return f"{course.mentor} er fraværende{until} uden vikar; beskeder går til koordinatoren"
    return f"{standing.person} er vikar for {course.mentor}{until}"


def away_now(office: Office) -> list[str]:
    """Everybody who is away today, by id."""
    day = local_day(office.now)
    return sorted({absence.person for absence in absences_of(office) if day in absence})


def absences_of(office: Office) -> list[Absence]:
    """Every absence, and those who have left as away for good."""
    gone = (leaving(mentor, last_on) for mentor, last_on in office.corps.profiles.leaving())
    return [*office.corps.absences.all(), *gone]
