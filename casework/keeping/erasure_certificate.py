"""The certificate of an erasure: what is gone, when, by whose instruction, and that the rest still verifies.

It is made from the course's own history, which outlives its keys, so it can be made again at any time.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from adapters.documents.danish import long_date
from adapters.documents.erasure_certificate import CertificatePrint, render_certificate
from casework import names
from casework.access.reading_log import READ, WRITTEN_OUT
from casework.assurance import AssuranceResult, verify_books
from casework.office import Office
from casework.private_files import write_private
from domain.calendar import local_day
from domain.course import Course
from domain.errors import Refused
from domain.events import CourseErased, ErasureApproved, Event, FileReturned
from domain.history import Recorded, of_type
from domain.values import Actor
from models.erasing import holdings_of, is_readable
from models.readings import Reading

E = TypeVar("E", bound=Event)
FORMAT, VERSION = "mentorforloeb-sletning", 1
FOLDER = "erasures"
LATER = "fjernes af kørslen »sletteliste«"


@dataclass(frozen=True, slots=True)
class Traces:
    """How many runs and artifacts of the course were removed from Prefect."""

    runs: int
    artifacts: int


@dataclass(frozen=True)
class ErasureCertificate:
    """Everything the certificate says. Instants are UTC; nothing in it is personal."""

    course: Course
    made_at: datetime
    erased: CourseErased
    erased_at: datetime
    approved: ErasureApproved
    returned: FileReturned
    events: int
    head: str
    unreadable: bool
    books: AssuranceResult
    copies: tuple[Reading, ...]
    traces: Traces | None
    mailbox: int | None


def certificate_of(
    office: Office,
    ref: str,
    traces: Traces | None = None,
    mailbox: int | None = None,
    books: AssuranceResult | None = None,
) -> ErasureCertificate:
    """The certificate of an erased course: `traces` and `mailbox` are what was removed from Prefect and how
    many copies from the mailbox, None where that did not answer. `books` is what verifying them after the
    erasure gave, if that was done already. Raises Refused for a course that is not erased, UnknownCourse.
    """
    course, history = office.casebook.course(ref), office.casebook.neutral(ref)
    if course.file.erased_on is None:
        raise Refused("not-erased", f"Sag {ref} er ikke slettet. Se listen med: mentor retention list")
    (erased_at, erased), (_, approved), (_, returned) = (
        _last(history, CourseErased),
        _last(history, ErasureApproved),
        _last(history, FileReturned),
    )
    keys = holdings_of(office.database, ref).keys
    return ErasureCertificate(
        course=course,
        made_at=office.now,
        erased=erased,
        erased_at=erased_at,
        approved=approved,
        returned=returned,
        events=len(history),
        head=history[-1].hash.hex(),
        unreadable=not any(is_readable(office.keyring, key) for key in keys),
        books=books or verify_books(office),
        copies=tuple(one for one in office.readings.of_course(ref) if one.what in WRITTEN_OUT),
        traces=traces,
        mailbox=mailbox,
    )


def write_certificate(office: Office, certificate: ErasureCertificate, folder: Path | None = None) -> Path:
    """Write it as JSON and PDF, named by the reference; gives the PDF. Raises Unavailable, DocumentFailed.

    Without a folder it lies in the home, under `erasures`.
    """
    ref = certificate.course.ref
    place = folder or office.settings.home / FOLDER
    write_private(place / f"{ref}-sletning.json", as_json(certificate))
    pdf = place / f"{ref}-sletning.pdf"
    write_private(pdf, certificate_pdf(office, certificate))
    return pdf


def certificate_pdf(office: Office, certificate: ErasureCertificate) -> bytes:
    """The certificate as PDF. Raises DocumentFailed."""
    return render_certificate(_print(office, certificate)).content


def as_json(certificate: ErasureCertificate) -> bytes:
    """The certificate for a program, in the shape that docs/access.md describes."""
    erased, approved, returned = certificate.erased, certificate.approved, certificate.returned
    whole = {
        "format": FORMAT,
        "version": VERSION,
        "course": certificate.course.ref,
        "controller": certificate.course.controller,
        "erased_at": certificate.erased_at.isoformat(),
        "instruction": {
            "decider": approved.decider,
            "role": approved.decider_role,
            "unit": approved.unit,
            "decided_on": approved.decided_on.isoformat(),
            "document_sha256": approved.document_sha256,
            "early": approved.early,
        },
        "returned": {
            "on": returned.returned_on.isoformat(),
            "how": returned.how,
            "document_sha256": returned.document_sha256,
        },
        "destroyed": {
            "keys": erased.keys,
            "mails": erased.mails,
            "letters": erased.letters,
            "index_entries": erased.index_entries,
            "mailbox_copies": certificate.mailbox,
            "prefect": asdict(certificate.traces) if certificate.traces else None,
        },
        "unreadable": certificate.unreadable,
        "remains": {
            "events": certificate.events,
            "head": certificate.head,
            "audit": {
                "ok": certificate.books.ok,
                "courses": certificate.books.courses,
                "events": certificate.books.events,
            },
        },
        "copies_written_out": [
            {"at": copy.at.isoformat(), "by": copy.actor, "what": copy.what} for copy in certificate.copies
        ],
        "made_at": certificate.made_at.isoformat(),
    }
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def _print(office: Office, certificate: ErasureCertificate) -> CertificatePrint:
    approved, returned, course = certificate.approved, certificate.returned, certificate.course
    by = names.decided_by(approved.decider_role, office.decider_name(approved.decider), "")
    return CertificatePrint(
        ref=course.ref,
        dated_on=local_day(certificate.made_at),
        facts=(
            ("Sag", course.ref),
            ("Myndighed", course.partner),
            ("Leverandør", office.settings.supplier),
            ("Slettet", long_date(local_day(certificate.erased_at))),
            ("Efter instruks af", f"{by}, {approved.unit}, {long_date(approved.decided_on)}"),
            ("Kommunens brev", approved.document_sha256 or "ikke vedlagt"),
            ("Sagen modtaget af kommunen", long_date(returned.returned_on)),
            ("Afleveret", f"{names.RETURNED_BY[returned.how]}, {returned.document_sha256}"),
        ),
        destroyed=tuple(_destroyed(certificate)),
        remains=tuple(_remains(certificate)),
        copies=tuple(_copies(certificate)),
    )


def _copies(certificate: ErasureCertificate) -> Iterator[tuple[str, str, str]]:
    """The same thing written out several times on one day is one line with its count."""
    made = Counter((local_day(copy.at), copy.actor, copy.what) for copy in certificate.copies)
    for (day, actor, what), times in made.items():
        told = f"{READ[what]} ({times} gange)" if times > 1 else READ[what]
        yield long_date(day), names.actor_name(Actor.parse(actor)), told


def _destroyed(certificate: ErasureCertificate) -> list[tuple[str, str]]:
    erased, traces = certificate.erased, certificate.traces
    rows = [
        ("Nøgler", str(erased.keys)),
        ("Mails, der kom", str(erased.mails)),
        ("Breve, der blev skrevet", str(erased.letters)),
        ("Opslag efter CPR-nummer", str(erased.index_entries)),
        ("Kopier i postkassen", LATER if certificate.mailbox is None else str(certificate.mailbox)),
    ]
    if traces is None:
        return [*rows, ("Kørsler og kort i Prefect", LATER)]
    return [*rows, ("Kørsler i Prefect", str(traces.runs)), ("Kort i Prefect", str(traces.artifacts))]


def _remains(certificate: ErasureCertificate) -> list[str]:
    books = certificate.books
    read = "kan ikke læses af nogen" if certificate.unreadable else "KAN ENDNU LÆSES: sletningen er afbrudt"
    held = "stemmer" if books.ok else "stemmer IKKE; kør mentor audit verify"
    whole = f"{books.courses} forløb og {books.events} hændelser {held}"
    chain = f"Sagens {certificate.events} hændelser står tilbage i kæden med nummer, tidspunkt og koder"
    return [
        f"Det, hændelserne fortalte om borgeren, {read}.",
        f"{chain}. Kædens hoved: {certificate.head}",
        f"Efter sletningen blev hele kæden efterprøvet: {whole}.",
    ]


def _last(history: tuple[Recorded, ...], kind: type[E]) -> tuple[datetime, E]:
    *_, (recorded, event) = of_type(history, kind)
    return recorded.at, event
