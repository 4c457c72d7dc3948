"""What surrounds every answer: headers that keep the page to itself, a limit to what is sent, and no error's
text in a log: it might quote what somebody wrote.
"""

from __future__ import annotations

import logging
import secrets
import traceback

from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from adapters.templates import render
from portal.errors import TooLarge

MOST_BYTES = 8_000_000
"""More than all texts of the longest form together."""
POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
NOTED = "portal.fault"
"""Where a request keeps the number of its error, so that it is written down once."""
log = logging.getLogger("portal")


class Guard:
    """The outermost layer of the portal. `secure`: it is reached over https alone."""

    def __init__(self, app: ASGIApp, *, secure: bool) -> None:
        self._app = app
        self._headers = HEADERS | ({"Strict-Transport-Security": "max-age=31536000"} if secure else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, whatever happens."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def sending(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                self._mark(MutableHeaders(scope=message))
            await send(message)

        try:
            await self._app(scope, limited(receive), sending)
        except Exception as error:  # noqa: BLE001 (whatever it is, nobody sees its text)
            number = scope.get(NOTED) or _note(error)
            if not started:
                await _page(number)(scope, receive, sending)

    def _mark(self, headers: MutableHeaders) -> None:
        for name, value in self._headers.items():
            headers.setdefault(name, value)
        headers.setdefault("Cache-Control", "no-store")


def noted(request: Request, error: Exception) -> str:
    """Write down an error that nobody foresaw, once; gives the number its reader is told."""
    if NOTED not in request.scope:
        request.scope[NOTED] = _note(error)
    return str(request.scope[NOTED])


async def broken(request: Request, error: Exception) -> Response:
    """The page of such an error."""
    return _page(noted(request, error))


def limited(receive: Receive) -> Receive:
    """The same, until too much has come: then it raises TooLarge."""
    taken = 0

    async def taking() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > MOST_BYTES:
            raise TooLarge
        return message

    return taking


def _page(number: str) -> Response:
    return HTMLResponse(render("portal/broken.html", {"number": number}), 500)


def _note(error: Exception) -> str:
    """Write down where it happened and what kind of error it was, under a number its reader is told."""
    number = secrets.token_hex(4)
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{frame.name}:{frame.lineno}" for frame in reversed(frames[-6:]))
    log.error("fejl %s: %s i %s", number, type(error).__name__, places)
    return number
