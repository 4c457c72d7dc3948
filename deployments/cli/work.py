"""`mentor round`, `deliver`, `letters` and `report`: the standing work by command, without Prefect."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from adapters.as_json import as_json
from adapters.templates import counted
from casework.desk_work import work, working
from casework.letters.delivery import DeliveryResult
from casework.letters.delivery import deliver as deliver_once
from casework.letters.delivery import watch as keep_delivering
from casework.letters.posting import export_letters, letters_to_post, mark_posted
from casework.names import NOTICES
from casework.office import open_office
from casework.reports.report_files import write_change_plan, write_closing_report, write_progress_report
from casework.rounds import pass_round
from deployments.cli.danish_help import new_app
from deployments.cli.reading import CourseRef, Reader, actor_of, course_ref, instant_of, reader_of
from deployments.printing import Json, show_rows, tell
from domain.errors import MentorError, Unavailable

app = new_app()
report = new_app("report", "Rapporter som PDF.")
app.command(report)
POLL_SECONDS = 5.0
LETTERS = {"id": "Nr.", "course": "Sag", "kind": "Hvad", "created_at": "Skrevet"}
ROUND = {"ref": "Sag", "state": "Resultat", "events": "Hændelser"}


@app.command(name="round")
def round_(
    *,
    as_of: Annotated[
        str | None, Parameter(help="Tidspunkt at regne fra, kun i en prøveinstallation.")
    ] = None,
    json: Json = False,
) -> None:
    """Gå runden: lad tiden gå for hvert forløb, der har en frist, som er forfalden."""
    with open_office() as office:
        if as_of is not None:
            office.clock.hold(instant_of(as_of))
        steps = pass_round(office)
    rows = [
        {
            "ref": step.ref,
            "state": step.state_name,
            "events": ", ".join(step.fired) if json else len(step.fired),
        }
        for step in steps
    ]
    show_rows("Runde", rows, ROUND, json=json, empty="Ingen frister er forfaldne.")


@app.command
def deliver(
    *,
    watch: Annotated[bool, Parameter(negative="", help="Bliv ved, og se efter hvert femte sekund.")] = False,
    json: Json = False,
) -> int:
    """Send det, der venter: skriv beskederne, underskriv og kryptér dem, og aflevér dem til mailserveren.

    Bagefter gøres det, der er bedt om på portalen, og som tager længere tid end en side: timernes opgørelser.
    """
    if watch:
        with working():
            asyncio.run(keep_delivering(POLL_SECONDS, lambda result: _tell(result, json=json)))
        return 0
    with open_office() as office:
        result = asyncio.run(deliver_once(office))
        work(office)
    _tell(result, json=json)
    if result.server_away:
        return Unavailable.exit_code
    return MentorError.exit_code if result.problems else 0


def _tell(result: DeliveryResult, *, json: bool) -> None:
    if json:
        print(as_json(asdict(result)), flush=True)
        return
    tell(
        f"Sendt {result.sent}, prøves igen {result.retried}, holdes {result.held}, afvist {result.failed}, "
        f"nye breve til Digital Post {result.to_post}."
    )
    for problem in result.problems:
        tell(f"  {problem}")


@app.command
def letters(
    *,
    export: Annotated[Path | None, Parameter(help="Mappe, brevene lægges i som PDF.")] = None,
    reader: Reader = None,
    posted: Annotated[
        int | None, Parameter(help="Nummeret på et brev, der er sendt med Digital Post.")
    ] = None,
    json: Json = False,
) -> None:
    """Breve til borgere, som skal sendes med Digital Post."""
    with open_office() as office:
        if export is not None:
            written = export_letters(office, export, reader_of(reader))
            if not json:
                tell(f"{counted(written, 'brev', 'breve')} er lagt i {export}.")
        if posted is not None:
            mark_posted(office, posted)
        rows = [asdict(letter) for letter in letters_to_post(office)]
    if not json:
        rows = [row | {"kind": NOTICES.get(row["kind"], row["kind"])} for row in rows]
    show_rows("Breve, der venter", rows, LETTERS, json=json, empty="Ingen breve venter.")


Out = Annotated[Path | None, Parameter(help="Filen, rapporten skrives i (ellers i den mappe, du står i).")]
ReadBy = Annotated[str, Parameter(name="--as", help="Hvem der læser, fx coordinator:kirsten; skrives ned.")]


@report.command
def closing(ref: CourseRef, /, *, out: Out = None, actor: ReadBy, json: Json = False) -> None:
    """Skriv den afsluttende rapport som PDF, kun læselig for dig."""
    path = out or Path(f"{course_ref(ref)}-afsluttende-rapport.pdf")
    with open_office() as office:
        pages = write_closing_report(office, course_ref(ref), path, actor_of(actor))
    _written(ref, path, pages, json)


@report.command
def progress(ref: CourseRef, /, *, out: Out = None, actor: ReadBy, json: Json = False) -> None:
    """Skriv den nyeste progressionsrapport som PDF, også mens den venter på godkendelse."""
    path = out or Path(f"{course_ref(ref)}-progressionsrapport.pdf")
    with open_office() as office:
        pages = write_progress_report(office, course_ref(ref), path, actor_of(actor))
    _written(ref, path, pages, json)


@report.command
def plan(ref: CourseRef, /, *, out: Out = None, actor: ReadBy, json: Json = False) -> None:
    """Skriv den nyeste forandringsplan som PDF, så borger og mentor kan skrive under."""
    path = out or Path(f"{course_ref(ref)}-forandringsplan.pdf")
    with open_office() as office:
        pages = write_change_plan(office, course_ref(ref), path, actor_of(actor))
    _written(ref, path, pages, json)


def _written(ref: str, path: Path, pages: int, json: bool) -> None:
    if json:
        print(as_json({"course": ref, "path": str(path), "pages": pages}))
    else:
        tell(f"{path}: {pages} sider.")
