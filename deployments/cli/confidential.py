"""`mentor report …`: reportable matters, apart from all courses."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from adapters.as_json import as_json
from casework.confidential.confidential_keeping import erase_reports, kept_reports, write_report_certificate
from casework.confidential.confidential_post import send_now
from casework.confidential.reporting import (
    Receipt,
    Standing,
    decide_crime,
    entrusted,
    rang_instead,
    report_child,
    report_crime,
    standing,
)
from casework.names import PASSED_TO, REPORTS
from casework.office import Office, open_office
from deployments.cli.danish_help import new_app
from deployments.cli.reading import CourseRef, actor_of, course_ref, from_file, input_of
from deployments.printing import Json, show_object, show_rows, tell
from domain.confidential import CrimeReport, Delivery
from domain.errors import Unavailable

app = new_app()
As = Annotated[str, Parameter(name="--as", help="Hvem der handler, fx mentor:amira.")]
ReceiptFrom = Annotated[str, from_file("Fil med kvitteringen, eller - for standard ind.")]
STANDING = {"about": "Hvad", "state": "Hvor langt", "reported_at": "Afleveret", "settled_at": "Afgjort"}
KEPT = {
    "number": "Nummer",
    "controller": "Kommune",
    "reported_on": "Afleveret",
    "keep_until": "Kan slettes",
    "settled": "Status",
}
GONE = {"number": "Nummer", "certificate": "Bevis"}
READ = {
    "ref": "Sag",
    "reporter": "Fra",
    "reported_at": "Afleveret",
    "facts": "Oplysningen",
    "decision": "Afgørelse",
}


@app.command
def child(
    ref: CourseRef,
    /,
    *,
    source: Annotated[str, from_file("JSON med concern og om ønsket children, parents_told, in_danger_now.")],
    actor: As,
    json: Json = False,
) -> int:
    """Underret kommunen om et barn: straks og uden om alle andre. Er barnet i fare nu, så ring 112."""
    with open_office() as office:
        receipt = report_child(office, course_ref(ref), input_of(source), actor_of(actor))
        asyncio.run(send_now(office, receipt.row))
        told = standing(office, receipt.receipt)
    sent = told.state == Delivery.SENT
    if json:
        print(as_json(_receipt(receipt) | {"state": told.state}))
    else:
        _tell_reporter(receipt, sent=sent)
    return 0 if sent else Unavailable.exit_code


def _tell_reporter(receipt: Receipt, *, sent: bool) -> None:
    if sent:
        tell(f"Underretningen er afleveret til {receipt.intake}, telefon {receipt.phone}.")
    else:
        tell(f"Underretningen er IKKE fremme endnu. Ring nu til {receipt.intake}: {receipt.phone}.")
        tell("Vi prøver igen hvert minut og skriver til dig, hvis den ikke kommer frem.")
    tell(f"Kvittering: {receipt.receipt}. Gem den: kun den, der har den, kan finde underretningen igen.")


def _receipt(receipt: Receipt) -> dict[str, object]:
    return {key: value for key, value in asdict(receipt).items() if key != "row"}


@app.command
def crime(
    ref: CourseRef,
    /,
    *,
    source: Annotated[str, from_file("JSON med facts og manager (id i staff.toml).")],
    actor: As,
    json: Json = False,
) -> None:
    """Betro en leder en oplysning om en forbrydelse eller svindel. Kun lederen kan læse den."""
    with open_office() as office:
        receipt = report_crime(office, course_ref(ref), input_of(source), actor_of(actor))
    if json:
        print(as_json({"receipt": receipt.receipt}))
    else:
        tell(f"Lederen bliver spurgt, når kontoret er åbent. Kvittering: {receipt.receipt}. Gem den.")


@app.command(name="receipt")
def receipt_(
    *,
    source: ReceiptFrom,
    phoned: Annotated[bool, Parameter(negative="", help="Du har ringet til modtagelsen i stedet.")] = False,
    json: Json = False,
) -> None:
    """Se, hvor langt det er, du afleverede. Aldrig, hvad der stod."""
    number = input_of(source).decode(errors="replace")
    with open_office() as office:
        if phoned:
            rang_instead(office, number)
        told = standing(office, number)
    if json:
        print(as_json(asdict(told)))
    else:
        show_object(asdict(told) | _in_words(told), STANDING, json=False)


def _in_words(told: Standing) -> dict[str, object]:
    return {"about": REPORTS[told.about], "state": REPORTS[told.state]}


@app.command
def read(*, source: ReceiptFrom, actor: As, json: Json = False) -> None:
    """Læs den oplysning, der er betroet dig som leder."""
    with open_office() as office:
        found = _entrusted(office, source, actor)
    if json:
        print(as_json(found))
    else:
        show_object(_read_in_words(found), READ, json=False)


@app.command
def kept(*, actor: As, json: Json = False) -> None:
    """Vis som leder, hvad der er afleveret, og hvornår det kan slettes. Aldrig, hvad det handler om."""
    with open_office() as office:
        lines = kept_reports(office, actor_of(actor))
    rows = [asdict(line) for line in lines]
    if not json:
        rows = [row | {"settled": "afgjort" if row["settled"] else "ikke afgjort"} for row in rows]
    show_rows("Indberetninger", rows, KEPT, json=json, empty="Der er ingen.")


@app.command
def erase(
    *,
    source: Annotated[str, from_file("JSON med decider_ref, document_sha256 og numbers.")],
    actor: As,
    out: Annotated[Path | None, Parameter(help="Mappen til beviserne (ellers erasures).")] = None,
    json: Json = False,
) -> None:
    """Slet som leder det, kommunen har bedt om. Alt prøves først, og det kan ikke fortrydes."""
    with open_office() as office:
        done = erase_reports(office, input_of(source), actor_of(actor))
        paths = {one.number: str(write_report_certificate(office, one, out)) for one in done}
    rows = [{"number": number, "certificate": path} for number, path in paths.items()]
    show_rows("Slettet", rows, GONE, json=json)


def _entrusted(office: Office, source: str, actor: str) -> CrimeReport:
    return entrusted(office, input_of(source).decode(errors="replace"), actor_of(actor))


def _read_in_words(found: CrimeReport) -> dict[str, object]:
    taken = found.decision
    words = f"{PASSED_TO[taken.passed_to]} {taken.legal_basis}".strip() if taken else "ikke taget endnu"
    plain = {"ref": found.ref, "reported_at": found.reported_at, "facts": found.facts}
    return plain | {"reporter": str(found.reporter), "decision": words}


@app.command
def decide(
    *,
    source: Annotated[
        str,
        from_file("JSON med receipt, may_be_passed_on, passed_to, legal_basis og note."),
    ],
    actor: As,
) -> None:
    """Tag som leder stilling til en betroet oplysning, når tavshedspligten er undersøgt."""
    with open_office() as office:
        decide_crime(office, input_of(source), actor_of(actor))
    tell("Afgørelsen er noteret. Gives oplysningen videre, gør du det selv.")
