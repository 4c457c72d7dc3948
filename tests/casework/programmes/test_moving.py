"""A course moves between versions of its programme, never to another one; all that is wrong is told."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.programmes import Programmes
from casework.programmes.migrating import planned
from domain.errors import InvalidInput
from tests.domain.five import FIVE


class Shelf:
    """An office that has programmes and is asked for nothing else before they are found to fit."""

    programmes = Programmes(tuple(FIVE.values()))


def refused(source: str, target: str) -> InvalidInput:
    office: Any = Shelf()
    with pytest.raises(InvalidInput) as caught:
        planned(office, source, target)
    return caught.value


@pytest.mark.requirement("outside.dated_law")
@pytest.mark.parametrize("to", sorted(set(FIVE) - {"viborg"}))
def test_a_course_never_moves_to_another_programme_and_is_told_what_to_do_instead(to: str) -> None:
    """outside: a course keeps the rule set it was granted under; another programme takes a new grant."""
    (problem,) = refused("viborg@2026-1", f"{to}@{FIVE[to].version}").problems
    assert problem.field == "--to"
    assert "bevilget under" in problem.wrong
    assert "ny bevilling og henvisning" in problem.cure
    assert "ny version under samme key" in problem.cure


@pytest.mark.requirement("local.bad_input")
def test_both_versions_that_do_not_exist_are_told_at_once() -> None:
    """local: all problems in one answer, and what was typed is not repeated."""
    error = refused("solby@2026-1", "viborg@2099-9")
    assert [problem.field for problem in error.problems] == ["--from", "--to"]
    assert "solby" not in error.message
    assert "2099-9" not in error.message


def test_the_version_they_have_is_no_move() -> None:
    (problem,) = refused("viborg@2026-1", "viborg@2026-1").problems
    assert "ikke en anden version" in problem.wrong
