"""What the tests of signing in at one's municipality share: a browser that goes there and comes back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from httpx import Response

from casework.signing_in.sessions import session_of
from domain.signing_in import Outcome
from tests.casework.single_sign_on.municipality import (
    Municipality,
)
from tests.portal.town import SESSION_COOKIE, Portal, Visitor

START = "/log-ind/kommune/kommune-a"
BACK = f"{START}/svar"


def walked(
    portal: Portal, sign_in: Municipality, path: str = START, **differently: str
) -> tuple[Visitor, Response]:
    """A new browser that goes there, signs in, and brings back what stands in the address (or not)."""
    browser = portal.visitor()
    brought = sign_in.sign_in(browser.get(path).headers["location"])
    return browser, browser.get(BACK, params={**brought, **differently})


def papers_are_old() -> datetime:
    """When what an earlier test fetched of the sign-in does not count any more."""
    return datetime.now(UTC) + timedelta(hours=2)


def signed_in_as(browser: Visitor, portal: Portal) -> str:
    """The account the browser is signed in as; empty for nobody."""
    session = session_of(portal.office, browser.cookies.get(SESSION_COOKIE, ""))
    return session.account.key if session else ""


def refused(portal: Portal, browser: Visitor, answer: Response, code: str) -> None:
    """She is told why, nobody is signed in, and it is written down."""
    assert answer.status_code == 403
    assert f"<code>{code}</code>" in answer.text
    assert signed_in_as(browser, portal) == ""
    assert portal.office.sign_ins.log.counts(portal.office.now - timedelta(hours=1))[
        Outcome.ELSEWHERE_REFUSED
    ]
