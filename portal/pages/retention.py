"""Files whose years are over: what stands in the way of erasing them, and the authority's own approval."""

from __future__ import annotations

from fastapi import Response

from casework.access.refusals import note_refusal
from casework.access.seeing import is_hers
from casework.keeping.erasing import Erased, approve_in_person
from casework.keeping.erasure_certificate import certificate_of, certificate_pdf
from casework.keeping.retention import KEPT, Kept, RetentionLine, due_files
from casework.names import HOLD_REASONS
from domain.errors import InvalidInput, Problem, Refused
from portal.errors import NothingHere
from portal.forms.words import in_words
from portal.routing import AUTHORITY, COORDINATORS, COURSE, Pages
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
MOST_SHOWN = 100
SURE = "bekraeft"


@pages.get("/opbevaring", who=COORDINATORS | AUTHORITY, nav="Opbevaring")
def due(visit: Visit) -> Response:
    """The files that are due, and what is missing before each can be erased."""
    return _shown(visit)


@pages.post("/opbevaring/slet", who=AUTHORITY)
def erase(visit: Visit) -> Response:
    """The authority's approval, by her own sign-in: erased at once, and for good."""
    refs = list(dict.fromkeys(str(ref) for ref in visit.form.getlist("ref")))
    if problems := _missing(visit, refs):
        return _shown(visit, status=422, problems=problems, chosen=refs)
    _must_all_be_hers(visit, refs)
    try:
        done = approve_in_person(visit.office, refs, visit.actor)
    except (InvalidInput, Refused) as error:
        problems = error.problems if isinstance(error, InvalidInput) else (_told(error),)
        return _shown(visit, status=409, problems=problems, chosen=refs)
    return _shown(visit, done=done)


@pages.get("/forloeb/{ref}/sletningsbevis", who=COORDINATORS, about=COURSE)
def certificate(visit: Visit, ref: str) -> Response:
    """The certificate of an erasure; nothing in it is personal."""
    content = certificate_pdf(visit.office, certificate_of(visit.office, ref))
    return visit.file(content, f"{ref}-sletning.pdf", "application/pdf")


def _shown(
    visit: Visitor,
    *,
    status: int = 200,
    problems: tuple[Problem, ...] = (),
    chosen: list[str] | None = None,
    done: list[Erased] | None = None,
) -> Response:
    lines = due_files(visit.office, visit.account, MOST_SHOWN)
    return visit.page(
        "retention/page.html",
        status=status,
        lines=[(line, _in_words(line)) for line in lines],
        problems=[(one.wrong, in_words(one.cure)) for one in problems],
        chosen=chosen or [],
        done=[(one.ref, in_words(one.error.message) if one.error else "") for one in done or ()],
        approves=visit.account.is_authority,
        most=MOST_SHOWN,
        to_approve={line.ref for line in lines if line.state is Kept.TO_APPROVE},
    )


def _in_words(line: RetentionLine) -> str:
    return f"{KEPT[line.state]}: {HOLD_REASONS[line.held]}" if line.held else KEPT[line.state]


def _missing(visit: Visitor, refs: list[str]) -> tuple[Problem, ...]:
    found = []
    if not refs:
        found.append(Problem("sager", "ingen sag er valgt", "sæt kryds ved dem, der skal slettes"))
    if not visit.text(SURE):
        found.append(Problem(SURE, "du har ikke bekræftet", "sæt kryds ved, at du godkender sletningen"))
    return tuple(found)


def _must_all_be_hers(visit: Visitor, refs: list[str]) -> None:
    """One that is not hers stops them all, also one that she only opened in an emergency. Raises NothingHere,
    and it is written down.
    """
    for ref in refs:
        if not is_hers(visit.office, visit.account, ref):
            note_refusal(visit.office, visit.account, visit.rule.path, NothingHere.code, ref)
            raise NothingHere


def _told(error: Refused) -> Problem:
    return Problem("sager", "det kan ikke lade sig gøre", in_words(error.message))
