"""What the jobcentre has new on a running course, typed into the portal: taken in as when it comes by mail.

It is compared with what is on file, and only what is said counts. A new grant is decided on its own page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from adapters.referral_reading import referral_as_typed
from casework.arriving.fates import Effect
from casework.arriving.later_mail import brings_a_missing_part, known_of
from casework.commands.actors import must_be_on_course
from casework.office import Office
from casework.referrals.referral_by_form import form_number
from domain.commands import Command, CompleteReferral
from domain.comparison import compared
from domain.course import Course
from domain.errors import Refused
from domain.events import ReferralCompleted, ReferralUpdated
from domain.history import referral_of
from domain.lifecycle import Phase
from domain.values import Actor
from domain.who import AUTHORITY
from models.errors import Overtaken

CPR, NAME = "citizen.cpr", "citizen.name"
ATTEMPTS = 5


def give_news(office: Office, ref: str, values: Mapping[str, str], token: str, by: Actor) -> Effect:
    """Bring the course up to date with what she typed, by field path: what is blank stays as it is on file.
    Whose the course is is known, so the citizen need not be named again; a name that is typed is a new one.
    `token` is the page's own: the same page sent twice counts once.

    Raises InvalidInput naming every bad field; Refused where nothing is new, for a new grant, and for anybody
    but the course's own authority; UnknownCourse.
    """
    must_be_on_course(office, ref, by)
    if by.role not in AUTHORITY:
        raise Refused("not-from-the-authority", "Her giver jobcenterets egne folk nyt om forløbet.")
    form_id = form_number(office, token, by)
    if done := _done(office, ref, form_id):
        return done
    for _ in range(ATTEMPTS - 1):
        try:
            return _taken_in(office, ref, values, form_id, by)
        except Overtaken:
            # Somebody wrote on the course in this moment: compared anew with what is on file now.
            continue
    return _taken_in(office, ref, values, form_id, by)


def _taken_in(office: Office, ref: str, values: Mapping[str, str], form_id: str, by: Actor) -> Effect:
    course, history = office.casebook.course(ref), office.casebook.recorded(ref)
    known = known_of(course, history)
    citizen = referral_of(history).citizen
    named = {**values, CPR: citizen.cpr, NAME: values.get(NAME, "") or citizen.name}
    said, withdrawn_on = referral_as_typed(named)
    news = compared(known, said, "", withdrawn_on=withdrawn_on)
    if course.phase is Phase.INCOMPLETE and brings_a_missing_part(course, news.referral):
        _handle(office, course, CompleteReferral(form_id=form_id, referral=news.referral), form_id, by)
        return Effect.COMPLETED
    if not news.changed:
        text = "Det, du har skrevet, står der allerede. Ret det, der er nyt, eller gå tilbage til forløbet."
        raise Refused("nothing-new", text)
    _handle(office, course, replace(news, form_id=form_id), form_id, by)
    return Effect.UPDATED


def _handle(office: Office, course: Course, command: Command, form_id: str, by: Actor) -> None:
    office.casebook.handle(course.ref, command, by, office.now, expected_seq=course.seq, key=form_id)


def _done(office: Office, ref: str, form_id: str) -> Effect | None:
    """What the same page did before; nothing personal is opened to see it."""
    for recorded in office.casebook.neutral(ref):
        event = recorded.event
        if isinstance(event, ReferralCompleted | ReferralUpdated) and event.form_id == form_id:
            return Effect.COMPLETED if isinstance(event, ReferralCompleted) else Effect.UPDATED
    return None
