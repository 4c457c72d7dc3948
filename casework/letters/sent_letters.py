"""A letter about a course as it was written: read on its page and taken out; who does is written down first.

To the jobcentre, mentor and coordinator it is a mail with what it encloses; to the citizen a letter as PDF.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP

from casework.access.accounts import Account
from casework.access.discretion import Discretion
from casework.access.reading_log import must_be_allowed, note_reading
from casework.access.seeing_parts import parts_for
from casework.course_page.papers import BY_POST, Sent, letters_of
from casework.office import Office
from domain.errors import Refused
from domain.history import referral_of
from domain.notices import NoticeKind
from domain.values import Role
from models.envelopes import EnvelopeState

PDF = "application/pdf"
GONE = BY_POST | {EnvelopeState.SENT}
"""What the citizen has, or will have by Digital Post."""
BETWEEN_CITIZEN_AND_COORDINATOR = frozenset({NoticeKind.COMPLAINT_RECEIVED.value})
"""What a citizen writes about is answered by the coordinator, and may be her mentor."""


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A PDF of a letter. Its name holds the reference and numbers alone."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class SentLetter:
    """A letter as it was written: the mail's subject and text (a citizen's letter has none), and its PDFs.

    What is protected today is hidden in the text, also where it was not when the letter was written; the PDFs
    are `withheld` then, because nothing can be hidden in them.
    """

    about: Sent
    subject: str
    text: str
    files: tuple[LetterFile, ...]
    withheld: bool


def letters_for(office: Office, account: Account, ref: str) -> tuple[Sent, ...]:
    """The letters about a course that the account may read, newest first.

    A mentor those to the citizen, so that she can answer for what was written; somebody of the authority
    those that the jobcentre has had; a coordinator and an auditor all of them. The caller has asked
    `must_see`.
    """
    readable = parts_for(office, account, ref).letters
    letters = letters_of(office, ref) if readable else ()
    return tuple(one for one in letters if one.recipient in readable and _open_to(account, one))


def _open_to(account: Account, letter: Sent) -> bool:
    if account.is_authority:
        return letter.reached is EnvelopeState.SENT
    if account.role is Role.MENTOR:
        return letter.reached in GONE and letter.kind not in BETWEEN_CITIZEN_AND_COORDINATOR
    return True


def sent_letter(office: Office, account: Account, ref: str, number: int) -> SentLetter:
    """The letter of that number about that course; who reads it is written down first. Raises Refused where
    there is none that the account may read, and for somebody who may read none; Tampered, KeyDestroyed.
    """
    must_be_allowed(office, account.actor, "sent_letter", ref)
    about = next((one for one in letters_for(office, account, ref) if one.number == number), None)
    if about is None:
        raise Refused("unknown-letter", f"Om sag {ref} er der intet brev nr. {number}, som du kan læse.")
    note_reading(office, account.actor, "sent_letter", ref=ref, subject=str(number))
    mail = BytesParser(EmailMessage, policy=SMTP).parsebytes(office.outbox.plain(number))
    body, citizen = mail.get_body(("plain",)), referral_of(office.casebook.recorded(ref)).citizen
    clean, files = Discretion(citizen).clean, tuple(_files(mail, f"{ref}-brev-{number}"))
    return SentLetter(
        about,
        subject=clean(str(mail["Subject"] or "")),
        text=clean(str(body.get_content())) if body else "",
        files=() if citizen.protected else files,
        withheld=citizen.protected and bool(files),
    )


def _files(mail: EmailMessage, stem: str) -> Iterator[LetterFile]:
    pdfs = (part for part in mail.iter_attachments() if part.get_content_type() == PDF)
    for place, part in enumerate(pdfs, start=1):
        if isinstance(part, EmailMessage):
            yield LetterFile(f"{stem}-{place}.pdf", part.get_content())
