"""The rules of signing in, as plain calls."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.signing_in import FIRST_PAGE, IDLE, LONGEST, own_path, same_address, session_ends_at
from tests.factories import at

OPENED = at("2026-03-02 08:00")


@pytest.mark.parametrize(
    ("seen_after", "ends_after"),
    [
        (timedelta(0), IDLE),
        (timedelta(hours=9, minutes=29), timedelta(hours=9, minutes=59)),
        (timedelta(hours=9, minutes=31), LONGEST),
        (timedelta(hours=12), LONGEST),
    ],
)
def test_a_session_ends_idle_or_at_its_longest(seen_after: timedelta, ends_after: timedelta) -> None:
    assert session_ends_at(OPENED, OPENED + seen_after) == OPENED + ends_after


@pytest.mark.parametrize("path", ["/", "/min-dag", "/forloeb/M-2026-0042", "/forlob/M-2026-0042/gor/Log.x"])
def test_a_page_of_ours_is_gone_to_after_signing_in(path: str) -> None:
    assert own_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "min-dag",
        "//evil.example",
        "/\\evil.example",
        "https://evil.example/",
        "/a?next=//evil.example",
        "/a#b",
        "/../etc",
        "/a\r\nSet-Cookie:x",
        "/a%0d",
        "javascript:alert(1)",
        "/min-dag\n",
        "/" + "a" * 200,
    ],
)
def test_anything_else_leads_to_the_first_page(path: str) -> None:
    assert own_path(path) == FIRST_PAGE


@given(st.text())
def test_where_it_leads_is_always_a_plain_path_of_ours(wanted: str) -> None:
    path = own_path(wanted)
    assert path.startswith("/")
    assert not path.startswith(("//", "/\\"))
    assert path.isascii()
    assert path.isprintable()


def test_capitals_and_spaces_make_no_other_address() -> None:
    assert same_address(" Kirsten@Leverandoer.Example ") == "kirsten@leverandoer.example"


@pytest.mark.parametrize(
    ("one", "other"),
    [("\u212airsten@a.example", "kirsten@a.example"), ("straße@a.example", "strasse@a.example")],
)
def test_a_sign_of_another_alphabet_makes_another_address(one: str, other: str) -> None:
    assert same_address(one) != same_address(other)
