"""Intake: every mail is stored sealed before it is looked at, and then gets exactly one fate.

fetch → store sealed → commit, then open, verify, read and register, and last move to the folder of its fate.
A crash anywhere leaves a mail in the inbox: fetched again it is the same mail, and goes on from where it was.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from adapters.mailbox import Mailbox
from adapters.referral_reading import ReferralReading, read_referral
from adapters.secure_mail import SAME_MESSAGE_ID, Judgement, Reason, Verdict
from casework.arriving.certificate_status import with_status
from casework.arriving.fates import FATES, MailFate, close, counted_once, partner_of
from casework.arriving.intake_reasons import IntakeReason
from casework.arriving.later_mail import MAILROOM, LaterMail, courses_concerned, settle_later
from casework.arriving.quarantine_folder import take_out_decided
from casework.confidential.confidential_post import note_return
from casework.office import Office
from domain.commands import RegisterReferral
from domain.errors import MentorError
from domain.notices import NoticeKind
from domain.referral import Enclosure, Referral
from models.envelopes import EnvelopeState
from models.mails import BY_ITSELF, Decided, Fate
from models.pulses import Part


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A mail that could not be settled now, and why. It is kept and taken up by the next intake."""

    mail_id: str
    error: MentorError


def fetch_mails(office: Office) -> list[str]:
    """Store every waiting mail sealed; gives the ids of those still to be filed. Raises MailboxUnavailable.

    A mail that an earlier intake settled but did not come to file is filed now, and one that was decided
    about since it was put in quarantine leaves the quarantine folder.
    """
    mailbox, stored = office.mailbox(), []
    for incoming in mailbox.fetch():
        mail_id = office.ledger.receive(incoming.raw, incoming.key, office.now)
        if not _filed(office, mailbox, mail_id):
            stored.append(mail_id)
    take_out_decided(office, mailbox)
    office.pulses.beat(Part.MAIL_IN, office.now)
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
    if mail.fate == Fate.QUARANTINED:
        office.quarantine_folder.put(mail_id)
        mailbox.file(mail.mailbox_key, "quarantine")
    elif mail.fate:
        mailbox.file(mail.mailbox_key, "done")
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
    judgement = counted_once(office, mail_id, judge_stored(office, mail_id))
    if judgement.bounced_message_id:
        _note_bounce(office, judgement.bounced_message_id, judgement.reason.value)
    if judgement.verdict is not Verdict.ACCEPTED:
        return close(office, mail_id, judgement, FATES[judgement.verdict], judgement.reason)
    reading = read_referral(judgement.text, judgement.attachments, reader=office.reader)
    fields = tuple(problem.field for problem in reading.problems)
    if reading.referral is None or fields:
        unreadable = IntakeReason.REFERRAL_UNREADABLE
        return close(office, mail_id, judgement, Fate.QUARANTINED, unreadable, fields=fields)
    referral = with_enclosures(reading.referral, reading)
    said = referral, reading.consent_withdrawn_on
    later = replace(later_mail(mail_id, judgement, reading, said), flow_run_id=flow_run_id)
    concerned = courses_concerned(office, later)
    if concerned:
        return settle_later(office, later, concerned, reopened)
    return register(office, mail_id, judgement, referral, flow_run_id=flow_run_id)


def with_enclosures(referral: Referral, reading: ReferralReading) -> Referral:
    """The referral with the checklist of what came with it: each file's kind, and why it was taken for it."""
    checklist = (Enclosure(name=name, kind=kind, why=why) for name, kind, why in reading.kinds)
    return replace(referral, enclosures=tuple(checklist))


def reopened(office: Office, mail_id: str) -> Judgement:
    """An earlier mail as it reads now, also where its Message-ID has been used again since."""
    return judge_stored(office, mail_id, released=True)


def later_mail(
    mail_id: str, judgement: Judgement, reading: ReferralReading, said: tuple[Referral, date | None]
) -> LaterMail:
    """The mail as it is compared with a course. What was `said` in it, by our reading or by a person's: the
    referral, and the Danish day of a consent taken back.
    """
    referral, withdrawn_on = said
    papers = zip(judgement.attachments, reading.kinds, strict=True)
    return LaterMail(
        mail_id=mail_id,
        judgement=judgement,
        referral=referral,
        withdrawn_on=withdrawn_on,
        grant_sha256=next((paper.sha256 for paper, read in papers if read.kind == "grant"), ""),
    )


def judge_stored(office: Office, mail_id: str, *, released: bool = False) -> Judgement:
    """The verdict on a stored mail at this instant: the judge's, and the issuer's own word if we ask for it.

    Where a person releases it, its Message-ID may be one that was used before; nothing else is let pass.
    """

    def seen(content_sha256: str, message_id: str) -> str | None:
        known = office.ledger.same_content(content_sha256, other_than=mail_id)
        if known and office.ledger.mail(known).duplicate_of != mail_id:
            return known
        reused = message_id and office.ledger.same_message_id(message_id, other_than=mail_id)
        return SAME_MESSAGE_ID if reused and not released else None

    raw = office.ledger.open_raw(mail_id)
    judgement = office.judge.judge(raw, now=office.now, seen=seen)
    return with_status(office, mail_id, judgement)


def register(
    office: Office,
    mail_id: str,
    judgement: Judgement,
    referral: Referral,
    *,
    decided: Decided = BY_ITSELF,
    flow_run_id: str | None = None,
) -> MailFate:
    """Make a course of an accepted referral; the same mail never makes a second one.

    Raises Conflict if the citizen has got an open course meanwhile: the next intake sees it.
    """
    partner = partner_of(judgement)
    command = RegisterReferral(
        controller=partner.controller,
        partner=partner.name,
        programme=office.controller(partner.controller).programme,
        mail_id=mail_id,
        referral=referral,
    )
    outcome = office.casebook.register(
        command,
        MAILROOM,
        office.now,
        key=mail_id,
        flow_run_id=flow_run_id,
        # A person may have a reason for a second course; an intake that saw none was overtaken.
        only_open=not decided.by,
    )
    fate = close(
        office,
        mail_id,
        judgement,
        Fate.COURSE,
        Reason.ACCEPTED,
        ref=outcome.course.ref,
        decided=decided,
    )
    return replace(fate, incomplete=bool(outcome.course.missing))


def _note_bounce(office: Office, message_id: str, reason: str) -> None:
    """Our letter did not arrive: it is marked, and the coordinator is told once."""
    note_return(office, message_id)
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
