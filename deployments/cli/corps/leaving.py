"""`mentor corps leave`: a mentor stops, and all her courses are handed over."""

from __future__ import annotations

import json as encoder
from dataclasses import asdict
from typing import Annotated

from cyclopts import Parameter

from adapters.as_json import as_json
from casework.corps.leaving import Left, draft, leave
from casework.office import open_office
from deployments.cli.corps.options import By, Mentor, day_of, staff_id
from deployments.cli.danish_help import new_app
from deployments.cli.reading import actor_of, from_file, input_of
from deployments.printing import Json, tell
from domain.errors import Conflict

app = new_app()
Source = Annotated[str, from_file("JSON-liste med course, mentor, cover og handover; - for standard ind.")]


@app.command(name="leave")
def leave_(
    mentor: Mentor,
    /,
    *,
    source: Source,
    last: Annotated[str | None, Parameter(help="Hendes sidste dag, fx 2026-03-31.")] = None,
    actor: By,
    json: Json = False,
) -> int:
    """Overdrag alle en mentors forløb. Alt kontrolleres først; er noget galt i filen, overdrages intet."""
    last_on = day_of(last, "--last") if last else None
    with open_office() as office:
        left = leave(office, staff_id(mentor, "mentor"), input_of(source), actor_of(actor), last_on)
    if json:
        print(as_json(asdict(left)))
    else:
        _tell(left)
    return Conflict.exit_code if left.failed else 0


@app.command(name="leave-draft")
def leave_draft(mentor: Mentor, /) -> None:
    """Skriv en fil at begynde på: hvert forløb med den mentor, der passer bedst. Overdragelserne mangler."""
    with open_office() as office:
        print(encoder.dumps(draft(office, staff_id(mentor, "mentor")), ensure_ascii=False, indent=2))


def _tell(left: Left) -> None:
    tell(f"Overdraget: {', '.join(left.moved) or 'ingen'}.")
    if left.already:
        tell(f"Var overdraget i forvejen: {', '.join(left.already)}.")
    for ref, code in left.failed:
        tell(f"IKKE overdraget: {ref} ({code}). Se forløbet, og kør så samme fil igen.")
    if left.overfull:
        tell(f"Har nu flere bevilgede timer, end de har tid til: {', '.join(left.overfull)}.")
    if left.covers:
        tell(f"Står stadig som vikar på: {', '.join(left.covers)}.")
