"""A referral that a caseworker types into the portal: registered by the very rules of one that comes by mail.

Whose citizen it is follows from her account, never from the form. What is sent twice is one course.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from adapters.referral_reading import referral_as_typed
from casework.arriving.fates import Effect
from casework.decisions.in_person import decider_behind
from casework.office import Office
from domain.commands import CompleteReferral, RegisterReferral
from domain.comparison import brought_up_to_date
from domain.course import Course
from domain.errors import Conflict, Refused
from domain.events import ReferralCompleted, ReferralReceived
from domain.history import referral_of
from domain.lifecycle import Phase
from domain.referral import Referral
from domain.values import Actor
from models.deciders import Decider

SERIES = "F"


@dataclass(frozen=True, slots=True)
class Referred:
    """What a form did: began a course or brought missing parts, and the required parts still missing."""

    ref: str
    effect: Effect
    missing: tuple[str, ...]


def refer(office: Office, values: Mapping[str, str], token: str, by: Actor) -> Referred:
    """Register what she typed, by field path. `token` is the page's own: the same page sent twice is one.

    Missing parts keep the course from starting, as when they are missing in a mail. Where the citizen has a
    course that waits for parts, they are added to it. Raises InvalidInput naming every bad field, Refused
    for one who is not registered and for a citizen who has a course already.
    """
    decider = decider_behind(office, by)
    (referral, _), form_id = referral_as_typed(values), form_number(office, token, by)
    courses = _courses_of(office, decider, referral)
    if done := _done(office, courses, form_id):
        return done
    waiting = _waiting(courses, referral)
    if waiting is not None:
        return _completed(office, waiting, referral, form_id, by)
    return _registered(office, decider, referral, form_id, by)


def _registered(office: Office, decider: Decider, referral: Referral, form_id: str, by: Actor) -> Referred:
    command = RegisterReferral(
        controller=decider.controller,
        partner=office.partners.by_controller(decider.controller).name,
        programme=office.controller(decider.controller).programme,
        form_id=form_id,
        referral=_with_caseworker(referral, decider),
    )
    try:
        course = office.casebook.register(command, by, office.now, key=form_id, only_open=True).course
    except Conflict:
        # Somebody referred the same citizen in the same moment: perhaps this very page, sent twice.
        courses = _courses_of(office, decider, referral)
        if done := _done(office, courses, form_id):
            return done
        raise _has_course(courses) from None
    return Referred(course.ref, Effect.BEGAN, course.missing)


def _completed(office: Office, waiting: Course, referral: Referral, form_id: str, by: Actor) -> Referred:
    """What is on file stays where the form says nothing."""
    whole = brought_up_to_date(referral_of(office.casebook.recorded(waiting.ref)), referral)
    command = CompleteReferral(form_id=form_id, referral=whole)
    outcome = office.casebook.handle(
        waiting.ref, command, by, office.now, expected_seq=waiting.seq, key=form_id
    )
    return Referred(waiting.ref, Effect.COMPLETED, outcome.course.missing)


def _with_caseworker(referral: Referral, decider: Decider) -> Referral:
    """Who refers is the caseworker, where the form names nobody else."""
    return replace(
        referral,
        caseworker=referral.caseworker or decider.name,
        caseworker_contact=referral.caseworker_contact or decider.email,
        unit=referral.unit or decider.unit,
    )


def _courses_of(office: Office, decider: Decider, referral: Referral) -> list[Course]:
    """The citizen's courses within her municipality, oldest first."""
    refs = office.casebook.find(decider.controller, referral.citizen.cpr)
    return [office.casebook.course(ref) for ref in refs]


def _waiting(courses: Sequence[Course], referral: Referral) -> Course | None:
    """The citizen's course that waits for one of these parts; None where she has none that is open. Raises
    Refused where she has another.
    """
    still_open = [course for course in courses if course.is_open]
    if not still_open:
        return None
    course = still_open[-1]
    if course.phase is Phase.INCOMPLETE and not set(course.missing).isdisjoint(referral.parts()):
        return course
    raise _has_course(courses)


def _has_course(courses: Sequence[Course]) -> Refused:
    named = ", ".join(course.ref for course in courses if course.is_open)
    return Refused(
        "citizen-has-course",
        f"Borgeren har allerede et åbent forløb hos jer: {named}. Nyt om borgeren gives på forløbets side "
        "eller i en sikker mail, og en ny bevilling under Forlængelse.",
    )


def _done(office: Office, courses: Sequence[Course], form_id: str) -> Referred | None:
    """What the same form did before; nothing personal is opened to see it."""
    for course in courses:
        for recorded in office.casebook.neutral(course.ref):
            event = recorded.event
            if isinstance(event, ReferralReceived | ReferralCompleted) and event.form_id == form_id:
                began = isinstance(event, ReferralReceived)
                return Referred(course.ref, Effect.BEGAN if began else Effect.COMPLETED, course.missing)
    return None


def form_number(office: Office, token: str, by: Actor) -> str:
    """The form's number, which says nothing of anybody: the same page and person give the same."""
    return f"{SERIES}-{office.keyring.digest('referral-form', token, str(by)).hex()[:12]}"
