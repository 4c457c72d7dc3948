"""`mentor round`, `deliver`, `letters` and `report`: the standing work by command, without Prefect."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

from cyclopts import App, Parameter

from casework.delivery import DeliveryResult
from casework.delivery import deliver as deliver_once
from casework.delivery import watch as keep_delivering
from casework.office import open_office
from casework.posting import export_letters, letters_to_post, mark_posted
from casework.report_files import closing_report_pdf
from casework.rounds import pass_round
from deployments.cli.reading import course_ref, instant_of
from deployments.printing import Json, as_json, show_rows, tell

app = App()
report = App(name="report", help="Rapporter som PDF.")
app.command(report)
POLL_SECONDS = 5.0


@app.command(name="round")
def round_(
    *,
    as_of: Annotated[
        str | None, Parameter(help="Tidspunkt at regne fra (i fremtiden kun i en prøveinstallation).")
    ] = None,
    json: Json = False,
) -> None:
    """Gå runden: lad tiden gå for hvert forløb, der har en frist, som er forfalden."""
    with open_office() as office:
        if as_of is not None:
            office.clock.hold(instant_of(as_of))
        steps = pass_round(office)
    rows = [{"ref": step.ref, "state": step.state_name, "events": ", ".join(step.fired)} for step in steps]
    show_rows("Runde", rows, {"ref": "Sag", "state": "Resultat", "events": "Hændelser"}, json=json)


@app.command
def deliver(*, watch: Annotated[bool, Parameter(negative="")] = False, json: Json = False) -> None:
    """Send det, der venter. Med --watch bliver den ved og ser efter hvert femte sekund."""
    if watch:
        asyncio.run(keep_delivering(POLL_SECONDS, lambda result: _tell(result, json=json)))
        return
    with open_office() as office:
        _tell(asyncio.run(deliver_once(office)), json=json)


def _tell(result: DeliveryResult, *, json: bool) -> None:
    if json:
        print(as_json(asdict(result)))
        return
    tell(f"Sendt {result.sent}, prøves igen {result.retried}, holdes {result.held}, afvist {result.failed}.")


@app.command
def letters(
    *,
    export: Annotated[Path | None, Parameter(help="Mappe, brevene lægges i som PDF.")] = None,
    posted: Annotated[
        int | None, Parameter(help="Nummeret på et brev, der er sendt med Digital Post.")
    ] = None,
    json: Json = False,
) -> None:
    """Breve til borgere, som skal sendes med Digital Post."""
    with open_office() as office:
        if posted is not None:
            mark_posted(office, posted)
        if export is not None:
            export_letters(office, export)
        rows = [asdict(letter) for letter in letters_to_post(office)]
    show_rows("Breve, der venter", rows, {"id": "Nr.", "kind": "Hvad", "created_at": "Skrevet"}, json=json)


@report.command
def closing(ref: str, *, out: Path | None = None, json: Json = False) -> None:
    """Skriv den afsluttende rapport som PDF. Uden --out lægges den i den mappe, du står i."""
    with open_office() as office:
        document = closing_report_pdf(office, course_ref(ref))
    path = out or Path(f"{ref}-afsluttende-rapport.pdf")
    path.write_bytes(document.content)
    if json:
        print(as_json({"course": ref, "path": str(path), "pages": document.pages}))
    else:
        tell(f"{path}: {document.pages} sider.")
