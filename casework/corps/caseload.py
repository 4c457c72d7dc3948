"""The caseload and the rota as a coordinator sees them: a row for each mentor, or each mentor and week."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from casework.corps.carrying import NOTHING, carried_by_mentor
from casework.corps.readiness import today
from casework.corps.standing_in import absences_of
from casework.corps.working_days import shared_calendar
from casework.office import Office
from domain.corps.absence import Standing, acting_for
from domain.corps.load import Burden, Load, load_on
from domain.corps.profile import MentorProfile
from domain.corps.rota import Week, mondays, week_of

NOBODY = "ingen vikar"


@dataclass(frozen=True, slots=True)
class Carried:
    """What one mentor carries today. Hours are for a week, except `used_lately` (four weeks). Without a
    profile there is no `capacity` and nothing `free`. `substitute` is who stands in while she is away.
    """

    mentor: str
    courses: int
    hours_per_week: Decimal
    used_lately: Decimal
    overdue: int
    due: int
    capacity: Decimal | None
    free: Decimal | None
    substitute: str


def caseload(office: Office) -> list[Carried]:
    """Every mentor of the staff, or with courses still, with what she carries today; fullest first."""
    day, absences, carried = today(office), absences_of(office), carried_by_mentor(office)
    profiles = {profile.mentor: profile for profile in office.corps.profiles.all()}
    mentors = {*carried, *profiles, *(member.id for member in office.staff.mentors)}
    lines = [
        _carried(
            load_on(carried.get(mentor, NOTHING), day), acting_for(mentor, day, absences), profiles, mentor
        )
        for mentor in mentors
    ]
    return sorted(lines, key=lambda line: (line.free is None, line.free or 0, line.mentor))


def _carried(load: Load, standing: Standing, profiles: Mapping[str, MentorProfile], mentor: str) -> Carried:
    capacity = profiles[mentor].hours_per_week if mentor in profiles else None
    return Carried(
        mentor=mentor,
        courses=load.courses,
        hours_per_week=load.hours_per_week,
        used_lately=load.used_lately,
        overdue=load.overdue,
        due=load.due,
        capacity=capacity,
        free=None if capacity is None else capacity - load.hours_per_week,
        substitute=(standing.person or NOBODY) if standing.is_substitute else "",
    )


def rota(office: Office, weeks: int) -> list[Week]:
    """Each mentor with a profile in each of so many weeks from this one, week by week."""
    absences, calendar, carried = absences_of(office), shared_calendar(office), carried_by_mentor(office)
    profiles = office.corps.profiles.all()
    return [
        week_of(profile, _granted(carried, profile, monday), monday, absences, calendar)
        for monday in mondays(today(office), weeks)
        for profile in profiles
    ]


def _granted(carried: Mapping[str, Burden], profile: MentorProfile, monday: date) -> Decimal:
    return load_on(carried.get(profile.mentor, NOTHING), monday).hours_per_week
