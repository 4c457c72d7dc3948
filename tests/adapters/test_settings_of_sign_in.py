"""The settings of a municipality's sign-in: whose people, how strong, and never over the open line."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.settings import load_settings
from tests.adapters.written_settings import home, refused, written

__all__ = ["home"]
GOOD = {
    "issuer": '"https://login.kommune.example/t/42"',
    "client_id": '"mentorforloeb"',
    "client_secret_file": '"../oidc"',
    "controller": '"kommune-a"',
    "acr_values": '["https://level.example/substantial"]',
    "button": '"Log ind hos Kommune A"',
}


def table(**differently: str) -> str:
    """The sign-in's table; what is empty is left out."""
    lines = [f"{name} = {value}" for name, value in {**GOOD, **differently}.items() if value]
    return "\n".join(["[portal.oidc.kommune-a]", *lines])


def test_a_sign_in_names_whose_people_it_signs_in_and_how_strongly(home: Path) -> None:
    written(home, table())
    provider = load_settings().portal.oidc["kommune-a"]
    assert (provider.controller, provider.staff, provider.claim) == ("kommune-a", False, "email")
    assert provider.acr_values == ("https://level.example/substantial",)


@pytest.mark.parametrize(
    ("differently", "told"),
    [
        ({"issuer": '"http://login.kommune.example"'}, "portal.oidc.kommune-a.issuer"),
        ({"issuer": '"https://user:code@login.kommune.example"'}, "portal.oidc.kommune-a.issuer"),
        ({"acr_values": "[]"}, "portal.oidc.kommune-a.acr_values"),
        ({"acr_values": ""}, "portal.oidc.kommune-a.acr_values"),
        ({"controller": ""}, "enten controller"),
        ({"staff": "true"}, "enten controller"),
        ({"controller": '"kommune-x"'}, "findes ikke under [controllers]"),
        ({"secret": '"hemmeligt"'}, "portal.oidc.kommune-a.secret"),
        ({"client_secret_file": ""}, "portal.oidc.kommune-a.client_secret_file"),
    ],
)
def test_what_would_let_in_the_wrong_ones_or_nobody_is_refused(
    home: Path, differently: dict[str, str], told: str
) -> None:
    written(home, table(**differently))
    text = (home / "mentor.toml").read_text(encoding="utf-8")
    assert told in refused(home, text)


def test_a_sign_in_on_this_machine_may_be_tried_without_tls(home: Path) -> None:
    written(home, table(issuer='"http://127.0.0.1:9000"', controller="", staff="true"))
    assert load_settings().portal.oidc["kommune-a"].staff
