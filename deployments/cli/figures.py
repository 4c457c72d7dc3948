"""`mentor figures`: the key figures of a period, as the portal shows them, and a quarter to hand on."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from casework.key_figures.handing_on import as_csv, tables
from casework.key_figures.keeping import count_anew, keep_all_figures
from casework.key_figures.reporting import Report, report
from casework.key_figures.sums import Choice
from casework.key_figures.words import changed, rests_on, shown
from casework.office import open_office
from casework.private_files import write_private
from deployments.cli.danish_help import new_app
from deployments.printing import Json, show_rows, tell
from domain.calendar import local_day
from domain.figures.periods import QUARTER, Period

figures = new_app("figures")
COLUMNS = {"name": "Tal", "now": "Nu", "of": "Ud af", "before": "Før", "change": "Ændring"}
PeriodOption = Annotated[str, Parameter(name="--period", help="2026-03, 2026-K1 eller 2026.")]


@figures.default
def show(
    *,
    period: PeriodOption = "",
    controller: Annotated[str, Parameter(help="Kun denne kommunes forløb.")] = "",
    programme: Annotated[str, Parameter(help="Kun dette programs forløb.")] = "",
    json: Json = False,
) -> None:
    """Vis en periodes nøgletal ved siden af perioden før (ellers det sidste hele kvartal)."""
    with open_office() as office:
        keep_all_figures(office)
        chosen = Period.read(period) if period else Period.last_full(QUARTER, local_day(office.now))
        found = report(office, chosen, Choice(controller, programme))
    rows = _plain(found) if json else _shown(found)
    empty = "Der er ikke noget at tælle i perioden."
    show_rows(f"Nøgletal, {chosen.name}", rows, COLUMNS, json=json, empty=empty)


@figures.command
def export(
    *,
    period: PeriodOption,
    csv: Annotated[Path, Parameter(help="Fil til et regneark, kun læselig for dig.")],
) -> None:
    """Skriv et kvartals antal til en fil, der kan gives videre: små antal er skjult."""
    with open_office() as office:
        keep_all_figures(office)
        chosen = Period.read(period)
        write_private(csv, as_csv(chosen, tables(office, chosen)))
    tell(f"Skrevet: {csv}")


@figures.command
def recount() -> None:
    """Tæl alle forløb forfra fra deres hændelser."""
    with open_office() as office:
        tell(f"Talt forfra: {count_anew(office)} forløb.")


def _shown(found: Report) -> list[dict[str, object]]:
    return [
        {
            "name": row.definition.name,
            "now": shown(row.now, row.definition.unit),
            "of": rests_on(row.now),
            "before": shown(row.before, row.definition.unit),
            "change": changed(row.now, row.before, row.definition.unit),
        }
        for row in found.rows
        if not found.is_empty
    ]


def _plain(found: Report) -> list[dict[str, object]]:
    return [
        {
            "key": row.definition.key,
            "name": row.definition.name,
            "unit": row.definition.unit.value,
            "definition": row.definition.counts,
            "source": row.definition.source,
            "period": str(found.period),
            "now": row.now.number,
            "of": row.now.of,
            "unknown": row.now.unknown,
            "before": row.before.number,
        }
        for row in found.rows
    ]
