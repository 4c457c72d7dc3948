"""`mentor corps caseload`, `waiting` and `rota`: who carries what, what waits, who is here when."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

from cyclopts import Parameter

from adapters.documents.danish import decimal_comma
from casework.corps.caseload import NOBODY, Carried, caseload, rota
from casework.corps.waiting import waiting_list
from casework.names import WAITING_REASONS
from casework.office import open_office
from deployments.cli.danish_help import new_app
from deployments.printing import Json, show_rows
from domain.corps.rota import Week
from domain.errors import InvalidInput, Problem
from domain.explain import WEEKDAYS, danish_date

app = new_app()
MOST_WEEKS = 26
CARRIED = {
    "mentor": "Mentor",
    "courses": "Forløb",
    "overdue": "Over frist",
    "due": "I dag",
    "capacity": "Timer",
    "hours_per_week": "Bevilget",
    "free": "Ledigt",
    "used_lately": "Brugt",
    "substitute": "Vikar nu",
}
WAITING = {
    "course": "Sag",
    "reason": "Hvorfor",
    "since": "Siden",
    "expected_on": "Ventes",
    "look_again_on": "Ses på",
}
NOT_TOLD = "ikke på ventelisten; jobcenteret har ikke fået besked"
ROTA = {
    "week": "Uge",
    "mentor": "Mentor",
    "away": "Fraværende",
    "covers": "Vikar",
    "capacity": "Timer",
    "granted": "Bevilget",
    "free": "Ledigt",
    "closed": "Lukket",
}


@app.command(name="caseload")
def caseload_(*, json: Json = False) -> None:
    """Vis, hvad hver mentor bærer: forløb, bevilgede og brugte timer, overskredne frister og ledig tid."""
    with open_office() as office:
        lines = caseload(office)
    rows = [asdict(line) if json else _carried(line) for line in lines]
    show_rows("Belastning: timer om ugen, og brugt i de seneste fire uger", rows, CARRIED, json=json)


@app.command(name="rota")
def rota_(
    *, weeks: Annotated[int, Parameter(help="Hvor mange uger frem (højst 26).")] = 2, json: Json = False
) -> None:
    """Vis vagtplanen uge for uge: hvem der er væk, hvem der er vikar, ledige timer og lukkedage."""
    if not 1 <= weeks <= MOST_WEEKS:
        problem = Problem("--weeks", "ligger uden for det tilladte", f"mindst 1 og højst {MOST_WEEKS}")
        raise InvalidInput("Vagtplan", (problem,))
    with open_office() as office:
        plan = rota(office, weeks)
    rows = [asdict(week) | {"free": week.free} if json else _week(week) for week in plan]
    empty = "Ingen profiler endnu. Indfør dem med: mentor corps enter --from FIL"
    show_rows("Vagtplan", rows, ROTA, json=json, empty=empty)


@app.command
def waiting(*, json: Json = False) -> None:
    """Vis forløb uden mentor, og hvad jobcenteret har fået at vide om det."""
    with open_office() as office:
        rows = [asdict(line) for line in waiting_list(office)]
    if not json:
        rows = [row | {"reason": WAITING_REASONS.get(str(row["reason"]), NOT_TOLD)} for row in rows]
    show_rows("Venter på en mentor", rows, WAITING, json=json, empty="Alle forløb har en mentor.")


def _carried(line: Carried) -> dict[str, object]:
    return asdict(line) | {
        "hours_per_week": decimal_comma(line.hours_per_week),
        "used_lately": decimal_comma(line.used_lately),
        "capacity": "" if line.capacity is None else decimal_comma(line.capacity),
        "free": "" if line.free is None else decimal_comma(line.free),
    }


def _week(week: Week) -> dict[str, object]:
    return {
        "week": week.monday.isocalendar().week,
        "mentor": week.mentor,
        "away": ", ".join(WEEKDAYS[day.weekday()] for day in week.away),
        "covers": ", ".join(person or NOBODY for person in week.covers),
        "capacity": decimal_comma(week.capacity),
        "granted": decimal_comma(week.granted),
        "free": decimal_comma(week.free),
        "closed": ", ".join(f"{danish_date(day)} ({name})" for day, name in week.closed),
    }
