"""`mentor corps incident …` and `supervision …`: what happened to mentors, and what they learned."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from cyclopts import Parameter

from adapters.as_json import as_json
from casework.corps.incidents import (
    enter_incident,
    enter_session,
    read_incident,
    read_sessions,
    settle_incident,
)
from casework.office import open_office
from deployments.cli.corps.options import AnyOfUs, By
from deployments.cli.danish_help import new_app
from deployments.cli.reading import actor_of, from_file, input_of
from deployments.printing import Json, show_object, show_rows, tell
from domain.corps.incidents import INCIDENTS
from domain.corps.supervision import SESSIONS

app = new_app()
incident = new_app("incident", "Hændelser: trusler, vold og ulykker, og hvad der blev gjort.")
supervision = new_app("supervision", "Supervision og sagsdrøftelse, adskilt fra sagerne.")
app.command(incident)
app.command(supervision)
LISTED = {
    "id": "Nr.",
    "mentor": "Mentor",
    "kind": "Hvad",
    "occurred_at": "Hvornår",
    "settled_at": "Fulgt op",
}
NONE, ALL_SETTLED = "Ingen hændelser er noteret.", "Alle hændelser er fulgt op."
SHOWN = {
    "mentor": "Mentor",
    "kind": "Hvad",
    "occurred_at": "Hvornår",
    "course": "Sag",
    "what": "Beskrivelse",
    "done": "Gjort",
}
HELD = {"id": "Nr.", "held_on": "Dag", "kind": "Hvad", "mentors": "Mentorer", "notes": "Noter"}
Number = Annotated[int, Parameter(help="Hændelsens nummer, som listen viser det.")]


@incident.command(name="add")
def add_incident(
    *,
    source: Annotated[str, from_file("JSON med mentor, occurred_at, kind og what; - for standard ind.")],
    actor: AnyOfUs,
    json: Json = False,
) -> None:
    """Notér en hændelse. Den forsegles; hører den til et forløb, slettes den med det."""
    with open_office() as office:
        number = enter_incident(office, input_of(source), actor_of(actor))
    if json:
        print(as_json({"id": number}))
    else:
        tell(f"Hændelse nr. {number} er noteret. Den er åben, til koordinatoren har fulgt op.")


@incident.command(name="list")
def list_incidents(
    *,
    unsettled: Annotated[
        bool, Parameter(name="--open", negative="", help="Kun dem, der mangler at blive fulgt op.")
    ] = False,
    json: Json = False,
) -> None:
    """Vis hændelserne uden, hvad der skete."""
    with open_office() as office:
        found = office.corps.incidents.all()
    rows = [asdict(line) for line in found if not (unsettled and line.settled_at)]
    if not json:
        rows = [row | {"kind": INCIDENTS[row["kind"]]} for row in rows]
    show_rows("Hændelser", rows, LISTED, json=json, empty=ALL_SETTLED if unsettled else NONE)


@incident.command(name="show")
def show_incident(number: Number, /, *, actor: By, json: Json = False) -> None:
    """Vis, hvad der skete. Beskyttede oplysninger."""
    with open_office() as office:
        found = asdict(read_incident(office, number, actor_of(actor)))
    show_object(found if json else found | {"kind": INCIDENTS[found["kind"]]}, SHOWN, json=json)


@incident.command(name="settle")
def settle(number: Number, /, *, actor: By) -> None:
    """Markér, at der er fulgt op på en hændelse."""
    with open_office() as office:
        settle_incident(office, number, actor_of(actor))
    tell(f"Hændelse nr. {number} er fulgt op.")


@supervision.command(name="add")
def add_session(
    *,
    source: Annotated[str, from_file("JSON med held_on, kind, mentors og notes; - for standard ind.")],
    actor: AnyOfUs,
    json: Json = False,
) -> None:
    """Notér supervision, sagsdrøftelse eller uddannelse. Uden sagsnummer og CPR-nummer."""
    with open_office() as office:
        number = enter_session(office, input_of(source), actor_of(actor))
    if json:
        print(as_json({"id": number}))
    else:
        tell(f"Noteret som nr. {number}.")


@supervision.command(name="list")
def list_sessions(*, actor: AnyOfUs, json: Json = False) -> None:
    """Vis supervisionen: alt for en koordinator, ens egen for en mentor."""
    with open_office() as office:
        sessions = read_sessions(office, actor_of(actor))
    rows = [asdict(kept.session) | {"id": kept.id} for kept in sessions]
    if not json:
        rows = [row | {"kind": SESSIONS[row["kind"]], "mentors": ", ".join(row["mentors"])} for row in rows]
    show_rows("Supervision", rows, HELD, json=json, empty="Ingen supervision er noteret.")
