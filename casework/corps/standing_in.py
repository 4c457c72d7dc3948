"""Who reads what is meant for somebody who is away. Asked for each letter, so that it returns by itself."""

from __future__ import annotations

from adapters.staff import StaffMember
from casework.office import Office
from domain.calendar import local_day
from domain.corps.absence import Absence, Standing, acting_for, leaving
from domain.course import Course
from domain.explain import danish_date


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
