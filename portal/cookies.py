"""The portal's cookies: the session, the browser that asked, what the last action has to tell, and whether
names stand on lists.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from urllib.parse import quote, unquote

from fastapi import Request, Response

TOLD_SECONDS = 60
BROWSER_SECONDS = 365 * 24 * 3600


@dataclass(frozen=True, slots=True)
class Cookies:
    """Reads and writes them. Over https they are bound to this very host and never sent in the clear."""

    secure: bool

    @property
    def _prefix(self) -> str:
        return "__Host-mentor" if self.secure else "mentor"

    def session(self, request: Request) -> str:
        """The session's secret; empty for nobody."""
        return request.cookies.get(f"{self._prefix}-session", "")

    def browser(self, request: Request) -> str:
        """The secret of this browser, from before anybody signed in; empty on its first visit."""
        return request.cookies.get(f"{self._prefix}-browser", "")

    def told(self, request: Request) -> str:
        """What the action before has to tell, once."""
        return unquote(request.cookies.get(f"{self._prefix}-told", ""))

    def keep_session(self, response: Response, secret: str) -> None:
        """Sign this browser in. The cookie ends with the browser, the session by itself. Whoever signs in has
        not asked for names yet.
        """
        self._put(response, "session", secret, None)
        self._drop(response, "names")

    def forget_session(self, response: Response) -> None:
        """Sign this browser out; what was asked for in it is forgotten."""
        self._drop(response, "session")
        self._drop(response, "names")

    def keep_browser(self, response: Response, secret: str) -> None:
        """Know this browser again."""
        self._put(response, "browser", secret, BROWSER_SECONDS)

    def tell(self, response: Response, text: str) -> None:
        """Show a sentence on the next page. It must hold nothing personal."""
        self._put(response, "told", quote(text), TOLD_SECONDS)

    def forget_told(self, response: Response) -> None:
        """It has been shown."""
        self._drop(response, "told")

    def names(self, request: Request) -> str:
        """Whether she last asked for names on lists, `ja` or `nej`; empty where she has not said."""
        return request.cookies.get(f"{self._prefix}-names", "")

    def keep_names(self, response: Response, wish: str) -> None:
        """Remember that until she signs out, or closes the browser."""
        self._put(response, "names", wish, None)

    def _put(self, response: Response, name: str, value: str, seconds: int | None) -> None:
        response.set_cookie(
            f"{self._prefix}-{name}",
            value,
            max_age=seconds,
            path="/",
            secure=self.secure,
            httponly=True,
            samesite="lax",
        )

    def _drop(self, response: Response, name: str) -> None:
        response.delete_cookie(
            f"{self._prefix}-{name}", path="/", secure=self.secure, httponly=True, samesite="lax"
        )


def new_browser() -> str:
    """A secret by which a browser is known again."""
    return secrets.token_urlsafe(32)
