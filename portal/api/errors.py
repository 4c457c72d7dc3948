"""What stops a program, as it is answered: problem+json (RFC 9457) with code, sentence and every field."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from domain.errors import InvalidInput, MentorError, Problem, Refused
from domain.input_faults import input_problem
from portal.errors import NothingHere
from portal.faults import status_of
from portal.guard import noted

MEDIA_TYPE = "application/problem+json"
NOT_ALLOWED = 405
SERVER_ERROR = 500


class TokenNeeded(MentorError):
    """No token, or one that does not hold (any more): the same answer to both."""

    code = "token-needed"

    def __init__(self) -> None:
        super().__init__(
            "Send en adgang, der gælder, med i Authorization: Bearer …. Lav en på siden »Mine adgange« i "
            "portalen."
        )


class TokenReadsOnly(MentorError):
    """The token may look and not touch."""

    code = "token-reads-only"

    def __init__(self) -> None:
        super().__init__("Adgangen må kun læse. Lav en på siden »Mine adgange«, der også må handle.")


class NotThisRole(MentorError):
    """The account behind the token has nothing to do with this."""

    code = "not-for-this-role"

    def __init__(self) -> None:
        super().__init__("Det hører ikke til den rolle, adgangen er lavet for.")


class TooFast(MentorError):
    """More calls than are taken: how many seconds to wait, and whether it is the `first` one too many."""

    code = "too-many"

    def __init__(self, seconds: int, *, first: bool) -> None:
        super().__init__(f"Der kommer for mange kald. Vent {seconds} sekunder.")
        self.seconds = seconds
        self.first = first


STATUS: tuple[tuple[type[MentorError], int], ...] = (
    (TokenNeeded, 401),
    (TokenReadsOnly, 403),
    (NotThisRole, 403),
    (TooFast, 429),
)


def install(app: FastAPI) -> None:
    """Let the API answer errors so."""
    app.add_exception_handler(MentorError, _told)
    app.add_exception_handler(HTTPException, by_server)
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(Exception, _broken)


def api_status(error: MentorError) -> int:
    """The status of an error."""
    own = next((status for kind, status in STATUS if isinstance(error, kind)), None)
    return own or status_of(error)[0]


def _told(request: Request, error: Exception) -> JSONResponse:
    del request
    if not isinstance(error, MentorError):
        raise error
    headers = {"WWW-Authenticate": "Bearer"} if isinstance(error, TokenNeeded) else {}
    if isinstance(error, TooFast):
        headers["Retry-After"] = str(error.seconds)
    told: dict[str, Any] = {"code": error.code, "message": error.message}
    if isinstance(error, Refused):
        told["rules"] = list(error.rules)
    problems = error.problems if isinstance(error, InvalidInput) else ()
    return _answer(api_status(error), told, problems, headers)


def by_server(request: Request, error: Exception) -> JSONResponse:
    """What is not there, or not in that way."""
    del request
    status, headers = getattr(error, "status_code", 404), getattr(error, "headers", None) or {}
    if status == NOT_ALLOWED:
        told = {"code": "not-allowed", "message": "Adressen tager ikke imod det. Se /api/v1/openapi.json."}
        return _answer(status, told, (), headers)
    return _answer(status, {"code": NothingHere.code, "message": NothingHere().message}, (), headers)


def _unreadable(request: Request, error: Exception) -> JSONResponse:
    """What stood in the address could not be read: every field, and never what stood there."""
    del request
    faults = error.errors() if isinstance(error, RequestValidationError) else ()
    problems = tuple(input_problem(fault["loc"][1:], fault["type"], fault.get("ctx", {})) for fault in faults)
    refusal = InvalidInput("Adressen", problems)
    return _answer(422, {"code": refusal.code, "message": refusal.message}, problems, {})


async def _broken(request: Request, error: Exception) -> JSONResponse:
    """What nobody foresaw: never its text, which might quote what was sent."""
    message = (
        f"Noget gik galt hos os. Intet er gemt halvt. Giv driften dette nummer: {noted(request, error)}."
    )
    return _answer(SERVER_ERROR, {"code": "broken", "message": message}, (), {})


def _answer(
    status: int, told: dict[str, Any], problems: tuple[Problem, ...], headers: dict[str, str]
) -> JSONResponse:
    listed = [{"field": one.field, "wrong": one.wrong, "cure": one.cure} for one in problems]
    body = {"status": status, **told, "problems": listed}
    return JSONResponse(body, status, headers=headers, media_type=MEDIA_TYPE)
