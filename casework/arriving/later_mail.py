"""A later mail about a citizen who has an open course: compared with what is on file, and taken in.

A course that waits for parts gets them. On any other, what is new is recorded, and the coordinator sees it;
a new grant becomes a new period if it fits, otherwise a person looks, and the rest of the mail counts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date

from adapters.secure_mail import Judgement, Reason
from casework.arriving.fates import Effect, MailFate, close, partner_of
from casework.arriving.intake_reasons import INTAKE_FATES, IntakeReason
from casework.arriving.same_letter import said_before
from casework.office import Office
from domain.commands import Command, CompleteReferral, UpdateReferral
from domain.comparison import OnFile, compared
from domain.course import Course
from domain.errors import Refused
from domain.events import ReferralCompleted
from domain.history import Recorded, job_plans_of, mails_of, of_type, referral_of
from domain.lifecycle import Phase
from domain.referral import Referral
from domain.values import Actor, Role
from models.errors import KeyDestroyed
from models.mails import BY_ITSELF, Decided, Fate

MAILROOM = Actor(Role.MAILROOM, "post")


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterMail:
    """What an authentic mail says: the referral as read, a consent taken back on a Danish day, and the hash
    of the grant's paper.
    """

    mail_id: str
    judgement: Judgement
    referral: Referral
    withdrawn_on: date | None = None
    grant_sha256: str = ""
    flow_run_id: str | None = None


def courses_concerned(office: Office, mail: LaterMail) -> list[Course]:
    """The citizen's open courses within the controller, but not the one that this very mail became; where
    one has taken the mail in already, that one alone.
    """
    refs = office.casebook.find(partner_of(mail.judgement).controller, mail.referral.citizen.cpr)
    histories = dict(_readable(office, refs))
    taken = [ref for ref in histories if mail.mail_id in mails_of(histories[ref][1:])]
    other = [ref for ref in histories if mail.mail_id not in mails_of(histories[ref][:1])]
    courses = [office.casebook.course(ref) for ref in taken or other]
    return [course for course in courses if taken or course.is_open]


def _readable(office: Office, refs: Sequence[str]) -> Iterator[tuple[str, tuple[Recorded, ...]]]:
    """The histories that can be opened. An erased course that an older copy of the books brought back is
    nobody's course any more.
    """
    for ref in refs:
        with suppress(KeyDestroyed):
            yield ref, office.casebook.recorded(ref)


def settle_later(
    office: Office,
    mail: LaterMail,
    concerned: Sequence[Course],
    reopened: Callable[[Office, str], Judgement],
) -> MailFate:
    """Give a mail about a citizen with a course its fate; `reopened` reads an earlier mail. Safe to repeat.

    Raises Conflict if the course moves on meanwhile: the next intake compares again.
    """
    if len(concerned) > 1:
        return _for_a_person(office, mail, IntakeReason.SEVERAL_COURSES)
    ref = concerned[0].ref
    try:
        effect = take_in(office, ref, mail, MAILROOM)
    except Refused:
        # Only a grant is refused: whatever else the mail says counts all the same.
        _take_in_the_rest(office, ref, mail)
        return _for_a_person(office, mail, IntakeReason.GRANT_DOES_NOT_FIT)
    if effect is Effect.NOTHING and not said_before(office, ref, mail.judgement, reopened):
        return _for_a_person(office, mail, IntakeReason.CITIZEN_HAS_COURSE)
    return joined_fate(office, mail, ref, effect)


def take_in(office: Office, ref: str, mail: LaterMail, by: Actor) -> Effect:
    """Bring the course up to date with the mail, once. Raises Refused for another citizen's course and for a
    grant that cannot become a period.
    """
    course, history = office.casebook.course(ref), office.casebook.recorded(ref)
    on_file = referral_of(history)
    if on_file.citizen.cpr != mail.referral.citizen.cpr:
        raise Refused("other-citizen", f"Mailen handler om en anden borger end {ref}. Kontrollér nummeret.")
    news = news_in(course, history, mail)
    if _completed_by(history, mail.mail_id):
        return Effect.COMPLETED
    if course.phase is Phase.INCOMPLETE and brings_a_missing_part(course, news.referral):
        command: Command = CompleteReferral(mail_id=mail.mail_id, referral=news.referral)
        _do(office, ref, command, by, mail, seen=course.seq)
        return Effect.COMPLETED
    if not news.changed:
        return Effect.UPDATED if mail.mail_id in mails_of(history) else Effect.NOTHING
    _do(office, ref, news, by, mail, seen=course.seq)
    return Effect.UPDATED


def joined_fate(
    office: Office, mail: LaterMail, ref: str, effect: Effect, decided: Decided = BY_ITSELF
) -> MailFate:
    """Write down that the mail belongs to that course. Raises Conflict if it has a final fate."""
    reason = REASONS.get(effect)
    fate = INTAKE_FATES[reason] if reason else Fate.JOINED
    written = close(
        office,
        mail.mail_id,
        mail.judgement,
        fate,
        reason or Reason.ACCEPTED,
        ref=ref,
        decided=decided,
    )
    return replace(written, incomplete=bool(office.casebook.course(ref).missing))


REASONS = {Effect.UPDATED: IntakeReason.COURSE_UPDATED, Effect.NOTHING: IntakeReason.COURSE_CONFIRMED}


def news_in(course: Course, history: Sequence[Recorded], mail: LaterMail) -> UpdateReferral:
    """What the mail changes of what is on file, as the command that files it."""
    known = known_of(course, history)
    news = compared(known, mail.referral, mail.mail_id, withdrawn_on=mail.withdrawn_on)
    return replace(news, document_sha256=mail.grant_sha256)


def known_of(course: Course, history: Sequence[Recorded]) -> OnFile:
    """What the course has on file, to compare with. Personal."""
    return OnFile(
        referral=referral_of(history),
        plans=job_plans_of(history),
        periods=course.periods,
        withdrawn_on=course.consent.withdrawn_on,
    )


def _do(office: Office, ref: str, command: Command, by: Actor, mail: LaterMail, *, seen: int) -> None:
    office.casebook.handle(
        ref,
        command,
        by,
        office.now,
        expected_seq=seen,
        key=f"mail:{mail.mail_id}{'' if mail.referral.grant else ':rest'}",
        flow_run_id=mail.flow_run_id,
    )


def _take_in_the_rest(office: Office, ref: str, mail: LaterMail) -> None:
    rest = replace(mail, referral=replace(mail.referral, grant=None))
    take_in(office, ref, rest, MAILROOM)


def _for_a_person(office: Office, mail: LaterMail, reason: IntakeReason) -> MailFate:
    return close(office, mail.mail_id, mail.judgement, INTAKE_FATES[reason], reason)


def _completed_by(history: Sequence[Recorded], mail_id: str) -> bool:
    return any(event.mail_id == mail_id for _, event in of_type(history, ReferralCompleted))


def brings_a_missing_part(course: Course, referral: Referral) -> bool:
    """Whether one of the parts that the course waits for is in it."""
    return not set(course.missing).isdisjoint(referral.parts())
