"""`mentor corps goals`: what the corps has reached of its measurable goals."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from adapters.templates import counted
from casework.corps.goals import Reached, corps_goals
from casework.corps.readiness import today
from casework.office import Office, open_office
from deployments.cli.corps.options import day_of
from deployments.cli.danish_help import new_app
from deployments.printing import Json, show_rows, tell
from domain.corps.measures import DEFINITIONS, NAMES, Measure
from domain.explain import danish_date
from domain.values import Span

app = new_app()
REACHED = {
    "programme": "Program",
    "measure": "Mål",
    "target": "Mindst",
    "percent": "Nået",
    "met": "Heraf",
    "counted": "Talt med",
    "unknown": "Ukendt",
}
From = Annotated[str, Parameter(name="--from", help="Periodens første dag (ellers årets første).")]
To = Annotated[str, Parameter(name="--to", help="Periodens sidste dag (ellers i dag).")]


@app.command
def goals(
    *,
    first: From = "",
    last: To = "",
    controller: Annotated[str, Parameter(help="Kun denne kommunes forløb.")] = "",
    json: Json = False,
) -> None:
    """Vis, hvad korpset har nået af sine målbare mål: kun antal, aldrig hvem."""
    with open_office() as office:
        span = _span(office, first, last)
        found = corps_goals(office, span, controller)
    about = {"controller": controller, "from": span.starts_on, "to": span.ends_on}
    rows = [_exported(one, about) if json else _shown(one) for one in found]
    title = f"Korpsets mål {danish_date(span.starts_on)} – {danish_date(span.ends_on)}"
    show_rows(title, rows, REACHED, json=json, empty="Der er ingen forløb endnu.")
    if not json:
        _explain(found)


def _span(office: Office, first: str, last: str) -> Span:
    ends_on = day_of(last, "--to") if last else today(office)
    return Span(day_of(first, "--from") if first else ends_on.replace(month=1, day=1), ends_on)


def _exported(one: Reached, about: dict[str, object]) -> dict[str, object]:
    return {"programme": one.programme, **about, **one.handed_on()}


def _shown(one: Reached) -> dict[str, object]:
    tally = one.tally
    return {
        "programme": one.programme,
        "measure": NAMES[one.measure],
        "target": _percent(one.target),
        "percent": _percent(tally.percent),
        "met": tally.met,
        "counted": tally.counted,
        "unknown": tally.unknown,
    }


def _percent(share: int | None) -> str:
    return "" if share is None else f"{share} %"


def _explain(found: list[Reached]) -> None:
    """How each figure is counted, and what cannot be counted any more."""
    for measure in Measure if found else ():
        tell(f"{NAMES[measure]}: {DEFINITIONS[measure]}.")
    for programme, erased in sorted({(one.programme, one.erased) for one in found if one.erased}):
        tell(f"{programme}: {counted(erased, 'slettet sag', 'slettede sager')} er ikke med.")
