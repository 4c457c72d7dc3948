"""A municipality's sign-in beside the town, and the portal that takes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from casework.single_sign_on.providers import back_to
from portal.app import create_app
from tests.casework.single_sign_on.municipality import CLIENT, HIGH, JONAS, SECRET, Municipality, municipality
from tests.portal.town import HERE, Portal, Town


@pytest.fixture(scope="module")
def provider() -> Iterator[Municipality]:
    """The sign-in of municipality A; it signs in Jonas, and is honest."""
    with municipality() as running:
        yield running


@pytest.fixture
def sign_in(provider: Municipality) -> Iterator[Municipality]:
    yield provider
    provider.spoil, provider.tell, provider.answer, provider.foreign_key = None, None, None, False
    provider.other_key_id = False
    provider.discovery.clear()
    provider.signs_in(JONAS)


Asked = Callable[..., Portal]


@pytest.fixture
def asked(town: Town, sign_in: Municipality) -> Iterator[Asked]:
    """`asked(claim="upn")` is the portal that takes the sign-in, with those settings."""
    left = ExitStack()

    def opened(**settings: Any) -> Portal:
        secret = town.home.parent / "oidc-secret"
        secret.write_text(SECRET, encoding="utf-8")
        with (town.home / "mentor.toml").open("a", encoding="utf-8") as file:
            file.write(_table(sign_in.issuer, secret, settings))
        town.set_clock(datetime.now(UTC))
        office = left.enter_context(town.office())
        sign_in.knows(back_to(office, "kommune-a"))
        return Portal(town, office, create_app(office))

    with left:
        yield opened


def _table(issuer: str, secret: Path, settings: dict[str, Any]) -> str:
    whose = "staff = true" if settings.pop("staff", False) else f'controller = "{HERE}"'
    lines = [
        "[portal.oidc.kommune-a]",
        whose,
        f'issuer = "{issuer}"',
        f'client_id = "{CLIENT}"',
        f'client_secret_file = "{secret}"',
        f'acr_values = ["{HIGH}"]',
        'button = "Log ind hos Kommune A"',
        *(f'{name} = "{value}"' for name, value in settings.items()),
    ]
    return "\n" + "\n".join(lines) + "\n"
