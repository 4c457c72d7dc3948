"""A letter about a course as it was written: read on its page and taken out; who does is written down first.

To the jobcentre, mentor and coordinator it is a mail with what it encloses; to the citizen a letter as PDF.
"""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP

from casework.course_page.papers import Sent, letters_of
from casework.office import Office
from casework.reading_log import must_be_allowed, note_reading
from domain.errors import Refused
from domain.values import Actor

PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class LetterFile:
    """A PDF of a letter. Its name holds the reference and numbers alone."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class SentLetter:
    """A letter as it was written: the mail's subject and text (a citizen's letter has none), and its PDFs."""

    about: Sent
    subject: str
    text: str
    files: tuple[LetterFile, ...]


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
    body = mail.get_body(("plain",))
    return SentLetter(
        about,
        subject=str(mail["Subject"] or ""),
        text=str(body.get_content()) if body else "",
        files=tuple(
            LetterFile(f"{ref}-brev-{number}-{place}.pdf", part.get_content())
            for place, part in enumerate(_pdfs(mail), start=1)
        ),
    )


def _pdfs(mail: EmailMessage) -> list[EmailMessage]:
    found = (part for part in mail.iter_attachments() if part.get_content_type() == PDF)
    return [part for part in found if isinstance(part, EmailMessage)]
