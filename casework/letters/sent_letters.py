"""A letter about a course as it was written: read on its page and taken out; who does is written down first.

To the jobcentre, mentor and coordinator it is a mail with what it encloses; to the citizen a letter as PDF.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP

from casework.access.discretion import Discretion
from casework.access.reading_log import must_be_allowed, note_reading
from casework.course_page.papers import Sent, letters_of
from casework.office import Office
from domain.errors import Refused
from domain.history import referral_of
from domain.values import Actor

PDF = "application/pdf"


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


def sent_letter(office: Office, ref: str, number: int, reader: Actor) -> SentLetter:
    """The letter of that number about that course; who reads it is written down first. Raises Refused where
    there is none, and for somebody who may not read it; Tampered, KeyDestroyed.
    """
    must_be_allowed(office, reader, "sent_letter", ref)
    about = next((one for one in letters_of(office, ref) if one.number == number), None)
    if about is None:
        raise Refused("unknown-letter", f"Om sag {ref} er der intet brev nr. {number}.")
    note_reading(office, reader, "sent_letter", ref=ref, subject=str(number))
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
