"""All that is kept about a course, opened: its history, its mails with papers, its letters, its readers.

What is stored apart from the course (a report about a child, the mentors' supervision) is not looked for
here and never comes along.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP

from casework.history.case_record import CaseRecord
from casework.names import RECIPIENTS
from casework.office import Office
from domain.course import Course
from domain.history import Recorded
from domain.notices import Basis
from models.case_mails import mails_of_course
from models.envelopes import EnvelopeLine
from models.readings import Reading

ZIP = "application/zip"
_DRAFT = (Basis.LAW.value,)
"""A letter that no event asked for is the draft of an answer to the citizen's request, by law."""


@dataclass(frozen=True, slots=True)
class File:
    """One paper: its name as it came (personal), its media type, its bytes."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class MailIn:
    """A mail that came, opened: its number, when (UTC), its text and its enclosures.

    `opened` is false where it cannot be opened any more; `raw` is then all there is of it. `said` is what the
    person who decided about it by hand wrote of it.
    """

    id: str
    received_at: datetime
    text: str
    enclosures: tuple[File, ...]
    opened: bool
    raw: bytes
    said: str = ""


@dataclass(frozen=True, slots=True)
class LetterOut:
    """A letter that was written: its line in the outbox, text, enclosures, the events it tells of, and what
    telling them rested on when they were caused.
    """

    line: EnvelopeLine
    subject: str
    text: str
    enclosures: tuple[File, ...]
    events: tuple[int, ...]
    rests_on: tuple[str, ...]


@dataclass(frozen=True)
class WholeCase:
    """A course and everything that is kept about it."""

    course: Course
    history: tuple[Recorded, ...]
    mails: tuple[MailIn, ...]
    letters: tuple[LetterOut, ...]
    readings: tuple[Reading, ...]

    @property
    def record(self) -> CaseRecord:
        """The history, read."""
        return CaseRecord(self.history)


def gather(office: Office, ref: str) -> WholeCase:
    """Open everything. Raises UnknownCourse, KeyDestroyed for an erased course, Tampered."""
    course, history = office.casebook.course(ref), office.casebook.recorded(ref)
    return WholeCase(
        course=course,
        history=history,
        mails=tuple(_mails(office, course)),
        letters=tuple(_letters(office, ref)),
        readings=tuple(office.readings.of_course(ref)),
    )


def _mails(office: Office, course: Course) -> list[MailIn]:
    """Copies of a mail say nothing that it does not say itself."""
    with office.database.read() as transaction:
        found = mails_of_course(transaction, course.ref)
    return [_mail(office, course, one.id, one.received_at) for one in found if one.duplicate_of is None]


def _mail(office: Office, course: Course, mail_id: str, received_at: datetime) -> MailIn:
    raw = office.ledger.open_raw(mail_id)
    found = office.judge.open_again(raw, office.partner_of(course), received_at=received_at)
    files = tuple(File(one.name, one.media_type, one.content) for one in found.attachments)
    opened = bool(found.text or files)
    return MailIn(mail_id, received_at, found.text, files, opened, raw, office.ledger.said(mail_id))


def _letters(office: Office, ref: str) -> list[LetterOut]:
    """Only to those who work with the course or are the citizen: anybody else's post is kept apart."""
    lines = office.outbox.envelopes(course_ref=ref)
    return [_letter(office, line) for line in lines if line.recipient in RECIPIENTS]


def _letter(office: Office, line: EnvelopeLine) -> LetterOut:
    message = BytesParser(_class=EmailMessage, policy=SMTP).parsebytes(office.outbox.plain(line.id))
    body = message.get_body(("plain",))
    text = body.get_content() if isinstance(body, EmailMessage) else ""
    carried = office.outbox.carried_by(line.id)
    return LetterOut(
        line=line,
        subject=str(message["Subject"] or ""),
        text=str(text).strip(),
        enclosures=_enclosures(message),
        events=tuple(sorted({intent.seq for intent in carried})),
        rests_on=tuple(sorted({intent.basis for intent in carried})) or _DRAFT,
    )


def _enclosures(message: EmailMessage) -> tuple[File, ...]:
    found = (
        (part.get_filename() or "bilag", part.get_content_type(), part.get_content())
        for part in message.iter_attachments()
    )
    # A zip is the file itself, as it was sent to the authority before: it is not put into itself.
    return tuple(
        File(name, kind, content)
        for name, kind, content in found
        if isinstance(content, bytes) and kind != ZIP
    )
