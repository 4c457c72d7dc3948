"""A mail on the coordinator's desk: its text and papers beside what was read of it, and one paper to keep.

Everything here is personal: who reads is written down before anything is handed out, and what nobody
vouches for is never handed out at all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from adapters.secure_mail import Verdict
from casework.access.reading_log import note_reading
from casework.arriving.quarantine import SUFFIXES, MailView, SeenNow, must_be_hers, seen_now, vouched_for
from casework.office import Office
from casework.referrals.news import ENCLOSURES
from casework.referrals.referral_sheet import as_typed
from domain.errors import InvalidInput, Problem
from domain.matters import MatterKind
from domain.values import Actor


@dataclass(frozen=True, slots=True)
class PaperLine:
    """An attachment in the list: its number from 1, the sender's name for it, what it was taken for and why,
    its type and size in bytes, and what it says as far as it has text.
    """

    number: int
    name: str
    kind: str
    why: str
    media_type: str
    size: int
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DeskMail:
    """A mail with what is in it; `text`, `papers` and `typed` are empty where nobody vouches for it.

    `typed` is what could be read, by field, as one would type it; `said` what whoever decided wrote of it.
    """

    view: MailView
    text: str = field(default="", repr=False)
    papers: tuple[PaperLine, ...] = ()
    typed: Mapping[str, str] = field(default_factory=dict, repr=False)
    vouched: bool = False
    said: str = field(default="", repr=False)


def on_desk(office: Office, mail_id: str, reader: Actor) -> DeskMail:
    """The mail for a coordinator who is about to decide on it; that she reads it is written down first.

    Raises InvalidInput if there is none, Refused for somebody who may not read it.
    """
    seen = seen_now(office, mail_id)
    must_be_hers(office, seen.judgement, reader)
    said = office.ledger.said(mail_id)
    vouched = seen.judgement.verdict is Verdict.ACCEPTED
    if vouched or said:
        note_reading(office, reader, "mail", ref=seen.view.mail.course_ref, subject=mail_id)
    if not vouched:
        return DeskMail(seen.view, said=said)
    return DeskMail(
        view=seen.view,
        text=seen.judgement.text,
        papers=_papers(seen),
        typed=as_typed(seen.reading.values),
        vouched=True,
        said=said,
    )


@dataclass(frozen=True, slots=True)
class Paper:
    """An attachment to be kept as a file: a name that says nothing personal, its type, and its bytes."""

    file_name: str
    media_type: str
    content: bytes = field(repr=False)


def paper_of(office: Office, mail_id: str, number: int, reader: Actor) -> Paper:
    """One attachment of a mail, from 1; 0 is the mail's own text. The reading is written down first.

    Raises Refused for a mail whose sender nobody vouches for and for who may not read it, InvalidInput.
    """
    judgement = vouched_for(office, mail_id)
    must_be_hers(office, judgement, reader)
    if not 0 <= number <= len(judgement.attachments):
        raise InvalidInput("Mail", (Problem("bilag", "findes ikke", "vælg et af bilagene på listen"),))
    ref = office.ledger.mail(mail_id).course_ref
    note_reading(office, reader, "mail", ref=ref, subject=mail_id)
    if number == 0:
        return Paper(f"{mail_id}.txt", "text/plain", judgement.text.encode())
    found = judgement.attachments[number - 1]
    suffix = SUFFIXES[found.media_type]
    return Paper(f"{mail_id}-bilag-{number}.{suffix}", found.media_type, found.content)


def unseen_matter(office: Office, mail_id: str) -> str:
    """The open matter by which a course waits for its coordinator to have seen this mail; empty: none."""
    ref = office.ledger.mail(mail_id).course_ref
    matters = office.casebook.course(ref).open_matters(MatterKind.UPDATE) if ref else ()
    return next((one.id for one in matters if one.mail_id == mail_id), "")


def _papers(seen: SeenNow) -> tuple[PaperLine, ...]:
    reading = seen.reading
    found = zip(seen.judgement.attachments, reading.kinds, reading.texts, strict=True)
    return tuple(
        PaperLine(
            number=number,
            name=paper.name,
            kind=ENCLOSURES[read.kind],
            why=read.why,
            media_type=paper.media_type,
            size=len(paper.content),
            text=text,
        )
        for number, (paper, read, text) in enumerate(found, 1)
    )
