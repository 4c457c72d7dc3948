"""Erasing one file before its years are over: the authority's own decision, said twice, and for good."""

from __future__ import annotations

import hashlib

from fastapi import Response
from starlette.datastructures import UploadFile

from casework.keeping.erasing import approve_in_person
from casework.keeping.file_status import file_status
from domain.calendar import local_day
from domain.errors import InvalidInput, MentorError, Problem, Refused
from domain.lifecycle import FINAL
from domain.retention import retention_ends_on
from domain.values import is_course_ref
from portal.forms.words import in_words
from portal.routing import AUTHORITY, COURSE, Pages
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
SURE, AGAIN, LETTER = "bekraeft", "sag", "brev"
WRONG, REFUSED = 422, 409


@pages.post("/opbevaring/foer-tid", who=AUTHORITY)
def find(visit: Visit) -> Response:
    """Lead on to the file whose number was typed; whether she may see it is asked there."""
    ref = visit.text(AGAIN).upper()
    if not is_course_ref(ref):
        return visit.go("/opbevaring", told="Skriv et sagsnummer, fx M-2026-0042.")
    return visit.go(f"/forloeb/{ref}/slet-foer-tid")


@pages.get("/forloeb/{ref}/slet-foer-tid", who=AUTHORITY, about=COURSE, in_emergency=False)
def before_time(visit: Visit, ref: str) -> Response:
    """How the file stands, and what she must say to have it erased now."""
    return _shown(visit, ref)


@pages.post("/forloeb/{ref}/slet-foer-tid", who=AUTHORITY, about=COURSE)
def erase(visit: Visit, ref: str) -> Response:
    """Erase it, by her own sign-in. Of the letter only its hash is kept."""
    if problems := _not_said(visit, ref):
        return _shown(visit, ref, WRONG, problems)
    try:
        (done,) = approve_in_person(
            visit.office, [ref], visit.actor, document_sha256=_hash_of_letter(visit), early=True
        )
    except InvalidInput as error:
        return _shown(visit, ref, REFUSED, error.problems)
    except Refused as error:
        return _shown(visit, ref, REFUSED, (_told(error),))
    if done.error is not None:
        return _shown(visit, ref, REFUSED, (_told(done.error),))
    return visit.go("/opbevaring", told=f"{ref} er slettet. Koordinatoren kan hente beviset.")


def _shown(visit: Visitor, ref: str, status: int = 200, problems: tuple[Problem, ...] = ()) -> Response:
    course = visit.office.casebook.course(ref)
    programme, today = visit.office.programme_of(course), local_day(visit.office.now)
    return visit.page(
        "retention/early.html",
        status=status,
        ref=ref,
        standing=file_status(course, programme, today),
        due_on=retention_ends_on(course, programme),
        can_be=course.phase in FINAL,
        problems=[(one.wrong, in_words(one.cure)) for one in problems],
        again=visit.text(AGAIN),
    )


def _not_said(visit: Visitor, ref: str) -> tuple[Problem, ...]:
    found = []
    if visit.text(AGAIN).upper() != ref:
        found.append(Problem(AGAIN, "sagsnummeret er ikke det samme", f"skriv {ref} for at bekræfte"))
    if not visit.text(SURE):
        found.append(Problem(SURE, "du har ikke bekræftet", "sæt kryds ved, at du godkender sletningen"))
    return tuple(found)


def _hash_of_letter(visit: Visitor) -> str:
    sent = visit.form.get(LETTER)
    content = sent.file.read() if isinstance(sent, UploadFile) else b""
    return hashlib.sha256(content).hexdigest() if content else ""


def _told(error: MentorError) -> Problem:
    return Problem(AGAIN, "sagen kan ikke slettes", error.message)
