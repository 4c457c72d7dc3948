"""`mentor report closing`, `progress` and `plan`: a course's reports as PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from adapters.as_json import as_json
from casework.office import Office, open_office
from casework.reports.report_files import write_change_plan, write_closing_report, write_progress_report
from deployments.cli.danish_help import new_app
from deployments.cli.reading import CourseRef, actor_of, course_ref
from deployments.printing import Json, tell
from domain.values import Actor

app = new_app()
Out = Annotated[Path | None, Parameter(help="Filen, rapporten skrives i (ellers i den mappe, du står i).")]
ReadBy = Annotated[str, Parameter(name="--as", help="Hvem der læser, fx coordinator:kirsten; skrives ned.")]
Writes = Callable[[Office, str, Path, Actor], int]
"""Writes a report of a course to a file for a reader; gives its number of pages."""


@app.command
def closing(ref: CourseRef, /, *, out: Out = None, actor: ReadBy, json: Json = False) -> None:
    """Skriv den afsluttende rapport som PDF, kun læselig for dig."""
    _write(write_closing_report, ref, out, "afsluttende-rapport", actor, json)


@app.command
def progress(ref: CourseRef, /, *, out: Out = None, actor: ReadBy, json: Json = False) -> None:
    """Skriv den nyeste progressionsrapport som PDF, også mens den venter på godkendelse."""
    _write(write_progress_report, ref, out, "progressionsrapport", actor, json)


@app.command
def plan(ref: CourseRef, /, *, out: Out = None, actor: ReadBy, json: Json = False) -> None:
    """Skriv den nyeste forandringsplan som PDF, så borger og mentor kan skrive under."""
    _write(write_change_plan, ref, out, "forandringsplan", actor, json)


def _write(write: Writes, ref: str, out: Path | None, called: str, actor: str, json: bool) -> None:
    path = out or Path(f"{course_ref(ref)}-{called}.pdf")
    with open_office() as office:
        pages = write(office, course_ref(ref), path, actor_of(actor))
    if json:
        print(as_json({"course": ref, "path": str(path), "pages": pages}))
    else:
        tell(f"{path}: {pages} sider.")
