"""`mentor deadlines …`: counting the open deadlines again when the working days have changed."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from cyclopts import Parameter

from casework.office import open_office
from casework.reprojecting import move, would_move
from deployments.cli.danish_help import new_app
from deployments.cli.reading import actor_of
from deployments.printing import Json, show_rows
from domain.errors import InvalidInput, Problem

deadlines = new_app("deadlines")
HEADINGS = {"ref": "Sag", "duty": "Frist", "before": "Før", "after": "Nu", "why": "Hvorfor"}


@deadlines.command
def reproject(
    *,
    dry_run: Annotated[
        bool, Parameter(negative="", help="Vis kun, hvad der ville flytte sig (sker også uden tilvalg).")
    ] = False,
    apply: Annotated[bool, Parameter(negative="", help="Notér de nye frister på hvert forløb.")] = False,
    actor: Annotated[str, Parameter(name="--as", help="Hvem der gør det, fx coordinator:kirsten.")] = "",
    json: Json = False,
) -> None:
    """Regn åbne frister om efter de lukkedage, der gælder nu. Bevillingens slutdato flytter sig aldrig."""
    _must_be_one(dry_run=dry_run, apply=apply)
    with open_office() as office:
        rows = [asdict(moved) for moved in (move(office, actor_of(actor)) if apply else would_move(office))]
    title = "Flyttede frister" if apply else "Frister, der ville flytte sig"
    show_rows(title, rows, HEADINGS, json=json, empty="Alle frister ligger, hvor de skal.")


def _must_be_one(*, dry_run: bool, apply: bool) -> None:
    if dry_run and apply:
        problem = Problem("--dry-run", "kan ikke bruges sammen med --apply", "vælg det ene")
        raise InvalidInput("Frister", (problem,))
