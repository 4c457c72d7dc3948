"""Somebody who signs in, step by step, as a person with a telephone does."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pyotp
import pytest
from httpx2 import Response

from casework.signing_in import posting
from casework.signing_in.links import ask_for_link
from casework.signing_in.origin import Origin
from domain.signing_in import STEP_SECONDS
from tests.portal.town import NOON, Portal, Visitor

AMIRA = "amira@leverandoer.example"


def link_for(portal: Portal, visitor: Visitor, email: str = AMIRA, next_path: str = "") -> str:
    """The path of the link in the mail that this browser asked for."""
    visitor.get("/log-ind")
    origin = Origin(visitor.cookies["mentor-browser"])
    letter = ask_for_link(portal.office, email, origin, next_path=next_path)
    assert letter is not None
    return f"/log-ind/link/{letter.token}"


def open_link(portal: Portal, visitor: Visitor, email: str = AMIRA, next_path: str = "") -> Response:
    """Ask, and open the link."""
    path = link_for(portal, visitor, email, next_path)
    return visitor.send_form(path)


def secret_on(page: Response) -> str:
    """The secret that the page shows for typing over."""
    found = re.search(r'class="secret"><code>([A-Z2-7 ]+)</code>', page.text)
    assert found
    return found[1].replace(" ", "")


def code_at(portal: Portal, secret: str, steps: int = 0) -> str:
    """What the app shows at the town's time, or so many half-minutes later."""
    return pyotp.TOTP(secret).at(portal.office.now + timedelta(seconds=STEP_SECONDS * steps))


def later(portal: Portal, minutes: float) -> None:
    """The town's clock, so many minutes after noon."""
    portal.town.set_clock(NOON + timedelta(minutes=minutes))


def set_up(portal: Portal, visitor: Visitor, email: str = AMIRA) -> tuple[str, list[str]]:
    """Sign in for the first time, as far as the recovery codes; gives the app's secret and the codes."""
    assert open_link(portal, visitor, email).headers["location"] == "/log-ind/opret-kode"
    secret = secret_on(visitor.get("/log-ind/opret-kode"))
    page = visitor.send_form("/log-ind/opret-kode", kode=code_at(portal, secret))
    codes = re.findall(r"<li><code>([A-Z0-9-]+)</code></li>", page.text)
    assert len(codes) == 10, page.text
    return secret, codes


def signed_in(visitor: Visitor) -> bool:
    """Whether this browser is signed in now."""
    return visitor.get("/mine-logins").status_code == 200


@pytest.fixture
def amira(visitor: Callable[[str], Visitor]) -> Visitor:
    """Her browser, before she has signed in."""
    return visitor("")


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no mail server in these tests; it is tried once."""
    monkeypatch.setattr(posting, "SPREAD", 0)
    monkeypatch.setattr(posting, "WAITS", ())
