"""A worry about a child, and what one has learnt of a crime: apart from every course, found by receipt alone.

Nothing here is kept as a draft, named in an address, or written on the course (docs/decisions/0079).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from fastapi import Response

from casework.confidential.confidential_keeping import kept_reports
from casework.confidential.confidential_post import send_now
from casework.confidential.reporting import (
    Receipt,
    RingInstead,
    decide_crime,
    entrusted,
    rang_instead,
    report_child,
    report_crime,
    standing,
)
from casework.names import PASSED_TO, REPORTS
from casework.office import Office
from domain.confidential import CrimeReport
from domain.errors import InvalidInput, Refused
from domain.values import Actor, Role
from portal.faults import status_of
from portal.forms.words import in_words
from portal.later import after
from portal.routing import COURSE, PROVIDERS, Pages
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
MANAGERS = frozenset({Role.MANAGER})
RECEIPT = "kvittering"
CHILD = ("concern", "children", "parents_told")
CRIME = ("facts", "manager")
DECISION = ("passed_to", "legal_basis", "note")
LABELS: Mapping[str, str] = {
    "concern": "Hvad er du bekymret for?",
    "children": "Hvem er barnet eller børnene?",
    "parents_told": "Hvad ved forældrene om underretningen?",
    "facts": "Hvad har du fået at vide?",
    "manager": "Hvilken leder skal tage stilling?",
    "passed_to": "Hvem gives oplysningen til?",
    "may_be_passed_on": "Må den gives videre?",
    "legal_basis": "Hjemmel for at give den videre",
    "note": "Bemærkning",
    "receipt": "Nummeret",
}
Reported = Callable[[Office, str, bytes, Actor], Receipt]
Faults = InvalidInput | Refused | RingInstead


@pages.get("/forloeb/{ref}/underretning", who=PROVIDERS, about=COURSE)
def child_page(visit: Visit, ref: str) -> Response:
    """What she is worried about; whose number to ring stands above it."""
    return _child(visit, ref)


@pages.post("/forloeb/{ref}/underretning", who=PROVIDERS, about=COURSE)
def child_reported(visit: Visit, ref: str) -> Response:
    """Send it to the municipality's intake at once. Where that cannot be, she is told to ring."""
    said: dict[str, Any] = {name: text for name in CHILD if (text := visit.text(name))}
    if visit.text("in_danger_now"):
        said["in_danger_now"] = True
    return _reported(visit, ref, report_child, said, _child)


@pages.get("/forloeb/{ref}/betro", who=PROVIDERS, about=COURSE)
def crime_page(visit: Visit, ref: str) -> Response:
    """What she has learnt, and which manager is to look at it."""
    return _crime(visit, ref)


@pages.post("/forloeb/{ref}/betro", who=PROVIDERS, about=COURSE)
def crime_reported(visit: Visit, ref: str) -> Response:
    """Entrust it to that manager, who alone can read it."""
    said = {name: text for name in CRIME if (text := visit.text(name))}
    return _reported(visit, ref, report_crime, said, _crime)


@pages.get("/kvittering", who=PROVIDERS)
def receipt_page(visit: Visit) -> Response:
    """Where the receipt is typed: it stands in no address."""
    return visit.page("confidential/receipt.html", told_of=None, receipt="", fault="")


@pages.post("/kvittering", who=PROVIDERS)
def looked_up(visit: Visit) -> Response:
    """How far it has come, or that she has rung instead; never what was written."""
    receipt, rang = visit.text(RECEIPT), bool(visit.text("ringet"))
    try:
        if rang:
            rang_instead(visit.office, receipt)
        told_of = standing(visit.office, receipt)
    except Refused as error:
        fault, status = in_words(error.message), status_of(error)[0]
        return visit.page(
            "confidential/receipt.html", status=status, told_of=None, receipt=receipt, fault=fault
        )
    return visit.page(
        "confidential/receipt.html", told_of=told_of, words=REPORTS, receipt=receipt, fault="", rang=rang
    )


@pages.get("/betroet", who=MANAGERS, nav="Betroet")
def kept(visit: Visit) -> Response:
    """What is kept, by number and day alone, and where the number of what she was entrusted with is typed."""
    return _kept(visit)


@pages.post("/betroet", who=MANAGERS)
def read(visit: Visit) -> Response:
    """What was entrusted to her, and her decision about it."""
    try:
        return _entrusted(visit, entrusted(visit.office, visit.text(RECEIPT), visit.actor))
    except Refused as error:
        return _kept(visit, error)


@pages.post("/betroet/afgoer", who=MANAGERS)
def decide(visit: Visit) -> Response:
    """What the check of confidentiality said, and to whom she passes it on by her own hand."""
    report = entrusted(visit.office, visit.text(RECEIPT), visit.actor)
    said: dict[str, Any] = {name: text for name in DECISION if (text := visit.text(name))}
    if answer := visit.text("may_be_passed_on"):
        said["may_be_passed_on"] = answer == "ja"
    try:
        decide_crime(visit.office, json.dumps({**said, "receipt": report.number}).encode(), visit.actor)
    except (InvalidInput, Refused) as error:
        return _entrusted(visit, report, error)
    return visit.go("/betroet", told="Din afgørelse er noteret. Skal oplysningen videre, giver du den selv.")


def _reported(
    visit: Visitor, ref: str, report: Reported, said: Mapping[str, Any], again: Callable[..., Response]
) -> Response:
    """The receipt is shown on this answer alone; what is due at once leaves when the answer is on its way."""
    try:
        receipt = report(visit.office, ref, json.dumps(said).encode(), visit.actor)
    except (InvalidInput, Refused, RingInstead) as error:
        return again(visit, ref, error)
    answer = visit.page("confidential/done.html", ref=ref, receipt=receipt)
    if receipt.sha256:
        after(answer, send_now, visit.office, receipt.row)
    return answer


def _child(visit: Visitor, ref: str, error: Faults | None = None) -> Response:
    intake = visit.office.partners.child_protection_of(visit.office.casebook.course(ref).controller)
    danger = bool(visit.text("in_danger_now"))
    return _asked(visit, "confidential/child.html", CHILD, error, ref=ref, intake=intake, danger=danger)


def _crime(visit: Visitor, ref: str, error: Faults | None = None) -> Response:
    managers = visit.office.staff.managers
    return _asked(visit, "confidential/crime.html", CRIME, error, ref=ref, managers=managers)


def _entrusted(visit: Visitor, report: CrimeReport, error: Faults | None = None) -> Response:
    return _asked(
        visit,
        "confidential/entrusted.html",
        DECISION,
        error,
        report=report,
        reporter=visit.office.staff.name_of(report.reporter.id),
        passed_to=PASSED_TO,
        may=visit.text("may_be_passed_on"),
    )


def _kept(visit: Visitor, error: Refused | None = None) -> Response:
    return visit.page(
        "confidential/kept.html",
        status=status_of(error)[0] if error else 200,
        lines=kept_reports(visit.office, visit.actor),
        fault=in_words(error.message) if error else "",
    )


def _asked(
    visit: Visitor, template: str, names: tuple[str, ...], error: Faults | None, **values: Any
) -> Response:
    problems = error.problems if isinstance(error, InvalidInput) else ()
    return visit.page(
        template,
        status=status_of(error)[0] if error else 200,
        typed={name: visit.text(name) for name in names},
        labels=LABELS,
        problems={one.field: f"{one.wrong}: {one.cure}" for one in problems},
        fault=in_words(error.message) if error is not None and not problems else "",
        **values,
    )
