"""`mentor corps lieu …`: time off in lieu (afspadsering) as a ledger."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal, InvalidOperation
from typing import Annotated

from cyclopts import Parameter

from adapters.as_json import as_json
from adapters.documents.danish import decimal_comma
from casework.corps.lieu import balances, enter_lieu
from casework.office import open_office
from deployments.cli.corps.options import By, Mentor, day_of, staff_id
from deployments.cli.danish_help import new_app
from deployments.cli.reading import actor_of
from deployments.printing import Json, show_rows, tell
from domain.corps.lieu import LieuHours
from domain.errors import InvalidInput, Problem

app = new_app()
lieu = new_app("lieu", "Afspadsering: optjente og afholdte timer.")
app.command(lieu)
COLUMNS = {"mentor": "Mentor", "earned": "Optjent", "taken": "Afholdt", "left": "Tilbage"}


@lieu.command(name="list")
def list_(*, json: Json = False) -> None:
    """Vis hver mentors optjente, afholdte og resterende timer."""
    with open_office() as office:
        lines = balances(office)
    rows = [asdict(line) for line in lines]
    if not json:
        rows = [
            {key: decimal_comma(value) if isinstance(value, Decimal) else value for key, value in row.items()}
            for row in rows
        ]
    show_rows("Afspadsering", rows, COLUMNS, json=json, empty="Ingen timer er indført.")


@lieu.command
def add(
    mentor: Mentor,
    /,
    *,
    on: Annotated[str, Parameter(help="Dagen, fx 2026-03-02.")],
    earned: Annotated[str | None, Parameter(help="Optjente timer, fx 2.5.")] = None,
    taken: Annotated[str | None, Parameter(help="Afholdte timer, fx 4.")] = None,
    actor: By,
    json: Json = False,
) -> None:
    """Indfør optjente eller afholdte timer. En fejl rettes med en linje den anden vej."""
    if (earned is None) == (taken is None):
        problem = Problem(
            "--earned", "eller --taken mangler, eller begge er skrevet", "skriv netop én af dem"
        )
        raise InvalidInput("Afspadsering", (problem,))
    line = LieuHours(
        mentor=staff_id(mentor, "mentor"),
        on=day_of(on, "--on"),
        kind="earned" if earned is not None else "taken",
        hours=_hours(earned or taken or ""),
    )
    with open_office() as office:
        left = enter_lieu(office, line, actor_of(actor))
    if json:
        print(as_json({"mentor": line.mentor, "left": left}))
    else:
        tell(f"Indført. {line.mentor} har {decimal_comma(left)} timer tilbage.")


def _hours(text: str) -> Decimal:
    try:
        hours = Decimal(text.replace(",", "."))
    except InvalidOperation:
        hours = Decimal("NaN")
    if not hours.is_finite():
        raise InvalidInput("Afspadsering", (Problem("timer", "er ikke et tal", "skriv det som 2.5"),))
    return hours
