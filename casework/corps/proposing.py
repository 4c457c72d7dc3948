"""Proposing a mentor for a course: its referral's needs held against every mentor's profile and load."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from pydantic import TypeAdapter, ValidationError

from casework.corps.carrying import NOTHING, carried_by_mentor
from casework.corps.readiness import today
from casework.office import Office
from domain.corps.absence import acting_for
from domain.corps.load import Burden, load_on, weekly_hours, weight_of
from domain.corps.matching import Candidate, Needs, Proposal, Wishes, propose
from domain.course import Course
from domain.errors import InvalidInput, Refused
from domain.history import referral_of
from domain.parsing import problems_of
from domain.referral import Referral
from models.codec import load_course
from models.listing import Wanted

_WISHES = TypeAdapter(Wishes)
Carrying = Mapping[str, Burden]


def proposals(office: Office, ref: str, wishes: Wishes) -> tuple[Proposal, ...]:
    """Every mentor with a profile, best fit first, and why. The course's present mentor is left out.

    Raises UnknownCourse, and Refused where no profile has been entered.
    """
    found = ranked(office, office.casebook.course(ref), wishes)
    if not found:
        raise Refused("no-profiles", "Der er ingen mentorprofiler endnu. Indfør dem med: mentor corps enter.")
    return found


def best_for_each(office: Office, courses: Iterable[Course]) -> dict[str, str]:
    """For each course the mentor who fits best and has room (empty: nobody), by reference.

    Each proposal counts what the ones before it would give away.
    """
    carried, best = dict(carried_by_mentor(office)), dict[str, str]()
    for course in courses:
        found = next((one.mentor for one in ranked(office, course, Wishes(), carried) if one.rank), "")
        before = carried.get(found, NOTHING).weights
        carried[found] = Burden((*before, weight_of(course)))
        best[course.ref] = found
    return best


def ranked(
    office: Office, course: Course, wishes: Wishes, carried: Carrying | None = None
) -> tuple[Proposal, ...]:
    """The same; `carried` is what each mentor carries, where that is not what she carries now."""
    candidates = [one for one in every_candidate(office, carried) if one.profile.mentor != course.mentor]
    referral = referral_of(office.casebook.recorded(course.ref))
    needs = replace(needs_of(referral, course, office), wishes=wishes)
    return propose(needs, candidates, today(office))


def read_wishes(data: bytes) -> Wishes:
    """What the coordinator adds, from JSON. Raises InvalidInput by field."""
    try:
        return _WISHES.validate_json(data)
    except ValidationError as error:
        raise InvalidInput("Ønsker", problems_of(error)) from None


def needs_of(referral: Referral, course: Course, office: Office) -> Needs:
    """What the referral asks of a mentor. A protected address says nothing about the place."""
    citizen, period = referral.citizen, course.period
    hours = referral.grant.hours_per_week if referral.grant else None
    return Needs(
        target_group=referral.target_group,
        topics=(*referral.tasks, *referral.focus_areas),
        language=citizen.language,
        interpreter=citizen.interpreter,
        place="" if citizen.protected else citizen.address,
        hours_per_week=hours if hours is not None else weekly_hours(course.periods, today(office)),
        ends_on=period.ends_on if period else None,
    )


def every_candidate(office: Office, carried: Carrying | None = None) -> list[Candidate]:
    """Every mentor with a profile as she stands today; `carried` as in `ranked`."""
    day, absences = today(office), office.corps.absences.all()
    burdens = carried_by_mentor(office) if carried is None else carried
    return [
        Candidate(
            profile=profile,
            load=load_on(burdens.get(profile.mentor, NOTHING), day),
            standing=acting_for(profile.mentor, day, absences),
        )
        for profile in office.corps.profiles.all()
    ]


def open_courses(office: Office) -> list[Course]:
    """Every open course, oldest first. Raises Tampered naming the first that cannot be read."""
    rows = office.casebook.courses(Wanted(open_only=True))
    return [load_course(row.state, row.ref) for row in rows]
