"""Our draft of what may be handed out, on its way to the authority by secure mail, which decides."""

from __future__ import annotations

from dataclasses import dataclass

from casework.access.reading_log import note_reading
from casework.office import Office
from casework.whole_case.bundle import bundle
from casework.whole_case.contents import contents_of
from casework.whole_case.export import files_of
from domain.calendar import local_day
from domain.commands import RecordAccessDraft
from domain.decide import decide
from domain.values import Actor
from models.envelopes import Letter

TEXT = """Orientering: Her er vores udkast til det, der kan udleveres i sag {ref}.

Filen {ref}.zip indeholder sagen hos os som PDF og JSON med bilag. Et menneske har gennemgået den for
oplysninger om andre; i PDF-filen står, hvor meget der er udeladt. Afgørelsen er jeres.

Kontrolsum (SHA-256) af {ref}.zip:
{digest}
"""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft that leaves with the next delivery: its number in the outbox, and the hash of its content."""

    letter: int
    zip_sha256: str


def send_draft(office: Office, ref: str, matter: str, by: Actor) -> Draft:
    """Write the file out, seal it to the jobcentre's certificate, hand it to the outbox and record it.

    Nothing lies in clear anywhere. Who does it is written down. Raises Refused where there is no such open
    request, NoUsableCertificate (then nothing is sent or recorded), and as `export_case`.
    """
    _must_be_open(office, ref, matter, by)
    note_reading(office, by, "export", ref=ref)
    contents = contents_of(office, ref, "access", by)
    files, _ = files_of(office, contents)
    partner = office.partner_of(contents.case.course)
    made = bundle(office, ref, files, partner, subject="vi beder om jeres svar", text=TEXT)
    letter = Letter(
        controller=contents.case.course.controller,
        course_ref=ref,
        recipient="jobcentre",
        address=partner.notice_address,
        urgent=False,
        plain=made.plain,
        raw=made.sealed,
        message_id=made.message_id,
        not_before=office.calendar_of(contents.case.course).within_office_hours(office.now),
    )
    number = office.outbox.store_envelope(letter, [], office.now)
    office.casebook.handle(ref, _command(office, matter, made.zip_sha256), by, office.now)
    return Draft(number, made.zip_sha256)


def _must_be_open(office: Office, ref: str, matter: str, by: Actor) -> None:
    """Ask the rule before anything is made."""
    course, command = office.casebook.course(ref), _command(office, matter, "0" * 64)
    decide(course, command, office.now, office.programme_of(course), office.calendar_of(course), actor=by)


def _command(office: Office, matter: str, digest: str) -> RecordAccessDraft:
    return RecordAccessDraft(matter=matter, delivered_on=local_day(office.now), document_sha256=digest)
