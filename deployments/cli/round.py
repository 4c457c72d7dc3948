"""`mentor round`: the round by command, without Prefect."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from casework.office import open_office
from casework.rounds import pass_round
from deployments.cli.reading import instant_of
from deployments.printing import Json, show_rows

ROUND = {"ref": "Sag", "state": "Resultat", "events": "Hændelser"}


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
