"""The list of courses: within the visitor's sight, cut to what she asks for, the most pressing first."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.portal.town import Town, Visitor

Visits = Callable[[str], Visitor]


def _refs(text: str) -> list[str]:
    return re.findall(r'scope="row"><a class="ref" href="/forloeb/(M-\d{4}-\d+)"', text)


def test_a_coordinator_finds_what_is_most_overdue_first(town: Town, visitor: Visits) -> None:
    refs = _refs(visitor("coordinator:kirsten").get("/forloeb").text)

    assert refs[0] == town.received
    assert town.cancelled not in refs
    assert set(refs) == set(town.courses.values()) - {town.cancelled}


def test_a_mentor_lists_her_own_alone(town: Town, visitor: Visits) -> None:
    refs = set(_refs(visitor("mentor:amira").get("/forloeb").text))

    assert town.active in refs
    assert not refs & {town.received, town.incomplete, town.elsewhere, town.cancelled}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("fase=incomplete", {"incomplete"}),
        ("mentor=amira&fase=active", {"active"}),
        ("venter=jobcentre", {"incomplete"}),
        ("over=ja", {"received", "incomplete"}),
        ("sluttede=ja", {"cancelled"}),
        ("sluttede=ja&fase=active", set()),
    ],
)
def test_the_list_is_cut(query: str, names: set[str], town: Town, visitor: Visits) -> None:
    refs = set(_refs(visitor("coordinator:kirsten").get(f"/forloeb?{query}").text))

    assert refs == {town.courses[name] for name in names}


def test_names_are_shown_where_they_are_asked_for_and_may_be(town: Town, visitor: Visits) -> None:
    assert "Anna Lund" in visitor("coordinator:kirsten").get("/forloeb?navne=ja").text
    jonas = visitor("caseworker:D-0001").get("/forloeb?navne=ja").text
    assert "Maja Nørgaard" in jonas
    assert "Freja Dam" not in jonas
    with town.office() as office:
        assert "caseworker:D-0001" in {one.actor for one in office.readings.of_course(town.active)}
    for key in ("manager:soren", "auditor:ulla"):
        text = visitor(key).get("/forloeb?navne=ja").text
        assert town.received in text
        assert "Anna Lund" not in text


def test_what_is_no_filter_changes_nothing(visitor: Visits) -> None:
    kirsten = visitor("coordinator:kirsten")

    for odd in ("fase=nowhere", "side=999999999", "side=-1", "side=²", "mentor=%27--", "venter=%3Cb%3E"):
        assert _refs(kirsten.get(f"/forloeb?{odd}").text) == _refs(kirsten.get("/forloeb").text)
