"""`mentor crl …`: the revocation lists that say which certificates no longer count."""

from __future__ import annotations

import asyncio

from casework.office import open_office
from casework.revocation import refresh_lists
from deployments.cli.danish_help import new_app
from deployments.cli.faults import tell_error
from deployments.printing import Json, as_json, tell

app = new_app()
crl = new_app("crl", "Spærrelister: hent dem igen, så ingen mail bedømmes efter en for gammel.")
app.command(crl)


@crl.command
def refresh(*, json: Json = False) -> int:
    """Hent alle spærrelister fra de adresser, certifikaterne og mentor.toml nævner, og efterprøv dem."""
    with open_office() as office:
        result = asyncio.run(refresh_lists(office))
    if json:
        facts = {"new": result.new, "unchanged": result.unchanged, "failed": len(result.problems)}
        print(as_json(facts))
    else:
        tell(f"Nye spærrelister: {result.new}. Uændrede: {result.unchanged}. Fejl: {len(result.problems)}.")
    for problem in result.problems:
        tell_error(problem)
    return result.problems[0].exit_code if result.problems else 0
