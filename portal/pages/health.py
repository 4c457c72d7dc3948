"""Health: for the operator in full and without citizens, for a reverse proxy as one word."""

from __future__ import annotations

from fastapi import Response
from fastapi.responses import JSONResponse

from casework.health.report import health, is_alive, worst
from domain.values import Role
from portal.routing import PUBLIC, Pages
from portal.visit import Visit

pages = Pages()
OPERATORS = frozenset({Role.OPERATOR})
UNAVAILABLE = 503


@pages.get("/drift", who=OPERATORS, nav="Drift")
def operation(visit: Visit) -> Response:
    """How everything that runs stands, and what to do where it does not."""
    sections = health(visit.office)
    return visit.page("health/page.html", sections=sections, worst=worst(sections))


@pages.get("/sundhed", who=PUBLIC)
def alive(visit: Visit) -> Response:
    """Whether the portal and its database answer; nothing else is told to strangers."""
    ok = is_alive(visit.office)
    return JSONResponse({"ok": ok}, 200 if ok else UNAVAILABLE)
