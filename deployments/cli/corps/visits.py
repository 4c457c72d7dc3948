"""`mentor corps visit …`: visits alone, and who has not been heard from."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from cyclopts import Parameter

from adapters.as_json import as_json
from casework.corps.visits import come_back, plan_visit, read_place, read_risk
from casework.office import open_office
from deployments.cli.corps.options import AnyOfUs, staff_id
from deployments.cli.danish_help import new_app
from deployments.cli.reading import CourseRef, actor_of, course_ref, from_file, input_of
from deployments.printing import Json, show_rows, tell
from domain.calendar import local
from domain.corps.visits import Visit

app = new_app()
visit = new_app("visit", "Besøg, en mentor er på alene: planlæg, meld tilbage, se hvem der er ude.")
app.command(visit)
COLUMNS = {
    "id": "Nr.",
    "course": "Sag",
    "mentor": "Mentor",
    "starts_at": "Fra",
    "ends_at": "Tilbage",
    "state": "Status",
}
Number = Annotated[int, Parameter(help="Besøgets nummer, som listen viser det.")]


@visit.command
def plan(
    ref: CourseRef,
    /,
    *,
    mentor: Annotated[str, Parameter(help="Mentorens id; udeladt: den, der handler.")] = "",
    source: Annotated[str, from_file("JSON med starts_at, ends_at og place; - for standard ind.")],
    actor: AnyOfUs,
    json: Json = False,
) -> None:
    """Planlæg et besøg, mentoren er alene på. Er hun ikke meldt tilbage i tide, får koordinatoren besked."""
    who = actor_of(actor)
    with open_office() as office:
        given = input_of(source)
        number, planned = plan_visit(
            office, course_ref(ref), staff_id(mentor, "--mentor") or who.id, given, who
        )
    if json:
        print(as_json({"id": number, "alarm_at": planned.alarm_at}))
    else:
        at = f"{local(planned.alarm_at):%Y-%m-%d kl. %H.%M}"
        tell(f"Besøg nr. {number}. Meld tilbage med: mentor corps visit back {number}")
        tell(f"Er det ikke sket {at}, får koordinatoren besked.")


@visit.command
def back(number: Number, /, *, actor: AnyOfUs) -> None:
    """Meld, at mentoren er tilbage fra et besøg."""
    who = actor_of(actor)
    with open_office() as office:
        come_back(office, number, who)
    tell(f"Besøg nr. {number}: meldt tilbage.")


@visit.command(name="list")
def list_(*, json: Json = False) -> None:
    """Vis alle, der er på besøg alene eller skal det, og hvem der ikke er hørt fra."""
    with open_office() as office:
        visits, now = office.corps.visits.out(), office.now
    rows = [asdict(one) | {"state": _state(one, late=one.alarm_at <= now)} for one in visits]
    show_rows("Besøg alene", rows, COLUMNS, json=json, empty="Ingen er på besøg alene.")


@visit.command
def place(number: Number, /, *, actor: AnyOfUs, json: Json = False) -> None:
    """Vis, hvor et besøg er, når mentoren skal findes."""
    who = actor_of(actor)
    with open_office() as office:
        found = read_place(office, number, who)
    if json:
        print(as_json({"id": number, "place": found}))
    else:
        tell(found)


@visit.command
def risk(ref: CourseRef, /, *, actor: AnyOfUs, json: Json = False) -> None:
    """Vis, hvad henvisningen siger om risiko ved besøg. Beskyttede oplysninger."""
    who = actor_of(actor)
    with open_office() as office:
        found = read_risk(office, course_ref(ref), who)
    if json:
        print(as_json({"course": ref, "risk": found}))
    else:
        tell(found or "Henvisningen nævner ingen risiko.")


def _state(one: Visit, *, late: bool) -> str:
    if one.missed_at:
        return "ikke hørt fra; koordinatoren har fået besked"
    return "ikke hørt fra" if late else "planlagt eller ude"
