"""A programme is read in words, its tasks with their rules, two versions side by side, and closed days."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from casework.closed_days import closed_days
from tests.factories import day
from tests.portal.town import Portal, Visitor

pytestmark = pytest.mark.slow


def test_every_programme_is_read_in_words_with_its_tasks(
    portal: Portal, visitor: Callable[[str], Visitor]
) -> None:
    amira = visitor("mentor:amira")
    listed = amira.get("/programmer").text
    for one in portal.office.programmes.all():
        assert f'href="/programmer/{one.key}@{one.version}"' in listed
    whole = amira.get("/programmer/ressourceforloeb@2026-1").text
    assert whole.count("<li>") > 50
    matrix = amira.get("/programmer/ressourceforloeb@2026-1/opgaver").text
    assert 'data-name="Må mentor"' in matrix
    assert amira.get("/programmer/findes@1").status_code == 404
    assert visitor("").get("/programmer").status_code == 303


def test_two_programmes_are_compared_key_by_key(visitor: Callable[[str], Visitor]) -> None:
    kirsten = visitor("coordinator:kirsten")
    chosen = kirsten.get("/programmer/forskel?fra=viborg@2026-1").text
    assert '<option value="viborg@2026-1" selected>' in chosen
    found = kirsten.get("/programmer/forskel?fra=viborg@2026-1&til=naestved@2026-1").text
    assert "forskelle" in found
    same = kirsten.get("/programmer/forskel?fra=viborg@2026-1&til=viborg@2026-1").text
    assert "Ingen forskel" in same
    assert kirsten.get("/programmer/forskel?fra=viborg@2026-1&til=x").status_code == 404


@pytest.mark.requirement("outside.working_days")
def test_the_closed_days_of_two_years_have_their_names(
    portal: Portal, visitor: Callable[[str], Visitor]
) -> None:
    found = {one.day: one.name for one in closed_days(portal.office)}
    assert found[day("2026-04-03")] == "langfredag"
    assert day("2026-03-21") not in found, "a Saturday is closed anyway"
    assert min(found) > day("2026-03-20")
    assert max(found) < day("2028-03-21")
    page = visitor("caseworker:D-0001").get("/kalender").text
    assert "Fredag den 3. april 2026" in page
    assert "langfredag" in page


def test_what_stands_in_a_list_is_told_without_its_codes(
    visitor: Callable[[str], Visitor],
) -> None:
    page = visitor("mentor:amira").get("/programmer/viborg@2026-1").text
    assert "1) personlig kontakt, leverandøren får dem betalt" in page
    assert "1) Er målet nået?; 2) Er indsatsen" in page
    assert not re.search(r"personal_contact|effort_sufficient|self_support", page)
