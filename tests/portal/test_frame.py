"""What surrounds every page, whoever comes and whatever is sent."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.portal.town import Visitor


def test_the_first_address_leads_to_signing_in_and_then_to_ones_own_day(
    visitor: Callable[[str], Visitor],
) -> None:
    assert visitor("").get("/").headers["location"] == "/log-ind"
    assert visitor("mentor:amira").get("/").headers["location"] == "/min-dag"


def test_what_does_not_exist_is_told_in_danish_and_kept_to_itself(visitor: Callable[[str], Visitor]) -> None:
    answer = visitor("mentor:amira").get("/findes-ikke")
    assert answer.status_code == 404
    assert "Her er ikke noget" in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_the_stylesheet_is_fetched_by_its_content_and_may_be_kept(visitor: Callable[[str], Visitor]) -> None:
    stranger = visitor("")
    found = re.search(r'href="(/udseende/[0-9a-f]{16}\.css)"', stranger.get("/findes-ikke").text)
    assert found
    style = stranger.get(found[1])
    assert style.status_code == 200
    assert "immutable" in style.headers["cache-control"]
    assert stranger.get("/udseende/andet.css").status_code == 404


def test_more_than_any_form_holds_is_refused_in_words(visitor: Callable[[str], Visitor]) -> None:
    answer = visitor("").post("/", data={"felt": "x" * 9_000_000})
    assert answer.status_code in {405, 413}
