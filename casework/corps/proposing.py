"""Proposing a mentor for a course: its referral's needs held against every mentor's profile and load."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pydantic import TypeAdapter, ValidationError

from casework.corps.carrying import carried_by_mentor
from casework.corps.readiness import today
from casework.office import Office
from domain.corps.absence import acting_for
from domain.corps.load import Weight, load_of, weekly_hours, weight_of
from domain.corps.matching import Candidate, Needs, Proposal, Wishes, propose
from domain.course import Course
from domain.errors import InvalidInput, Refused
from domain.history import referral_of
from domain.parsing import problems_of
from domain.referral import Referral
from models.codec import load_course
from models.listing import Wanted

_WISHES = TypeAdapter(Wishes)
NOTHING: Mapping[str, Sequence[Course]] = {}


def proposals(office: Office, ref: str, wishes: Wishes) -> tuple[Proposal, ...]:
    """Every mentor with a profile, best fit first, and why. The course's present mentor is left out.

    Raises UnknownCourse, and Refused where no profile has been entered.
    """
    found = ranked(office, office.casebook.course(ref), wishes)
    if not found:
        raise Refused("no-profiles", "Der er ingen mentorprofiler endnu. Indfør dem med: mentor corps enter.")
    return found


def ranked(
    office: Office, course: Course, wishes: Wishes, given: Mapping[str, Sequence[Course]] = NOTHING
) -> tuple[Proposal, ...]:
    """The same; `given` are courses that each mentor is about to get besides those she has."""
    candidates = [one for one in every_candidate(office, given) if one.profile.mentor != course.mentor]
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


def every_candidate(office: Office, given: Mapping[str, Sequence[Course]] = NOTHING) -> list[Candidate]:
    """Every mentor with a profile as she stands today, with what she is `given` besides."""
    day, absences, carried = today(office), office.corps.absences.all(), carried_by_mentor(office)
    return [
        Candidate(
            profile=profile,
            load=load_of([*carried.get(profile.mentor, ()), *_given(given, profile.mentor)], day),
            standing=acting_for(profile.mentor, day, absences),
        )
        for profile in office.corps.profiles.all()
    ]


def _given(given: Mapping[str, Sequence[Course]], mentor: str) -> Iterator[Weight]:
    return (weight_of(course) for course in given.get(mentor, ()))


def open_courses(office: Office) -> list[Course]:
    """Every open course, oldest first. Raises Tampered naming the first that cannot be read."""
    rows = office.casebook.courses(Wanted(open_only=True))
    return [load_course(row.state, row.ref) for row in rows]
