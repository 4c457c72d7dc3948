"""Quarantined mail: what a coordinator needs to see of it, and the two ways in which she can end it.

She may release a mail that is authentic, also with the referral as she reads it herself, or refuse it.
What the judge does not vouch for can never be released: then the jobcentre must send it again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from adapters.referral_reading import (
    Classified,
    ReferralReading,
    later_referral_in_json,
    read_referral,
    referral_as_typed,
)
from adapters.secure_mail import Judgement, Verdict
from casework.access.reading_log import note_reading
from casework.arriving.fates import MailFate, close, partner_of
from casework.arriving.intake import judge_stored, later_mail, register, with_enclosures
from casework.arriving.intake_reasons import REFUSALS, IntakeReason
from casework.arriving.later_mail import joined_fate, take_in
from casework.arriving.obstacles import Concerned, concerned
from casework.office import Office
from casework.private_files import write_private
from domain.errors import InvalidInput, Problem, Refused
from domain.referral import Referral
from domain.values import Actor, Role
from models.certificate_answers import KeptAnswer
from models.mails import Decided, Fate, Mail

SUFFIXES: Mapping[str, str] = {"application/pdf": "pdf", "application/json": "json", "text/plain": "txt"}
"""The endings of the files that a mail may bring, by what their bytes are."""


LONGEST = 1000
"""So many characters may be said of a mail."""


@dataclass(frozen=True, slots=True)
class MailView:
    """A mail as a coordinator sees it in a list of problems: no content, only fields and kinds of papers.

    `concerned` are the courses it is about, with what keeps them from taking it in.
    `verdict_now` and `reason_now` are what the judge says today (a revocation list may have come since),
    `answer` is what the issuer's responder said of the certificate, if it was asked.
    """

    mail: Mail
    verdict_now: str
    reason_now: str
    missing: tuple[str, ...]
    problems: tuple[Problem, ...]
    papers: tuple[str, ...]
    answer: KeptAnswer | None = None
    concerned: tuple[Concerned, ...] = ()


def look_at(office: Office, mail_id: str) -> MailView:
    """What is known of a mail, judged and read again now. Raises InvalidInput if there is none."""
    return seen_now(office, mail_id).view


@dataclass(frozen=True, slots=True)
class SeenNow:
    """A mail judged and read again now: what may be listed of it, and what is in it."""

    view: MailView
    judgement: Judgement
    reading: ReferralReading


def seen_now(office: Office, mail_id: str) -> SeenNow:
    """The same as `look_at`, with the mail itself. Raises InvalidInput if there is none."""
    judgement = judge_stored(office, mail_id, released=True)
    reading = read_referral(judgement.text, judgement.attachments, reader=office.reader)
    return SeenNow(_view(office, mail_id, judgement, reading), judgement, reading)


def _view(office: Office, mail_id: str, judgement: Judgement, reading: ReferralReading) -> MailView:
    vouched = judgement.verdict is Verdict.ACCEPTED
    return MailView(
        mail=office.ledger.mail(mail_id),
        verdict_now=judgement.verdict.value,
        reason_now=judgement.reason.value,
        missing=reading.missing if vouched else (),
        problems=reading.problems if vouched else (),
        papers=tuple(_kind(paper) for paper in reading.kinds),
        answer=office.certificate_answers.of_mail(mail_id),
        concerned=_concerned(office, mail_id, judgement, reading) if vouched else (),
    )


def _concerned(
    office: Office, mail_id: str, judgement: Judgement, reading: ReferralReading
) -> tuple[Concerned, ...]:
    if reading.referral is None:
        return ()
    said = reading.referral, reading.consent_withdrawn_on
    return concerned(office, later_mail(mail_id, judgement, reading, said))


def export_mail(office: Office, mail_id: str, folder: Path, reader: Actor) -> int:
    """Write text and attachments, numbered, readable by their owner only; gives how many files.

    Who reads is written down. Raises Refused for a mail whose sender nobody vouches for (its content is not
    shown) and for somebody who may not read it.
    """
    judgement = vouched_for(office, mail_id)
    must_be_hers(office, judgement, reader)
    ref = office.ledger.mail(mail_id).course_ref
    note_reading(office, reader, "mail", ref=ref, subject=mail_id)
    write_private(folder / "mail.txt", judgement.text.encode())
    for number, attachment in enumerate(judgement.attachments, 1):
        suffix = SUFFIXES[attachment.media_type]
        write_private(folder / f"bilag-{number}.{suffix}", attachment.content)
    return 1 + len(judgement.attachments)


ByHand = bytes | Mapping[str, str] | None
"""What a person reads in a mail: the published JSON, or the fields of the sheet by path; None: as we read."""


def release(office: Office, mail_id: str, by: Actor, data: ByHand = None, *, said: str = "") -> MailFate:
    """Make a course of a quarantined mail, from what a person reads in it if the mail cannot be read. `said`
    is why, in her words, which are kept sealed.

    Raises Refused if the mail is not quarantined or not authentic, InvalidInput naming every bad field.
    """
    decided = _decided(by, said)
    _may_end(office, mail_id, by)
    judgement = vouched_for(office, mail_id)
    must_be_hers(office, judgement, by)
    reading = read_referral(judgement.text, judgement.attachments, reader=office.reader)
    referral, _ = _said(reading, data)
    return register(office, mail_id, judgement, referral, decided=decided)


def join(
    office: Office, mail_id: str, ref: str, by: Actor, data: ByHand = None, *, said: str = ""
) -> MailFate:
    """Bring a course up to date with a quarantined mail, from what a person reads if it cannot be read.
    `said` as above.

    Raises Refused if the mail is not quarantined or not authentic, is about another citizen or another
    municipality's course, or has a grant that does not fit; InvalidInput naming every bad field.
    """
    decided = _decided(by, said)
    _may_end(office, mail_id, by)
    judgement = vouched_for(office, mail_id)
    must_be_hers(office, judgement, by)
    if partner_of(judgement).controller != office.casebook.course(ref).controller:
        raise Refused("other-controller", f"Mailen er fra en anden kommune end {ref}. Kontrollér nummeret.")
    reading = read_referral(judgement.text, judgement.attachments, reader=office.reader)
    mail = later_mail(mail_id, judgement, reading, _said(reading, data))
    effect = take_in(office, ref, mail, by)
    return joined_fate(office, mail, ref, effect, decided=decided)


def refuse(office: Office, mail_id: str, by: Actor, why: str = "", *, said: str = "") -> MailFate:
    """End a quarantined mail without acting on it, for one of `REFUSALS` if one is said; it is kept sealed.
    `said` as above.

    Raises Refused if it is not one, InvalidInput for another reason.
    """
    if why and why not in REFUSALS:
        raise InvalidInput(
            "Mail", (Problem("why", "er ikke en af grundene", f"skriv {', '.join(REFUSALS)}"),)
        )
    decided = _decided(by, said)
    _may_end(office, mail_id, by)
    judgement = judge_stored(office, mail_id, released=True)
    must_be_hers(office, judgement, by)
    reason = IntakeReason.REFUSED_BY_COORDINATOR
    remarked = replace(judgement, problems=(*judgement.problems, *([why] if why else [])))
    return close(office, mail_id, remarked, Fate.REJECTED, reason, decided=decided)


def _decided(by: Actor, said: str) -> Decided:
    words = " ".join(said.split())
    if len(words) > LONGEST:
        cure = f"skriv højst {LONGEST} tegn"
        raise InvalidInput("Mail", (Problem("said", "er for lang", cure),))
    return Decided(str(by), words)


def _may_end(office: Office, mail_id: str, by: Actor) -> None:
    if by.role is not Role.COORDINATOR:
        raise Refused("coordinator-only", "Kun en koordinator afgør post i karantæne: --as coordinator:id")
    office.staff.coordinator(by.id)
    if office.ledger.mail(mail_id).fate != Fate.QUARANTINED:
        text = f"Mailen {mail_id} er ikke i karantæne. Se dens skæbne med: mentor mail ledger"
        raise Refused("not-quarantined", text)


def must_be_hers(office: Office, judgement: Judgement, by: Actor) -> None:
    """A coordinator of some municipalities has nothing to do with another one's mail. Raises Refused."""
    limited_to = office.staff.coordinator(by.id).controllers if by.role is Role.COORDINATOR else ()
    if limited_to and judgement.partner and judgement.partner.controller not in limited_to:
        raise Refused("not-her-controller", "Mailen er til en anden kommune end dem, du er koordinator for.")


def vouched_for(office: Office, mail_id: str) -> Judgement:
    """The mail as it is judged now. Raises Refused where nobody vouches for its sender."""
    judgement = judge_stored(office, mail_id, released=True)
    if judgement.verdict is not Verdict.ACCEPTED:
        code = judgement.reason.value
        text = (
            f"Mailen {mail_id} kan ikke bruges ({code}). Gør, som der står om {code} i docs/mail-reasons.md."
        )
        raise Refused("mail-not-accepted", text)
    return judgement


def _said(reading: ReferralReading, data: ByHand) -> tuple[Referral, date | None]:
    if data is None:
        return with_enclosures(_referral_in(reading), reading), reading.consent_withdrawn_on
    by_hand = later_referral_in_json(data) if isinstance(data, bytes) else referral_as_typed(data)
    referral, withdrawn_on = by_hand
    return with_enclosures(referral, reading), withdrawn_on


def _referral_in(reading: ReferralReading) -> Referral:
    if reading.referral is None or reading.problems:
        raise InvalidInput("Henvisningen (skriv den selv, og angiv filen med --from)", reading.problems)
    return reading.referral


def _kind(paper: Classified) -> str:
    return str(paper.kind)
