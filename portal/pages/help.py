"""The glossary."""

from __future__ import annotations

from fastapi import Response

from portal.helping import by_letter
from portal.routing import EVERYBODY, Pages
from portal.visit import Visit

pages = Pages()


@pages.get("/hjaelp", who=EVERYBODY, nav="Hjælp")
def glossary(visit: Visit) -> Response:
    """Every word of the field, by its first letter."""
    return visit.page("help/glossary.html", letters=by_letter())
