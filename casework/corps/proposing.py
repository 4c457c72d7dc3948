"""Proposing a mentor for a course: its referral's needs held against every mentor's profile and load."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from pydantic import TypeAdapter, ValidationError

from casework.corps.readiness import today
from casework.corps.standing_in import absences_of
from casework.office import Office
from domain.corps.absence import acting_for
from domain.corps.load import Load, load_of, weekly_hours
from domain.corps.matching import Candidate, Needs, Proposal, Wishes, propose
from domain.course import Course
from domain.errors import InvalidInput, Refused
from domain.history import referral_of
from domain.parsing import problems_of
from domain.referral import Referral
from models.codec import load_course
from models.listing import Wanted

_WISHES = TypeAdapter(Wishes)


def proposals(office: Office, ref: str, wishes: Wishes) -> tuple[Proposal, ...]:
    """Every mentor with a profile, best fit first, and why. The course's present mentor is left out.

    Raises UnknownCourse, and Refused where no profile has been entered.
    """
    course = office.casebook.course(ref)
    candidates = [one for one in every_candidate(office) if one.profile.mentor != course.mentor]
    if not candidates:
        raise Refused("no-profiles", "Der er ingen mentorprofiler endnu. Indfør dem med: mentor corps enter.")
    referral = referral_of(office.casebook.recorded(ref))
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
        hours_per_week=hours if hours is not None else weekly_hours(course, today(office)),
        ends_on=period.ends_on if period else None,
    )


def every_candidate(office: Office) -> list[Candidate]:
    """Every mentor with a profile as she stands today."""
    day, absences, loads = today(office), absences_of(office), loads_by_mentor(office)
    return [
        Candidate(
            profile=profile,
            load=loads.get(profile.mentor, Load()),
            standing=acting_for(profile.mentor, day, absences),
        )
        for profile in office.corps.profiles.all()
    ]


def loads_by_mentor(office: Office) -> dict[str, Load]:
    """What each mentor with open courses carries today."""
    return {mentor: load_of(courses, today(office)) for mentor, courses in courses_by_mentor(office).items()}


def courses_by_mentor(office: Office) -> dict[str, list[Course]]:
    """The open courses of each mentor, oldest first."""
    by_mentor: dict[str, list[Course]] = defaultdict(list)
    for row in office.casebook.courses(Wanted(open_only=True)):
        if row.mentor:
            by_mentor[row.mentor].append(load_course(row.state, row.ref))
    return by_mentor
