"""`mentor report closing`, `progress` and `plan`: a course's reports as PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from adapters.as_json import as_json
from casework.office import open_office
from casework.reports.report_files import write_change_plan, write_closing_report, write_progress_report
from deployments.cli.danish_help import new_app
from deployments.cli.reading import CourseRef, actor_of, course_ref
from deployments.printing import Json, tell

app = new_app()
Out = Annotated[Path | None, Parameter(help="Filen, rapporten skrives i (ellers i den mappe, du står i).")]
ReadBy = Annotated[str, Parameter(name="--as", help="Hvem der læser, fx coordinator:kirsten; skrives ned.")]


@app.command
def closing(ref: CourseRef, /, *, out: Out = None, actor: ReadBy, json: Json = False) -> None:
    """Skriv den afsluttende rapport som PDF, kun læselig for dig."""
    path = out or Path(f"{course_ref(ref)}-afsluttende-rapport.pdf")
    with open_office() as office:
        pages = write_closing_report(office, course_ref(ref), path, actor_of(actor))
    _written(ref, path, pages, json)


@app.command
def progress(ref: CourseRef, /, *, out: Out = None, actor: ReadBy, json: Json = False) -> None:
    """Skriv den nyeste progressionsrapport som PDF, også mens den venter på godkendelse."""
    path = out or Path(f"{course_ref(ref)}-progressionsrapport.pdf")
    with open_office() as office:
        pages = write_progress_report(office, course_ref(ref), path, actor_of(actor))
    _written(ref, path, pages, json)


@app.command
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
