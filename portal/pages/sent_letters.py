"""A letter about a course as it was written, with its PDFs to save."""

from __future__ import annotations

from fastapi import Response

from casework.letters.sent_letters import SentLetter, sent_letter
from domain.values import Role
from portal.errors import NothingHere
from portal.routing import AUTHORITY, COURSE, PROVIDERS, Pages
from portal.typed_numbers import Number
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
WHO = PROVIDERS | AUTHORITY | {Role.AUDITOR}


@pages.get("/forloeb/{ref}/brev/{number}", who=WHO, about=COURSE)
def letter(visit: Visit, ref: str, number: Number) -> Response:
    """One letter; that it is read is written down."""
    return visit.page("course/letter.html", ref=ref, letter=_found(visit, ref, number))


@pages.get("/forloeb/{ref}/brev/{number}/{place}", who=WHO, about=COURSE)
def letter_file(visit: Visit, ref: str, number: Number, place: Number) -> Response:
    """One PDF of a letter, the first is 1."""
    files = _found(visit, ref, number).files
    if not 1 <= place <= len(files):
        raise NothingHere
    found = files[place - 1]
    return visit.file(found.content, found.name, "application/pdf")


def _found(visit: Visitor, ref: str, number: int) -> SentLetter:
    return sent_letter(visit.office, visit.account, ref, number)
