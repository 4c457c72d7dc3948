"""`mentor programme …`: check a file, list what is installed, read a programme, and compare two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from adapters.as_json import as_json
from adapters.clock import Clock
from adapters.programme_check import Checked
from adapters.settings import find_home
from adapters.templates import initial
from casework.history.task_matrix import task_matrix
from casework.office import open_office
from casework.programmes import migrating, shelf
from casework.programmes.comparing import differences
from casework.programmes.telling import tell_programme
from deployments.cli.corps.options import day_of
from deployments.cli.danish_help import new_app
from deployments.cli.reading import actor_of
from deployments.printing import Json, console, show_rows, tell
from domain.calendar import local_day
from domain.errors import Conflict, InvalidInput, Problem
from domain.programme import Programme

programme = new_app("programme")

LISTED = {
    "key": "Program",
    "version": "Version",
    "name": "Navn",
    "valid_from": "Fra",
    "valid_to": "Til",
    "in_force": "I kraft",
    "applies_to": "Forløb",
}
MOVED = {"ref": "Sag", "duty": "Frist", "before": "Før", "after": "Efter", "why": "Hvorfor"}
HOLDS_FOR = {"new_grants": "", "running": "også løbende"}
TASKS = {
    "task": "Opgave",
    "may": "Må mentor",
    "law": "Lov",
    "code": "Kort navn",
}
MORE_LATER = (
    "Det, der hænger sammen på tværs af nøglerne, kan først ses efter til bunds, når fejlene er rettet. "
    "Kør kontrollen igen bagefter."
)
COMPARED = {"key": "Nøgle", "before": "Før", "after": "Efter"}


@programme.command
def check(
    *files: Annotated[Path, Parameter(help="Programfiler; uden nogen ses de installerede efter.")],
    json: Json = False,
) -> int:
    """Forklar hver fejl i en programfil med linje, nøgle og råd, og nævn, hvad der bør ses på."""
    found = shelf.checked(files)
    for one in found:
        if json:
            print(as_json(_as_row(one)))
        else:
            _tell_checked(one)
    return InvalidInput.exit_code if any(one.mistakes for one in found) else 0


def _as_row(one: Checked) -> dict[str, object]:
    return {
        "file": one.file,
        "ok": not one.mistakes,
        "unread": one.unread,
        "mistakes": [asdict(problem) for problem in one.mistakes],
        "remarks": [asdict(problem) for problem in one.remarks],
    }


def _tell_checked(one: Checked) -> None:
    console.print("[red]✗[/red] " if one.mistakes else "[green]✓[/green] ", end="")
    tell(f"{one.file}: {'kan ikke bruges' if one.mistakes else 'i orden'}")
    for problem in one.mistakes:
        tell(f"    {problem}")
    if one.unread:
        tell(f"    {MORE_LATER}")
    for problem in one.remarks:
        tell(f"    bemærk: {problem}")


@programme.command(name="list")
def list_programmes(*, json: Json = False) -> None:
    """Vis de installerede programmer med hver version, og hvilken der er i kraft i dag."""
    programmes = shelf.installed()
    rows = [_listed(one, programmes.on(one.key, _today())) for one in programmes.all()]
    if not json:
        rows = [
            row
            | {"in_force": "ja" if row["in_force"] else "", "applies_to": HOLDS_FOR[str(row["applies_to"])]}
            for row in rows
        ]
    show_rows("Programmer", rows, LISTED, json=json)


def _listed(one: Programme, current: Programme) -> dict[str, object]:
    in_force = one is current and one.applies_on(_today())
    return {name: getattr(one, name) for name in LISTED if name != "in_force"} | {"in_force": in_force}


@programme.command
def show(
    name: Annotated[str, Parameter(help="Programmets korte navn, fx viborg, eller en fil.")],
    /,
    *,
    version: Annotated[str, Parameter(help="Versionen, fx 2026-1; ellers den, der er i kraft.")] = "",
    on: Annotated[str | None, Parameter(help="Den dag, der spørges om, fx 2026-07-01.")] = None,
    json: Json = False,
) -> None:
    """Vis et program, som et menneske ville læse det: én sætning for hver nøgle."""
    day = _today() if on is None else day_of(on, "--on")
    found = shelf.chosen(f"{name}@{version}" if version else name, day)
    told = tell_programme(found)
    if json:
        for one in told:
            print(as_json(one))
        return
    tell(f"{found.name} ({found.key}, version {found.version})")
    for heading in dict.fromkeys(one.heading for one in told):
        tell(f"\n{initial(heading)}")
        for one in told:
            if one.heading == heading:
                tell(f"  {one.sentence}")


@programme.command
def tasks(
    name: Annotated[str, Parameter(help="Programmets korte navn, fx viborg, eller en fil.")],
    /,
    *,
    version: Annotated[str, Parameter(help="Versionen, fx 2026-1; ellers den, der er i kraft.")] = "",
    json: Json = False,
) -> None:
    """Vis programmets opgaver: hvad en mentor må og ikke må, efter hvilken lov, og reglen, der siger det."""
    found = shelf.chosen(f"{name}@{version}" if version else name, _today())
    rows = [asdict(row) for row in task_matrix(found)]
    if json or not rows:
        show_rows("", rows, {}, json=json, empty="Programmet har intet katalog over opgaver.")
        return
    tell(f"Opgaver i {found.name} ({found.key}, version {found.version})")
    for area in dict.fromkeys(row["area"] for row in rows):
        here = [row | {"may": _may(row)} for row in rows if row["area"] == area]
        show_rows(initial(str(area)), here, TASKS, json=False)
    for rule, sentence in found.task_rules.items():
        tell(f"{rule}: {sentence}")


def _may(row: Mapping[str, str]) -> str:
    return f"{row['may']} ({row['rule']})" if row["rule"] else row["may"]


@programme.command
def diff(
    before: Annotated[str, Parameter(help="En fil, et program som viborg@2026-1, eller blot viborg.")],
    after: Annotated[str, Parameter(help="Det samme for det, der sammenlignes med.")],
    /,
    *,
    json: Json = False,
) -> None:
    """Vis, hvad der er forskelligt mellem to programmer eller to versioner, nøgle for nøgle."""
    found = differences(shelf.chosen(before, _today()), shelf.chosen(after, _today()))
    rows = [asdict(one) for one in found]
    show_rows("Forskelle", rows, COMPARED, json=json, empty="Der er ingen forskel.")


@programme.command
def migrate(
    *,
    source: Annotated[str, Parameter(name="--from", help="Versionen, forløbene følger, fx viborg@2026-1.")],
    target: Annotated[str, Parameter(name="--to", help="Versionen, de skal følge, fx viborg@2026-2.")],
    controller: Annotated[str, Parameter(help="Kun denne kommunes forløb.")] = "",
    dry_run: Annotated[bool, Parameter(negative="", help="Vis, hvad der ville ske; intet ændres.")] = False,
    apply: Annotated[bool, Parameter(negative="", help="Flyt forløbene.")] = False,
    actor: Annotated[str, Parameter(name="--as", help="Hvem der flytter dem; kræves med --apply.")] = "",
    json: Json = False,
) -> int:
    """Vis, hvad en anden version af programmet ville ændre for hvert løbende forløb, eller flyt forløbene."""
    if dry_run == apply:
        problem = Problem("--dry-run", "eller --apply mangler, eller begge står der", "skriv præcis den ene")
        raise InvalidInput("migrate", (problem,))
    with open_office() as office:
        moves = migrating.planned(office, source, target, controller)
        if apply:
            moves = migrating.applied(office, moves, target, actor_of(actor))
    rows = [row for move in moves for row in _rows_of(move)]
    show_rows("Ændrede frister", rows, MOVED, json=json, empty="Ingen løbende forløb følger den version.")
    if not json and moves:
        tell(f"{len(moves)} forløb {'er flyttet' if apply else 'ville blive flyttet'}.")
    return Conflict.exit_code if any(move.problem for move in moves) else 0


def _rows_of(move: migrating.Move) -> list[dict[str, object]]:
    """One row for each deadline that changes; a course without any still has its line."""
    if move.problem or not move.deadlines:
        told = move.problem or "ingen frister ændres"
        return [{"ref": move.ref, "timer": "", "duty": "", "before": None, "after": None, "why": told}]
    return [{"ref": move.ref} | asdict(deadline) for deadline in move.deadlines]


def _today() -> date:
    return local_day(Clock(find_home()).now())
