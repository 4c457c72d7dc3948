"""Assurance: the books hold, no mail is without a fate, no open course without owner and deadline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from casework.arriving.revocation import ageing_lists
from casework.keeping.retention import ended_courses
from casework.letters.undelivered import held_back, undelivered
from casework.office import Office
from domain.calendar import local_day
from domain.errors import InvalidInput
from models.audit import Audit
from models.checkpoints import Checkpoints
from models.erasing import unreadable_courses
from models.listing import Wanted
from models.pulses import OK, Part

FATE_WITHIN = timedelta(hours=1)
TOO_LATE = timedelta(days=2)
HELD_TOO_LONG = timedelta(days=1)
NOT_IN_ORDER = "not-in-order"


@dataclass(frozen=True, slots=True)
class AssuranceResult:
    """Whether all is in order, over how many courses and events, and what is not (references and counts)."""

    ok: bool
    courses: int
    events: int
    findings: tuple[str, ...]


def assure(office: Office) -> AssuranceResult:
    """Verify everything that can be verified, and sign a checkpoint when it holds."""
    audited = Audit(office.database, office.keyring).verify()
    broken = tuple(str(finding) for finding in audited.findings)
    if audited.ok:
        export_checkpoint(office, _daily_file(office))
    findings = (
        *broken,
        *_unattended(office),
        *_forgotten_mail(office),
        *_undelivered(office),
        *_held(office),
        *_ageing_lists(office),
        *_half_erased(office),
    )
    office.pulses.beat(Part.ASSURANCE, office.now, NOT_IN_ORDER if findings else OK)
    return AssuranceResult(not findings, audited.courses, audited.events, findings)


def export_checkpoint(office: Office, file: Path) -> int:
    """Sign the books as they stand and write that to a file; gives the number of courses."""
    file.parent.mkdir(parents=True, exist_ok=True)
    return len(Checkpoints(office.database, office.keyring).take(office.now, file).heads)


def _daily_file(office: Office) -> Path:
    return office.settings.home / "checkpoints" / f"{local_day(office.now).isoformat()}.jsonl"


def verify_books(office: Office, against: Path | None = None) -> AssuranceResult:
    """Verify the chain, and against an exported checkpoint what was deleted or cut off since."""
    audited = Audit(office.database, office.keyring).verify(against=against)
    findings = tuple(str(finding) for finding in audited.findings)
    return AssuranceResult(audited.ok, audited.courses, audited.events, findings)


def _unattended(office: Office) -> Iterator[str]:
    """Open courses that nobody owns, that have no deadline, or whose deadline the rounds have passed over."""
    for row in office.casebook.courses(Wanted(open_only=True)):
        if not row.waiting_on:
            yield f"{row.ref}: ingen har ansvaret"
        if row.next_due_at is None:
            yield f"{row.ref}: ingen frist"
        elif row.next_due_at < office.now - TOO_LATE:
            yield f"{row.ref}: fristen er overskredet uden at runden har været der"


def _forgotten_mail(office: Office) -> Iterator[str]:
    for mail in office.ledger.unsettled(office.now - FATE_WITHIN):
        yield f"{mail.id}: mailen er ikke afgjort efter en time"


def _undelivered(office: Office) -> Iterator[str]:
    for row in undelivered(office):
        yield f"udsendelse {row.id}: kunne ikke leveres"


def _held(office: Office) -> Iterator[str]:
    """The coordinator was told when they were held; by now somebody should have found a certificate."""
    for row in held_back(office):
        if row.created_at < office.now - HELD_TOO_LONG:
            yield f"udsendelse {row.id}: har ventet på et gyldigt certifikat i over et døgn"


def _half_erased(office: Office) -> Iterator[str]:
    """Books and keys that disagree about an erasure: it was cut off, or an older copy was put back."""
    gone = unreadable_courses(office.database, office.keyring)
    erased = {course.ref for course in ended_courses(office) if course.file.erased_on}
    yield from (f"{ref}: sletningen blev afbrudt; kør: mentor retention finish" for ref in erased - gone)
    for ref in sorted(gone - erased):
        yield f"{ref}: nøglen er slettet, men det står ikke på sagen (er en ældre kopi lagt tilbage?)"


def _ageing_lists(office: Office) -> Iterator[str]:
    """A file that cannot be read is a finding beside the others, and hides none of them."""
    try:
        yield from ageing_lists(office)
    except InvalidInput as error:
        yield error.message
