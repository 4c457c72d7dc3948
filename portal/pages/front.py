"""The first address anybody types."""

from __future__ import annotations

from fastapi import Response

from portal.routing import PUBLIC, Pages
from portal.visit import Visit

pages = Pages()


@pages.get("/", who=PUBLIC)
def front(visit: Visit) -> Response:
    """On to one's own day, or to signing in."""
    return visit.go("/min-dag" if visit.session else "/log-ind")
