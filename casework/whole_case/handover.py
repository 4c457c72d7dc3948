"""Handing all files of one controller back at the end of a contract: encrypted, with an index, resumable.

Nothing is deleted by it, and nothing personal ever lies in clear on the disk.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from adapters.secure_mail import NoUsableCertificate
from casework.access.reading_log import note_reading
from casework.office import Office
from casework.private_files import write_private
from casework.whole_case.bundle import bundle
from casework.whole_case.contents import contents_of
from casework.whole_case.export import files_of
from domain.errors import InvalidInput, MentorError, Problem, Refused
from domain.values import Actor, Role
from models.envelopes import Letter
from models.listing import Wanted
from models.tables.courses import CourseRow

FORMAT, VERSION = "mentorforloeb-overdragelse", 1
INDEX = "index.json"
TEXT = """Sag {ref} i sin helhed.

Filen {ref}.zip indeholder sagen som PDF og JSON med alle bilag. Den er underskrevet af os og krypteret til
jeres certifikat. Kontrolsum (SHA-256) af {ref}.zip:
{digest}

Bekræft modtagelsen, når I har journaliseret den. Intet er slettet hos os.
"""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """One course of the index: its sealed file, the hashes of that and of the zip inside, how much it is."""

    ref: str
    file: str
    sha256: str
    zip_sha256: str
    files: int
    pages: int
    events: int


@dataclass(frozen=True, slots=True)
class Handover:
    """What came of it: the courses in the index, those that are erased already, and those that failed."""

    courses: tuple[HandedOver, ...]
    erased: tuple[str, ...]
    failed: tuple[tuple[str, MentorError], ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """A file on its way to the municipality: its number in the outbox, and the hash of its content."""

    letter: int
    zip_sha256: str


def hand_over(
    office: Office,
    controller: str,
    folder: Path,
    by: Actor,
    *,
    progress: Callable[[int, int], None] | None = None,
) -> Handover:
    """Write every course of a controller as a sealed file, and `index.json`. Who does it is written down.

    Run again it goes on: a course whose file is there, whole, and that has not moved on since is not made
    again. A course that fails is named and does not stop the others. `progress` is told how many are done of
    how many. Raises NoUsableCertificate before anything is written for a course, InvalidInput for an
    unknown controller, Refused for anybody but a coordinator, Unavailable where the folder cannot be used.
    """
    if by.role is not Role.COORDINATOR:
        text = "Kun en mentorkoordinator overdrager sager: --as coordinator:id"
        raise Refused("coordinator-hands-over", text)
    office.controller(controller)
    rows = office.casebook.courses(Wanted(controller=controller))
    known = {one.ref: one for one in _known(folder)}
    done: list[HandedOver] = []
    failed: list[tuple[str, MentorError]] = []
    erased = tuple(row.ref for row in rows if office.casebook.course(row.ref).file.erased_on)
    kept = [row for row in rows if row.ref not in erased]
    for number, row in enumerate(kept, 1):
        try:
            done.append(_still(known.get(row.ref), row, folder) or _sealed(office, row.ref, folder, by))
        except NoUsableCertificate:
            raise
        except MentorError as error:
            failed.append((row.ref, error))
        _write_index(office, controller, folder, by, Handover(tuple(done), erased, tuple(failed)))
        if progress:
            progress(number, len(kept))
    return Handover(tuple(done), erased, tuple(failed))


def _sealed(office: Office, ref: str, folder: Path, by: Actor) -> HandedOver:
    note_reading(office, by, "handover", ref=ref)
    contents = contents_of(office, ref, "handover", by)
    files, pages = files_of(office, contents)
    partner = office.partner_of(contents.case.course)
    made = bundle(office, ref, files, partner, subject="overdragelse", text=TEXT)
    write_private(folder / f"{ref}.eml", made.sealed)
    return HandedOver(
        ref=ref,
        file=f"{ref}.eml",
        sha256=hashlib.sha256(made.sealed).hexdigest(),
        zip_sha256=made.zip_sha256,
        files=len(files),
        pages=pages,
        events=contents.case.course.seq,
    )


def send_case(office: Office, ref: str, by: Actor) -> Sent:
    """Send the whole file of one course to its municipality by secure mail, with the next delivery.

    Nothing lies in clear anywhere, nothing is left out, and nothing is erased. Who does it is written down.
    Raises NoUsableCertificate (then nothing is sent), Refused for anybody but a coordinator, UnknownCourse.
    """
    if by.role is not Role.COORDINATOR:
        raise Refused("coordinator-hands-over", "Kun en mentorkoordinator overdrager sager.")
    note_reading(office, by, "handover", ref=ref)
    contents = contents_of(office, ref, "handover", by)
    files, _ = files_of(office, contents)
    course = contents.case.course
    partner = office.partner_of(course)
    made = bundle(office, ref, files, partner, subject="overdragelse", text=TEXT)
    letter = Letter(
        controller=course.controller,
        course_ref=ref,
        recipient="jobcentre",
        address=partner.notice_address,
        urgent=False,
        plain=made.plain,
        raw=made.sealed,
        message_id=made.message_id,
        not_before=office.calendar_of(course).within_office_hours(office.now),
    )
    return Sent(office.outbox.store_envelope(letter, [], office.now), made.zip_sha256)


def _still(known: HandedOver | None, row: CourseRow, folder: Path) -> HandedOver | None:
    """What an earlier run made, if it is there as it was made and the course is as it was then."""
    if known is None or known.events != row.seq:
        return None
    try:
        content = (folder / known.file).read_bytes()
    except OSError:
        return None
    return known if hashlib.sha256(content).hexdigest() == known.sha256 else None


def _known(folder: Path) -> Iterator[HandedOver]:
    """The courses of the index of an earlier run; an index that is no index of ours is refused."""
    if not (folder / INDEX).exists():
        return
    try:
        data: dict[str, Any] = json.loads((folder / INDEX).read_text(encoding="utf-8"))
        yield from [HandedOver(**line) for line in data["courses"]]
    except (OSError, ValueError, TypeError, KeyError):
        problem = Problem(INDEX, "er ikke en oversigt fra en overdragelse", "vælg en tom mappe")
        raise InvalidInput("--out", (problem,)) from None


def _write_index(office: Office, controller: str, folder: Path, by: Actor, so_far: Handover) -> None:
    index = {
        "format": FORMAT,
        "version": VERSION,
        "controller": controller,
        "supplier": office.settings.supplier,
        "made_at": office.now.isoformat(),
        "made_by": str(by),
        "courses": [asdict(one) for one in so_far.courses],
        "erased": list(so_far.erased),
        "failed": [{"ref": ref, "code": error.code} for ref, error in so_far.failed],
    }
    write_private(folder / INDEX, (json.dumps(index, ensure_ascii=False, indent=2) + "\n").encode())
