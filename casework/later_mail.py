"""A later mail about a citizen who has a course: the parts that were missing join the course that waits.

What is said later counts; what is not said again stays. Only a course that waits for parts is joined without
a person, and only if it is the citizen's one open course.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import Any, TypeVar

from adapters.secure_mail import Judgement, Reason
from casework.fates import MailFate, close, partner_of
from casework.office import Office
from domain.commands import CompleteReferral
from domain.course import Course
from domain.errors import Refused
from domain.events import ReferralCompleted
from domain.history import of_type, referral_of
from domain.lifecycle import Phase
from domain.referral import Citizen, Referral
from domain.values import Actor, Role
from models.mails import Fate

MAILROOM = Actor(Role.MAILROOM, "post")
Part = TypeVar("Part", Citizen, Referral)


def open_courses(office: Office, judgement: Judgement, referral: Referral, mail_id: str) -> list[Course]:
    """The citizen's open courses within the controller, but not the one that this very mail became."""
    refs = office.casebook.find(partner_of(judgement).controller, referral.citizen.cpr)
    courses = [office.casebook.course(ref) for ref in refs]
    return [course for course in courses if course.is_open and not _became(office, course.ref, mail_id)]


def _became(office: Office, ref: str, mail_id: str) -> bool:
    first = office.casebook.recorded(ref)[0].event
    return getattr(first, "mail_id", "") == mail_id


def joined(
    office: Office, others: Sequence[Course], mail_id: str, referral: Referral, flow_run_id: str | None = None
) -> str | None:
    """The course that the mail's parts joined; None if a person must look. Safe to repeat."""
    if len(others) != 1:
        return None
    (course,) = others
    if course.phase is not Phase.INCOMPLETE and not _has_joined(office, course.ref, mail_id):
        return None
    try:
        return join(office, course.ref, mail_id, referral, MAILROOM, flow_run_id)
    except Refused:
        # Nothing that was missing is in it: a person sees what else it wants.
        return None


def _has_joined(office: Office, ref: str, mail_id: str) -> bool:
    events = (event for _, event in of_type(office.casebook.recorded(ref), ReferralCompleted))
    return any(event.mail_id == mail_id for event in events)


def join(
    office: Office, ref: str, mail_id: str, referral: Referral, by: Actor, flow_run_id: str | None = None
) -> str:
    """Add what the mail says to the course's referral, once. Raises Refused for another citizen's course,
    for one that waits for nothing, and where none of the missing parts is there.
    """
    on_file = referral_of(office.casebook.recorded(ref))
    if on_file.citizen.cpr != referral.citizen.cpr:
        raise Refused("other-citizen", f"Mailen handler om en anden borger end {ref}. Kontrollér nummeret.")
    command = CompleteReferral(mail_id=mail_id, referral=brought_up_to_date(on_file, referral))
    office.casebook.handle(ref, command, by, office.now, key=f"mail:{mail_id}", flow_run_id=flow_run_id)
    return ref


def joined_fate(
    office: Office, mail_id: str, judgement: Judgement, ref: str, decided_by: str = ""
) -> MailFate:
    """Write down that the mail belongs to that course. Raises Conflict if it has a final fate."""
    fate = close(office, mail_id, judgement, Fate.JOINED, Reason.ACCEPTED, ref=ref, decided_by=decided_by)
    return replace(fate, incomplete=bool(office.casebook.course(ref).missing))


def brought_up_to_date(on_file: Referral, later: Referral) -> Referral:
    """The referral on file with everything the later one says; parts (grant, plan, consent) count whole."""
    whole = _said(on_file, later)
    return replace(whole, citizen=_said(on_file.citizen, later.citizen))


def _said(before: Part, later: Part) -> Part:
    said = {field.name: getattr(later, field.name) for field in fields(later)}
    return replace(before, **{name: value for name, value in said.items() if not _unsaid(value)})


def _unsaid(value: Any) -> bool:
    """Nothing was said about it. A protected address is never unprotected by silence."""
    return value is None or value is False or value in ("", ())
