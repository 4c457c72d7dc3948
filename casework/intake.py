"""Intake: every mail is stored sealed before it is looked at, and then gets exactly one fate.

fetch → store sealed → commit, then open, verify, read and register, and last move to the folder of its fate.
A crash anywhere leaves a mail in the inbox: fetched again it is the same mail, and goes on from where it was.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

from adapters.mailbox import Mailbox
from adapters.partners import Partner
from adapters.referral_reading import read_referral
from adapters.secure_mail import SAME_MESSAGE_ID, Judgement, Verdict, judge
from casework.office import Office
from domain.commands import RegisterReferral
from domain.errors import MentorError, Refused
from domain.notices import NoticeKind
from domain.referral import Referral
from domain.values import Actor, Role
from models import mails
from models.envelopes import EnvelopeState
from models.mails import Fate

MAILROOM = Actor(Role.MAILROOM, "post")
UNREADABLE, KNOWN_CITIZEN = "referral-unreadable", "citizen-has-course"
VERDICTS = {Fate.QUARANTINED: "quarantined", Fate.REJECTED: "rejected"}
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


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A mail that could not be settled now, and why. It is kept and taken up by the next intake."""

    mail_id: str
    error: MentorError


def fetch_mails(office: Office) -> list[str]:
    """Store every waiting mail sealed; gives the ids of those still to be filed. Raises MailboxUnavailable.

    A mail that an earlier intake settled but did not come to file is filed now.
    """
    mailbox, stored = office.mailbox(), []
    for incoming in mailbox.fetch():
        mail_id = office.ledger.receive(incoming.raw, incoming.key, office.now)
        if not _filed(office, mailbox, mail_id):
            stored.append(mail_id)
    return stored


def file_mails(office: Office, mail_ids: Sequence[str]) -> None:
    """Move fetched mails out of the inbox: to `quarantine` or `done`, as their fate is.

    One without a fate stays where a person sees it. Raises MailboxUnavailable: the next intake files then.
    """
    mailbox = office.mailbox()
    for mail_id in mail_ids:
        _filed(office, mailbox, mail_id)


def _filed(office: Office, mailbox: Mailbox, mail_id: str) -> bool:
    mail = office.ledger.mail(mail_id)
    if mail.fate:
        mailbox.file(mail.mailbox_key, "quarantine" if mail.fate == Fate.QUARANTINED else "done")
    return bool(mail.fate)


def unsettled_mails(office: Office) -> list[str]:
    """The ids of stored mails that have no fate yet, oldest first."""
    return [mail.id for mail in office.ledger.unsettled(office.now)]


async def settle_all(office: Office) -> tuple[list[MailFate], list[Unsettled]]:
    """Settle every mail without a fate; one that cannot be settled stops none of the others."""
    fates, left = [], []
    for mail_id in unsettled_mails(office):
        try:
            fates.append(await settle_mail(office, mail_id))
        except MentorError as error:
            left.append(Unsettled(mail_id, error))
    return fates, left


async def settle_mail(office: Office, mail_id: str, flow_run_id: str | None = None) -> MailFate:
    """Open, verify and judge one mail; an accepted referral becomes a course. Safe to repeat.

    Raises Conflict if somebody else has settled it meanwhile.
    """
    return await asyncio.to_thread(_settle, office, mail_id, flow_run_id)


def _settle(office: Office, mail_id: str, flow_run_id: str | None) -> MailFate:
    judgement = judge_stored(office, mail_id)
    if judgement.bounced_message_id:
        _note_bounce(office, judgement.bounced_message_id, judgement.reason.value)
    if judgement.verdict is not Verdict.ACCEPTED:
        return close(office, mail_id, judgement, FATES[judgement.verdict], judgement.reason.value)
    reading = read_referral(judgement.text, judgement.attachments, reader=office.reader)
    fields = tuple(problem.field for problem in reading.problems)
    if reading.referral is None or fields:
        return close(office, mail_id, judgement, Fate.QUARANTINED, UNREADABLE, fields=fields)
    if _has_open_course(office, judgement, reading.referral, mail_id):
        return close(office, mail_id, judgement, Fate.QUARANTINED, KNOWN_CITIZEN)
    return register(office, mail_id, judgement, reading.referral, flow_run_id=flow_run_id)


def judge_stored(office: Office, mail_id: str, *, released: bool = False) -> Judgement:
    """The judge's verdict on a stored mail at this instant.

    Where a person releases it, its Message-ID may be one that was used before; nothing else is let pass.
    """

    def seen(content_sha256: str, message_id: str) -> str | None:
        known = office.ledger.same_content(content_sha256, other_than=mail_id)
        if known and office.ledger.mail(known).duplicate_of != mail_id:
            return known
        reused = message_id and office.ledger.same_message_id(message_id, other_than=mail_id)
        return SAME_MESSAGE_ID if reused and not released else None

    raw = office.ledger.open_raw(mail_id)
    return judge(raw, keys=office.keys(), partners=office.partners, now=office.now, seen=seen)


def register(
    office: Office,
    mail_id: str,
    judgement: Judgement,
    referral: Referral,
    *,
    decided_by: str = "",
    flow_run_id: str | None = None,
) -> MailFate:
    """Make a course of an accepted referral; the same mail never makes a second one."""
    partner = partner_of(judgement)
    command = RegisterReferral(
        controller=partner.controller,
        partner=partner.name,
        programme=office.controller(partner.controller).programme,
        mail_id=mail_id,
        referral=referral,
    )
    outcome = office.casebook.register(command, MAILROOM, office.now, key=mail_id, flow_run_id=flow_run_id)
    fate = close(
        office, mail_id, judgement, Fate.COURSE, "accepted", ref=outcome.course.ref, decided_by=decided_by
    )
    return replace(fate, incomplete=bool(outcome.course.missing))


def partner_of(judgement: Judgement) -> Partner:
    """The jobcentre behind an accepted mail. Raises Refused for a mail nobody is pinned to."""
    if judgement.partner is None:
        raise Refused("no-partner", "En godkendt mail skal have en afsender fra partners.toml.")
    return judgement.partner


def _note_bounce(office: Office, message_id: str, reason: str) -> None:
    """Our letter did not arrive: it is marked, and the coordinator is told once."""
    for line in office.outbox.envelopes():
        if line.message_id != message_id or line.state == EnvelopeState.BOUNCED:
            continue
        if line.course_ref is not None and line.recipient != "coordinator":
            seq = office.casebook.course(line.course_ref).seq
            kind = NoticeKind.DELIVERY_HELD.value
            office.outbox.add_intent(
                line.course_ref, seq, kind=kind, to="coordinator", urgent=True, now=office.now
            )
        office.outbox.bounced(message_id, reason, office.now)


def _has_open_course(office: Office, judgement: Judgement, referral: Referral, mail_id: str) -> bool:
    """Whether another mail's course is open; the one this very mail became (before a crash) is no other."""
    for ref in office.casebook.find(partner_of(judgement).controller, referral.citizen.cpr):
        if office.casebook.course(ref).is_open and not _became(office, ref, mail_id):
            return True
    return False


def _became(office: Office, ref: str, mail_id: str) -> bool:
    first = office.casebook.recorded(ref)[0].event
    return getattr(first, "mail_id", "") == mail_id


def close(
    office: Office,
    mail_id: str,
    judgement: Judgement,
    fate: Fate,
    reason: str,
    *,
    ref: str | None = None,
    fields: tuple[str, ...] = (),
    decided_by: str = "",
) -> MailFate:
    """Write a mail's fate into the ledger. Raises Conflict if it has a final one."""
    verdict = VERDICTS.get(fate, judgement.verdict.value)
    settled = mails.Judgement(
        verdict=verdict,
        reason=reason,
        fate=fate,
        course_ref=ref,
        duplicate_of=_original(office, mail_id, judgement) if fate is Fate.DUPLICATE else None,
        content_sha256=judgement.content_sha256 or "",
        # What nobody vouched for must not stand in the way of the same mail sent properly.
        message_id=(judgement.message_id or "") if judgement.content_sha256 else "",
        decided_by=decided_by,
    )
    office.ledger.settle(mail_id, settled, office.now)
    return MailFate(mail_id, verdict, reason, ref, fields=fields)


def _original(office: Office, mail_id: str, judgement: Judgement) -> str | None:
    return office.ledger.same_content(judgement.content_sha256 or "", other_than=mail_id)
