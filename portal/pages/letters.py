"""Letters that a person sends by Digital Post: taken out as PDF, and said to be sent."""

from __future__ import annotations

from fastapi import Response

from casework.letters.posting import letter_files, letter_to_post, letters_to_post, mark_posted
from casework.names import NOTICES
from portal.errors import NothingHere
from portal.routing import COORDINATORS, Pages
from portal.typed_numbers import Number
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
MOST_SHOWN = 100


@pages.get("/breve", who=COORDINATORS, nav="Breve")
def letters(visit: Visit) -> Response:
    """The letters that wait, oldest first."""
    found = letters_to_post(visit.office, _hers(visit))
    return visit.page("letters/list.html", letters=found[:MOST_SHOWN], count=len(found), kinds=NOTICES)


@pages.get("/breve/{number}", who=COORDINATORS)
def letter(visit: Visit, number: Number) -> Response:
    """One letter with what it encloses; that it is taken out is written down."""
    found = letter_to_post(visit.office, number, _hers(visit))
    files = letter_files(visit.office, found, visit.actor)
    return visit.page("letters/letter.html", letter=found, files=list(files), kinds=NOTICES)


@pages.get("/breve/{number}/{name}", who=COORDINATORS)
def letter_file(visit: Visit, number: Number, name: str) -> Response:
    """One PDF of a letter, to save and send."""
    found = letter_to_post(visit.office, number, _hers(visit))
    content = letter_files(visit.office, found, visit.actor).get(name)
    if content is None:
        raise NothingHere
    return visit.file(content, name, "application/pdf")


@pages.post("/breve/{number}/sendt", who=COORDINATORS)
def posted(visit: Visit, number: Number) -> Response:
    """She has sent the letter."""
    found = letter_to_post(visit.office, number, _hers(visit))
    mark_posted(visit.office, found.id, visit.actor)
    return visit.go("/breve", told=f"Brev {number} er noteret som sendt.")


def _hers(visit: Visitor) -> tuple[str, ...]:
    """The municipalities she is limited to; none: all."""
    return visit.office.staff.coordinator(visit.account.id).controllers
