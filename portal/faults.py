"""Errors as pages: what is wrong, and what to do now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.exceptions import HTTPException

from adapters.templates import render
from casework.signing_in.entering import SignInLapsed
from casework.signing_in.limiting import TooMany
from domain.errors import Conflict, InvalidInput, MentorError, Problem, Refused, Unavailable, UnknownCourse
from domain.values import is_course_ref
from portal.errors import (
    FormOutdated,
    HandedOver,
    NotForThisRole,
    NothingHere,
    OnlyToRead,
    SignInFirst,
    TooLarge,
)
from portal.forms.words import in_words
from portal.guard import broken
from portal.on_pages import COURSE_PAGE, pages_in

SEE_OTHER, REFUSED = 303, 409
NOT_HERS = "not-yours-to-do"
BACK = f" {COURSE_PAGE.words}."
"""Whoever is refused something on a course goes back to it."""
STATUS: tuple[tuple[type[MentorError], int, str], ...] = (
    (NotForThisRole, 403, "Siden er ikke din"),
    (OnlyToRead, 403, "Sagen er kun åben til at læse"),
    (NothingHere, 404, "Her er ikke noget"),
    (UnknownCourse, 404, "Her er ikke noget"),
    (SignInLapsed, 410, "Begynd forfra"),
    (TooMany, 429, "Vent lidt"),
    (FormOutdated, 403, "Send formularen igen"),
    (TooLarge, 413, "For stort"),
    (InvalidInput, 422, "Noget kan ikke bruges"),
    (Refused, 409, "Det kan ikke lade sig gøre nu"),
    (Conflict, 409, "En anden var hurtigere"),
    (Unavailable, 503, "Noget virker ikke lige nu"),
)


def install(app: FastAPI) -> None:
    """Let the app answer errors by these pages."""
    app.add_exception_handler(SignInFirst, _sign_in)
    app.add_exception_handler(HandedOver, _back_to_log_book)
    app.add_exception_handler(MentorError, _told)
    app.add_exception_handler(HTTPException, _by_server)
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(Exception, broken)


def status_of(error: MentorError) -> tuple[int, str]:
    """The status and the heading of an error."""
    return next(((status, title) for kind, status, title in STATUS if isinstance(error, kind)), (500, "Fejl"))


def _sign_in(request: Request, error: Exception) -> Response:
    back_to = getattr(error, "back_to", "")
    del request
    return RedirectResponse(f"/log-ind?til={quote(back_to, safe='/')}" if back_to else "/log-ind", SEE_OTHER)


def _back_to_log_book(request: Request, error: Exception) -> Response:
    del request
    return RedirectResponse(f"/forloeb/{getattr(error, 'ref', '')}/vis/borger", SEE_OTHER)


def _told(request: Request, error: Exception) -> Response:
    if not isinstance(error, MentorError):
        raise error
    status, title = status_of(error)
    if isinstance(error, Refused) and error.rule == NOT_HERS:
        title = "Det gør en anden"
    found = error.problems if isinstance(error, InvalidInput) else ()
    problems = [replace(one, wrong=in_words(one.wrong), cure=in_words(one.cure)) for one in found]
    return _page(request, status, title, in_words(error.message), problems)


def _by_server(request: Request, error: Exception) -> Response:
    status = getattr(error, "status_code", 404)
    return _page(request, status, "Her er ikke noget", NothingHere().message)


def _unreadable(request: Request, error: Exception) -> Response:
    """What stood in the address could not be read."""
    del error
    return _page(request, 404, "Her er ikke noget", NothingHere().message)


def _said(text: str, problems: Sequence[Problem]) -> str:
    return " ".join((text, *(f"{one.wrong} {one.cure}" for one in problems)))


def _course_in(request: Request) -> str:
    """The course in the address, where there can be one of that name."""
    ref = str(request.path_params.get("ref", ""))
    return ref if is_course_ref(ref) else ""


def _page(
    request: Request, status: int, title: str, text: str, problems: Sequence[Problem] = ()
) -> HTMLResponse:
    values = {
        "title": title,
        "text": text,
        "problems": problems,
        "places": pages_in(_said(text, problems) + (BACK if status == REFUSED else ""), _course_in(request)),
        "assets": request.app.state.assets.paths,
        "supplier": request.app.state.counter.home.settings.supplier,
    }
    return HTMLResponse(render("portal/fault.html", values) + "\n", status)
