"""Who is away, who stands in, and the courses on which nobody does. Never why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from fastapi import Response

from casework.corps.absences import days_uncovered, end_absence, enter_absence
from casework.corps.readiness import today
from casework.corps.touched import AbsencePreview, preview_absence, without_cover
from domain.corps.absence import Absence
from domain.errors import InvalidInput, Problem, Refused
from portal.faults import status_of
from portal.forms.words import in_words
from portal.routing import COORDINATORS, Pages
from portal.typed_numbers import Number
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
LABELS: Mapping[str, str] = {
    "person": "Hvem er væk",
    "substitute": "Vikar",
    "starts_on": "Første dag",
    "ends_on": "Sidste dag",
}


@pages.get("/fravaer", who=COORDINATORS, nav="Fravær")
def absences(visit: Visit) -> Response:
    """Who is away now and later, and the courses without anybody."""
    return _shown(visit)


@pages.post("/fravaer/se", who=COORDINATORS)
def look(visit: Visit) -> Response:
    """Whose courses an absence would touch; nothing is entered yet."""
    try:
        absence = _typed(visit)
        preview = preview_absence(visit.office, absence, visit.account)
    except (InvalidInput, Refused) as error:
        return _shown(visit, error)
    return _previewed(visit, absence, preview)


@pages.post("/fravaer/indfoer", who=COORDINATORS)
def enter(visit: Visit) -> Response:
    """Enter what was looked at."""
    try:
        entered = enter_absence(visit.office, _typed(visit), visit.actor)
    except (InvalidInput, Refused) as error:
        return _shown(visit, error)
    return visit.go("/fravaer", told=f"Fravær nr. {entered.absence.id} er indført.")


@pages.post("/fravaer/{number}/slut", who=COORDINATORS)
def end(visit: Visit, number: Number) -> Response:
    """Say when an absence ends; before its first day it does not count at all."""
    try:
        ended = end_absence(visit.office, number, _day(visit, "sidste"), visit.actor)
    except (InvalidInput, Refused) as error:
        return _shown(visit, error)
    told = f"{ended.words}." if ended else "gælder ikke mere."
    return visit.go("/fravaer", told=f"Fravær nr. {number}: {told}")


def _typed(visit: Visitor) -> Absence:
    """The absence as it was typed. Raises InvalidInput naming every field that cannot be used."""
    problems = tuple(_problems(visit))
    if problems:
        raise InvalidInput("Fravær", problems)
    return Absence(
        person=visit.text("person"),
        substitute=visit.text("substitute"),
        starts_on=_day(visit, "starts_on"),
        ends_on=_day(visit, "ends_on") if visit.text("ends_on") else None,
    )


def _problems(visit: Visitor) -> Iterator[Problem]:
    if not visit.text("person"):
        yield Problem("person", "mangler", "vælg, hvem der er væk")
    for name in ("starts_on", "ends_on"):
        if (visit.text(name) or name == "starts_on") and _as_day(visit.text(name)) is None:
            yield Problem(name, "er ikke en dato", "skriv den som 2026-03-02")


def _day(visit: Visitor, name: str) -> date:
    day = _as_day(visit.text(name))
    if day is None:
        raise InvalidInput("Fravær", (Problem(name, "er ikke en dato", "skriv den som 2026-03-02"),))
    return day


def _as_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _previewed(visit: Visitor, absence: Absence, preview: AbsencePreview) -> Response:
    values: dict[str, Any] = {"absence": absence, "preview": preview, "names": _names(visit)}
    return visit.page("absence/preview.html", **values)


def _shown(visit: Visitor, error: InvalidInput | Refused | None = None) -> Response:
    office, day = visit.office, today(visit.office)
    known = office.corps.absences.all()
    coming = [one for one in known if one.ends_on is None or one.ends_on >= day]
    problems = error.problems if isinstance(error, InvalidInput) else ()
    values: dict[str, Any] = {
        "coming": [(one, day in one, days_uncovered(office, one)) for one in coming],
        "past": [one for one in known if one not in coming],
        "uncovered": without_cover(office, visit.account),
        "people": (("Mentorer", office.staff.mentors), ("Koordinatorer", office.staff.coordinators)),
        "names": _names(visit),
        "labels": LABELS,
        "problems": {one.field: f"{one.wrong}: {one.cure}" for one in problems},
        "fault": in_words(error.message) if isinstance(error, Refused) else "",
        "typed": {name: visit.text(name) for name in LABELS},
    }
    return visit.page("absence/list.html", status=status_of(error)[0] if error else 200, **values)


def _names(visit: Visitor) -> dict[str, str]:
    staff = visit.office.staff
    return {one.id: one.name for one in (*staff.coordinators, *staff.mentors)}
