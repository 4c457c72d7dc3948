"""The citizen's right to see her file: the request's days, what is left out, the draft, the answer."""

from __future__ import annotations

import json
from typing import Any

from fastapi import Response

from casework.desks.access_desk import access_desk
from casework.names import WHY_LEFT_OUT
from casework.whole_case.drafting import send_draft
from casework.whole_case.export import packed_case
from casework.whole_case.marking import mark
from domain.errors import InvalidInput, MentorError, Refused
from domain.values import CODE_PATTERN
from portal.errors import NothingHere
from portal.faults import status_of
from portal.forms.doing import do, form_of
from portal.forms.fixed import with_fixed
from portal.forms.form import Form
from portal.forms.words import in_words
from portal.routing import COORDINATORS, COURSE, Pages
from portal.typed_numbers import number_typed
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
SETTLE = "SettleMatter"
LABELS = {
    "words": "Ordene",
    "event": "Hændelsens nummer",
    "mail": "Mailens nummer",
    "number": "Bilagets nummer",
}


@pages.get("/forloeb/{ref}/indsigt", who=COORDINATORS, about=COURSE)
def requests(visit: Visit, ref: str) -> Response:
    """The open requests, what an export leaves out, and the draft. Seeing the marks is a reading."""
    return _shown(visit, ref)


@pages.post("/forloeb/{ref}/indsigt/udelad", who=COORDINATORS, about=COURSE)
def leave_out(visit: Visit, ref: str) -> Response:
    """Mark one thing that must not be handed out. A mark that hits nothing is told, and nothing is noted."""
    return _marked(visit, ref, {"marks": [_mark(visit)]}, "Det er markeret og kommer ikke med i udskriften.")


@pages.post("/forloeb/{ref}/indsigt/tag-med", who=COORDINATORS, about=COURSE)
def put_back(visit: Visit, ref: str) -> Response:
    """Take a mark back."""
    return _marked(visit, ref, {"put_back": [visit.text("id")]}, "Markeringen er taget tilbage.")


@pages.post("/forloeb/{ref}/indsigt/udskrift", who=COORDINATORS, about=COURSE)
def export(visit: Visit, ref: str) -> Response:
    """The whole file as it could be handed out, in one ZIP; who takes it is written down."""
    content, _ = packed_case(visit.office, ref, visit.actor)
    return visit.file(content, f"{ref}-udskrift.zip", "application/zip")


@pages.post("/forloeb/{ref}/indsigt/{matter}/udkast", who=COORDINATORS, about=COURSE)
def draft(visit: Visit, ref: str, matter: str) -> Response:
    """Send the draft to the authority, sealed to its certificate."""
    try:
        sent = send_draft(visit.office, ref, _named(matter), visit.actor)
    except (Refused, InvalidInput) as error:
        return _shown(visit, ref, error=error)
    told = f"Udkastet er på vej til jobcenteret med sikker mail (udsendelse {sent.letter})."
    return visit.go(f"/forloeb/{ref}/indsigt", told=told)


@pages.post("/forloeb/{ref}/indsigt/{matter}/svar", who=COORDINATORS, about=COURSE)
def answered(visit: Visit, ref: str, matter: str) -> Response:
    """What the authority answered the citizen."""
    if form := do(visit, ref, SETTLE, way=with_fixed(SETTLE, {"matter": _named(matter)})):
        return _shown(visit, ref, answer=(matter, form))
    return visit.go(f"/forloeb/{ref}/indsigt", told="Jobcenterets svar er noteret.")


def _mark(visit: Visitor) -> dict[str, Any]:
    what = visit.text("what")
    given: dict[str, Any] = {"what": what, "why": visit.text("why")}
    if what == "event":
        return given | {"event": _number(visit.text("event"))}
    if what == "enclosure":
        return given | {"mail": visit.text("mail"), "number": _number(visit.text("number"))}
    return given | {"words": visit.text("words")}


def _number(text: str) -> int | str:
    number = number_typed(text)
    return text if number is None else number


def _marked(visit: Visitor, ref: str, command: dict[str, Any], told: str) -> Response:
    try:
        mark(visit.office, ref, json.dumps(command).encode(), visit.actor)
    except (InvalidInput, Refused) as error:
        return _shown(visit, ref, error=error)
    return visit.go(f"/forloeb/{ref}/indsigt", told=told)


def _shown(
    visit: Visitor, ref: str, *, error: MentorError | None = None, answer: tuple[str, Form] | None = None
) -> Response:
    desk = access_desk(visit.office, ref, visit.actor)
    answers = {
        one.matter: form_of(visit, ref, SETTLE, way=with_fixed(SETTLE, {"matter": one.matter}))
        for one in desk.requests
    }
    names = ("what", "why", "words", "event", "mail", "number")
    return visit.page(
        "access_cases/page.html",
        status=_status(error, answer),
        desk=desk,
        answers=answers | dict([answer] if answer else []),
        again=[answer[1]] if answer else [],
        faults=_faults(error),
        typed={name: visit.text(name) for name in names},
        reasons=WHY_LEFT_OUT,
    )


def _status(error: MentorError | None, answer: tuple[str, Form] | None) -> int:
    if error is not None:
        return status_of(error)[0]
    return answer[1].status if answer else 200


def _faults(error: MentorError | None) -> list[tuple[str, str, str]]:
    """What is wrong: the field's id and label, where it has one, and a sentence."""
    if not isinstance(error, InvalidInput):
        return [("", "", in_words(error.message))] if error else []
    found = []
    for problem in error.problems:
        name = problem.field.rpartition(".")[2]
        label = LABELS.get(name, "")
        found.append((name if label else "", label, in_words(f"{problem.wrong}: {problem.cure}")))
    return found


def _named(matter: str) -> str:
    if not CODE_PATTERN.fullmatch(matter):
        raise NothingHere
    return matter
