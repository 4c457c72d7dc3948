"""Intake: every mail is stored sealed before it is looked at, and then gets exactly one fate.

fetch → store sealed → commit → move, and only then open, verify, read and register. A crash anywhere leaves
either a mail in the mailbox or a stored mail without a fate; both are picked up by the next run.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from adapters.referral_reading import read_referral
from adapters.secure_mail import SAME_MESSAGE_ID, Judgement, Verdict, judge
from casework.office import Office
from domain.commands import RegisterReferral
from domain.errors import Refused
from domain.referral import Referral
from domain.values import Actor, Role
from models import mails
from models.mails import Fate

MAILROOM = Actor(Role.MAILROOM, "post")
UNREADABLE, KNOWN_CITIZEN = "referral-unreadable", "citizen-has-course"
FATES = {
    Verdict.REJECTED: Fate.REJECTED,
    Verdict.QUARANTINED: Fate.QUARANTINED,
    Verdict.DUPLICATE: Fate.DUPLICATE,
    Verdict.IGNORED: Fate.IGNORED,
}


@dataclass(frozen=True, slots=True)
class MailFate:
    """What became of a mail: verdict, reason code, the course if it became one, and field names in need."""

    mail_id: str
    verdict: str
    reason: str
    course_ref: str | None = None
    incomplete: bool = False
    fields: tuple[str, ...] = ()


def fetch_mails(office: Office) -> list[str]:
    """Store every waiting mail sealed, then move it away; gives the ids. Raises MailboxUnavailable."""
    mailbox = office.mailbox()
    stored = []
    for incoming in mailbox.fetch():
        stored.append(office.ledger.receive(incoming.raw, incoming.key, office.now))
        mailbox.file(incoming.key, "done")
    return stored


def unsettled_mails(office: Office) -> list[str]:
    """The ids of stored mails that have no fate yet, oldest first."""
    return [mail.id for mail in office.ledger.unsettled(office.now)]


async def settle_mail(office: Office, mail_id: str, flow_run_id: str | None = None) -> MailFate:
    """Open, verify and judge one mail; an accepted referral becomes a course. Safe to repeat."""
    return await asyncio.to_thread(_settle, office, mail_id, flow_run_id)


def _settle(office: Office, mail_id: str, flow_run_id: str | None) -> MailFate:
    judgement = judge_stored(office, mail_id)
    if judgement.bounced_message_id:
        office.outbox.bounced(judgement.bounced_message_id, judgement.reason.value, office.now)
    if judgement.verdict is not Verdict.ACCEPTED:
        return _close(office, mail_id, judgement, FATES[judgement.verdict], judgement.reason.value)
    return _register(office, mail_id, judgement, flow_run_id)


def judge_stored(office: Office, mail_id: str) -> Judgement:
    """The judge's verdict on a stored mail at this instant."""

    def seen(content_sha256: str, message_id: str) -> str | None:
        if known := office.ledger.same_content(content_sha256, other_than=mail_id):
            return known
        if message_id and office.ledger.same_message_id(message_id, other_than=mail_id):
            return SAME_MESSAGE_ID
        return None

    raw = office.ledger.open_raw(mail_id)
    return judge(raw, keys=office.keys(), partners=office.partners, now=office.now, seen=seen)


def _register(office: Office, mail_id: str, judgement: Judgement, flow_run_id: str | None) -> MailFate:
    """Make a course of an accepted referral. What cannot be read with certainty waits for a person."""
    reading = read_referral(judgement.text, judgement.attachments, reader=office.reader)
    fields = tuple(problem.field for problem in reading.problems)
    if reading.referral is None or fields:
        return _close(office, mail_id, judgement, Fate.QUARANTINED, UNREADABLE, fields=fields)
    command = _command(office, mail_id, judgement, reading.referral)
    if command is None:
        return _close(office, mail_id, judgement, Fate.QUARANTINED, KNOWN_CITIZEN)
    outcome = office.casebook.register(command, MAILROOM, office.now, key=mail_id, flow_run_id=flow_run_id)
    course = outcome.course
    return _close(
        office, mail_id, judgement, Fate.COURSE, "accepted", ref=course.ref, incomplete=bool(course.missing)
    )


def _command(
    office: Office, mail_id: str, judgement: Judgement, referral: Referral
) -> RegisterReferral | None:
    """The command, or None where the citizen has an open course already: a person then decides."""
    partner = judgement.partner
    if partner is None:
        raise Refused("no-partner", "En godkendt mail skal have en afsender fra partners.toml.")
    if _has_open_course(office, partner.controller, referral.citizen.cpr, mail_id):
        return None
    return RegisterReferral(
        controller=partner.controller,
        partner=partner.name,
        programme=office.controller(partner.controller).programme,
        mail_id=mail_id,
        referral=referral,
    )


def _has_open_course(office: Office, controller: str, cpr: str, mail_id: str) -> bool:
    """Whether another mail's course is open; the one this very mail became (before a crash) is no other."""
    for ref in office.casebook.find(controller, cpr):
        if office.casebook.course(ref).is_open and not _became(office, ref, mail_id):
            return True
    return False


def _became(office: Office, ref: str, mail_id: str) -> bool:
    first = office.casebook.recorded(ref)[0].event
    return getattr(first, "mail_id", "") == mail_id


def _close(
    office: Office,
    mail_id: str,
    judgement: Judgement,
    fate: Fate,
    reason: str,
    *,
    ref: str | None = None,
    incomplete: bool = False,
    fields: tuple[str, ...] = (),
) -> MailFate:
    verdict = "quarantined" if fate is Fate.QUARANTINED else judgement.verdict.value
    duplicate_of = None
    if fate is Fate.DUPLICATE and judgement.content_sha256:
        duplicate_of = office.ledger.same_content(judgement.content_sha256, other_than=mail_id)
    settled = mails.Judgement(
        verdict=verdict,
        reason=reason,
        fate=fate,
        course_ref=ref,
        duplicate_of=duplicate_of,
        content_sha256=judgement.content_sha256 or "",
        message_id=judgement.message_id or "",
    )
    office.ledger.settle(mail_id, settled, office.now)
    return MailFate(mail_id, verdict, reason, ref, incomplete, fields)
