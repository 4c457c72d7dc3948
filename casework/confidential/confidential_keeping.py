"""The reports a manager keeps apart from every course: the list, erasing on instruction, and the certificate.

Nothing here tells what a report is about; its number is made of its keyed id and says nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from adapters.documents.danish import long_date
from adapters.documents.erasure_certificate import CertificatePrint, render_certificate
from casework import names
from casework.assurance import verify_books
from casework.office import Office
from casework.private_files import write_private
from domain.calendar import local_day
from domain.confidential_keeping import EraseReports, is_settled, must_be_manager, not_erasable
from domain.errors import InvalidInput, Problem, Refused
from domain.parsing import problems_of
from domain.values import Actor
from models.deciders import Decider

FORMAT, VERSION = "mentorforloeb-indberetning-slettet", 1
FOLDER = "erasures"
SHOWN = 12
"""How much of the id is its number."""


@dataclass(frozen=True, slots=True)
class KeptReport:
    """One report: its number and controller, when it was made, and from which Danish day it may be erased."""

    number: str
    controller: str
    reported_on: date
    keep_until: date
    settled: bool


@dataclass(frozen=True, slots=True)
class ErasedReport:
    """What was erased: by whom, on whose instruction, when (UTC), and whether it can still be read."""

    number: str
    controller: str
    reported_on: date
    erased_at: datetime
    by: Actor
    decider: Decider
    document_sha256: str
    unreadable: bool


def kept_reports(office: Office, actor: Actor) -> list[KeptReport]:
    """Every report that is kept, the first due first. Raises Refused for anybody but a manager of ours."""
    _manager(office, actor)
    return sorted(_kept(office), key=lambda one: (one.keep_until, one.number))


def erase_reports(office: Office, data: bytes, actor: Actor) -> list[ErasedReport]:
    """Destroy the keys of the reports that the controller's decider names, and their rows.

    What stands in the way of any of them is told at once, and then none is erased. Raises InvalidInput by
    field, Refused.
    """
    _manager(office, actor)
    try:
        given = TypeAdapter(EraseReports).validate_json(data)
    except ValidationError as error:
        raise InvalidInput("Sletning af indberetninger", problems_of(error)) from None
    decider = office.deciders.registered(given.decider_ref)
    if decider is None:
        raise Refused("unknown-decider", "Beslutningstageren er ikke registreret. Brug: mentor decider add.")
    rows = {row[:SHOWN]: row for row in office.confidential.ids()}
    if problems := tuple(_obstacles(office, given, rows, decider)):
        raise InvalidInput("Sletning af indberetninger", problems)
    return [_erased(office, rows[number], given, decider, actor) for number in dict.fromkeys(given.numbers)]


def write_report_certificate(office: Office, one: ErasedReport, folder: Path | None = None) -> Path:
    """Write the certificate as JSON and PDF, named by the number; gives the PDF. Raises DocumentFailed."""
    place = folder or office.settings.home / FOLDER
    write_private(place / f"indberetning-{one.number}-sletning.json", _as_json(office, one))
    pdf = place / f"indberetning-{one.number}-sletning.pdf"
    write_private(pdf, render_certificate(_print(office, one)).content)
    return pdf


def _manager(office: Office, actor: Actor) -> None:
    must_be_manager(actor)
    office.staff.manager(actor.id)


def _kept(office: Office) -> Iterator[KeptReport]:
    for row in office.confidential.ids():
        report = office.confidential.read(row)[0]
        on = local_day(report.reported_at)
        yield KeptReport(row[:SHOWN], report.controller, on, report.keep_until, is_settled(report))


def _obstacles(
    office: Office, given: EraseReports, rows: dict[str, str], decider: Decider
) -> Iterator[Problem]:
    today = local_day(office.now)
    for place, number in enumerate(given.numbers):
        if number not in rows:
            yield Problem(f"numbers.{place}", "findes ikke", "se dem med: mentor report kept")
            continue
        report = office.confidential.read(rows[number])[0]
        for against in not_erasable(report, decider.controller, today):
            yield Problem(f"numbers.{place}", "kan ikke slettes", against.message)


def _erased(office: Office, row: str, given: EraseReports, decider: Decider, actor: Actor) -> ErasedReport:
    report = office.confidential.read(row)[0]
    office.confidential.erase(row, office.now)
    return ErasedReport(
        number=row[:SHOWN],
        controller=report.controller,
        reported_on=local_day(report.reported_at),
        erased_at=office.now,
        by=actor,
        decider=decider,
        document_sha256=given.document_sha256,
        unreadable=row not in office.confidential.ids(),
    )


def _as_json(office: Office, one: ErasedReport) -> bytes:
    books = verify_books(office)
    whole = {
        "format": FORMAT,
        "version": VERSION,
        "number": one.number,
        "controller": one.controller,
        "reported_on": one.reported_on.isoformat(),
        "erased_at": one.erased_at.isoformat(),
        "erased_by": str(one.by),
        "decider": one.decider.ref,
        "unit": one.decider.unit,
        "document_sha256": one.document_sha256,
        "unreadable": one.unreadable,
        "books": {"ok": books.ok, "courses": books.courses, "events": books.events},
    }
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def _print(office: Office, one: ErasedReport) -> CertificatePrint:
    books = verify_books(office)
    whole = f"{books.courses} forløb og {books.events} hændelser"
    held = "stemmer" if books.ok else "stemmer IKKE; kør mentor audit verify"
    return CertificatePrint(
        what="Indberetning",
        ref=one.number,
        dated_on=local_day(one.erased_at),
        facts=(
            ("Indberetning", one.number),
            ("Kommune", one.controller),
            ("Leverandør", office.settings.supplier),
            ("Afleveret", long_date(one.reported_on)),
            ("Slettet", long_date(local_day(one.erased_at))),
            ("Slettet af", names.actor_name(one.by)),
            ("Efter instruks af", f"{one.decider.ref}, {one.decider.unit}"),
            ("Kommunens brev", one.document_sha256),
        ),
        destroyed=(("Nøgler", "1"), ("Indberetningen og brevet", "1")),
        remains=(
            "Det, indberetningen fortalte, kan ikke læses af nogen. Intet siger, hvem den handlede om.",
            f"Efter sletningen blev hele kæden efterprøvet: {whole} {held}.",
        ),
        copies=(),
    )
