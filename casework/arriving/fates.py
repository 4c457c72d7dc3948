"""The fate of a mail: what became of it, written into the ledger once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from adapters.partners import Partner
from adapters.secure_mail import Judgement, Reason, Verdict
from casework.arriving.intake_reasons import IntakeReason
from casework.office import Office
from domain.errors import Refused
from models import mails
from models.mails import BY_ITSELF, Decided, Fate

VERDICTS = {Fate.QUARANTINED: "quarantined", Fate.REJECTED: "rejected"}
FATES = {
    Verdict.REJECTED: Fate.REJECTED,
    Verdict.QUARANTINED: Fate.QUARANTINED,
    Verdict.DUPLICATE: Fate.DUPLICATE,
    Verdict.IGNORED: Fate.IGNORED,
}


class Effect(StrEnum):
    """What an accepted mail did: began a course, completed or updated one, or said what was known."""

    BEGAN = "began"
    COMPLETED = "completed"
    UPDATED = "updated"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class MailFate:
    """What became of a mail: verdict, reason code, the course if it concerns one and what it did to it, and
    field names in need.
    """

    mail_id: str
    verdict: str
    reason: str
    course_ref: str | None = None
    incomplete: bool = False
    fields: tuple[str, ...] = ()
    effect: Effect = Effect.BEGAN


def partner_of(judgement: Judgement) -> Partner:
    """The jobcentre behind an accepted mail. Raises Refused for a mail nobody is pinned to."""
    if judgement.partner is None:
        raise Refused("no-partner", "En godkendt mail skal have en afsender fra partners.toml.")
    return judgement.partner


def counted_once(office: Office, mail_id: str, judgement: Judgement) -> Judgement:
    """The judgement, but `seen-before` where another mail counts for the same accepted content already."""
    if judgement.verdict is not Verdict.ACCEPTED:
        return judgement
    if office.ledger.claim(mail_id, judgement.content_sha256 or "") is None:
        return judgement
    return replace(judgement, verdict=Verdict.DUPLICATE, reason=Reason.SEEN_BEFORE)


def close(
    office: Office,
    mail_id: str,
    judgement: Judgement,
    fate: Fate,
    reason: Reason | IntakeReason,
    *,
    ref: str | None = None,
    fields: tuple[str, ...] = (),
    decided: Decided = BY_ITSELF,
) -> MailFate:
    """Write a mail's fate into the ledger. Raises Conflict if it has a final one."""
    verdict = VERDICTS.get(fate, judgement.verdict.value)
    settled = mails.Judgement(
        verdict=verdict,
        reason=reason.value,
        fate=fate,
        course_ref=ref,
        duplicate_of=_original(office, mail_id, judgement) if fate is Fate.DUPLICATE else None,
        content_sha256=judgement.content_sha256 or "",
        # What nobody vouched for must not stand in the way of the same mail sent properly.
        message_id=(judgement.message_id or "") if judgement.content_sha256 else "",
        remarks=" ".join(judgement.problems),
        controller=judgement.partner.controller if judgement.partner else "",
        decided=decided,
    )
    office.ledger.settle(mail_id, settled, office.now)
    effect = _effect(fate, reason.value)
    return MailFate(mail_id, verdict, reason.value, ref, fields=fields, effect=effect)


def standing_fate(office: Office, mail_id: str) -> MailFate | None:
    """The fate that stands in the ledger; None while there is none. Raises InvalidInput as the ledger."""
    mail = office.ledger.mail(mail_id)
    if not mail.fate:
        return None
    incomplete = bool(mail.course_ref and office.casebook.course(mail.course_ref).missing)
    effect = _effect(mail.fate, mail.reason)
    return MailFate(mail_id, mail.verdict, mail.reason, mail.course_ref, incomplete=incomplete, effect=effect)


def _effect(fate: str, reason: str) -> Effect:
    if reason in TOLD:
        return TOLD[reason]
    return Effect.COMPLETED if fate == Fate.JOINED else Effect.BEGAN


TOLD: dict[str, Effect] = {
    IntakeReason.COURSE_UPDATED: Effect.UPDATED,
    IntakeReason.COURSE_CONFIRMED: Effect.NOTHING,
}
"""What the reason alone tells that a mail did."""


def _original(office: Office, mail_id: str, judgement: Judgement) -> str | None:
    return office.ledger.same_content(judgement.content_sha256 or "", other_than=mail_id)
