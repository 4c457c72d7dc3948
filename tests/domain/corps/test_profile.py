"""A mentor's profile settles contact outside agreed hours."""

from __future__ import annotations

from typing import Any

import pytest

from domain.errors import Problem
from tests.domain.corps.cast import profile
from tests.factories import day


def wrong(**changes: Any) -> list[str]:
    problems: tuple[Problem, ...] = profile(**changes).problems()
    return [problem.field for problem in problems]


@pytest.mark.requirement("S3.outside_contact")
def test_nobody_is_reached_outside_agreed_hours_unless_it_was_settled_how() -> None:
    """S3: contact outside agreed hours is the corps's to settle; by default there is none."""
    assert profile().outside_contact == "never"
    assert wrong() == []
    assert wrong(outside_contact="urgent", outside_channels=("call", "text")) == []
    assert wrong(outside_contact="by_agreement") == ["outside_channels"]
    assert wrong(outside_channels=("mail",)) == ["outside_channels"]


def test_all_that_is_wrong_with_a_profile_is_told_at_once() -> None:
    late = {"starts_on": day("2026-03-02"), "leaves_on": day("2026-03-01")}
    assert wrong(**late, outside_contact="urgent") == ["leaves_on", "outside_channels"]
