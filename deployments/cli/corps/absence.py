"""`mentor corps absence …`: who is away, and who stands in. Never why."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from adapters.as_json import as_json
from casework.corps.absences import end_absence, enter_absence
from casework.office import open_office
from deployments.cli.corps.options import By, day_of, staff_id
from deployments.cli.danish_help import new_app
from deployments.cli.reading import actor_of
from deployments.printing import Json, show_rows, tell
from domain.corps.absence import Absence
from domain.explain import danish_date

app = new_app()
absence = new_app("absence", "Fravær og vikarer: indfør, vis og afslut. Aldrig hvorfor nogen er væk.")
app.command(absence)
COLUMNS = {
    "id": "Nr.",
    "person": "Hvem",
    "starts_on": "Fra",
    "ends_on": "Til og med",
    "substitute": "Vikar",
}
Last = Annotated[str | None, Parameter(help="Sidste dag, fx 2026-03-06; udeladt: indtil videre.")]


@absence.command
def add(
    person: Annotated[str, Parameter(help="Mentorens eller koordinatorens id, fx amira.")],
    /,
    *,
    first: Annotated[str, Parameter(help="Første dag, fx 2026-03-02.")],
    last: Last = None,
    substitute: Annotated[str, Parameter(help="Vikarens id; udeladt: koordinatoren får beskederne.")] = "",
    actor: By,
    json: Json = False,
) -> None:
    """Indfør, at nogen er væk. I den tid får vikaren påmindelser og rykkere; det går tilbage af sig selv."""
    new = Absence(
        person=staff_id(person, "person"),
        substitute=staff_id(substitute, "--substitute"),
        starts_on=day_of(first, "--first"),
        ends_on=day_of(last, "--last") if last else None,
    )
    with open_office() as office:
        entered = enter_absence(office, new, actor_of(actor))
    if json:
        print(as_json(_row(entered.absence) | {"uncovered": list(entered.uncovered)}))
        return
    tell(f"Fravær nr. {entered.absence.id} er indført: {entered.absence.words}.")
    if entered.uncovered:
        days = ", ".join(danish_date(day) for day in entered.uncovered)
        tell(f"Ingen er vikar: {days}. Da får koordinatoren beskederne, undtagen hvor forløbet har sin egen.")


@absence.command(name="list")
def list_(*, json: Json = False) -> None:
    """Vis alt fravær, der er indført."""
    with open_office() as office:
        rows = [_row(one) for one in office.corps.absences.all()]
    show_rows("Fravær", rows, COLUMNS, json=json, empty="Intet fravær er indført.")


@absence.command
def end(
    number: Annotated[int, Parameter(help="Fraværets nummer, som listen viser det.")],
    /,
    *,
    last: Annotated[str, Parameter(help="Den sidste fraværsdag; ligger den før den første, slettes det.")],
    actor: By,
    json: Json = False,
) -> None:
    """Ret, hvornår et fravær slutter: før eller senere end ventet."""
    with open_office() as office:
        ended = end_absence(office, number, day_of(last, "--last"), actor_of(actor))
    if json:
        print(as_json({"id": number, "ends_on": ended.ends_on if ended else None, "withdrawn": not ended}))
    else:
        tell(f"Fravær nr. {number}: {ended.words}." if ended else f"Fravær nr. {number} gælder ikke mere.")


def _row(one: Absence) -> dict[str, object]:
    return {name: getattr(one, name) for name in COLUMNS}
