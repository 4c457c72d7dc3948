"""A form that is reached by its address is not shown where what it is for cannot be done any more."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.portal.town import Portal, Visitor

pytestmark = pytest.mark.slow
HAND_MADE = ("match", "besoeg-alene", "vis")
BESIDE = ("gor/Pause",)


@pytest.mark.parametrize("page", [*HAND_MADE, *BESIDE])
def test_a_course_that_has_ended_shows_no_form(
    portal: Portal, visitor: Callable[[str], Visitor], page: str
) -> None:
    """Decision 0120: as every command's own form answers."""
    kirsten, ref = visitor("coordinator:kirsten"), portal.town.cancelled
    answer = kirsten.get(f"/forloeb/{ref}/{page}")
    assert answer.status_code == 409
    assert not re.search(rf'action="/forloeb/{ref}/', answer.text)
    assert [one for one in portal.office.readings.of_course(ref) if one.what == "risk"] == []


def test_mentors_are_ranked_anew_for_no_course_that_has_ended(
    portal: Portal, visitor: Callable[[str], Visitor]
) -> None:
    kirsten, town = visitor("coordinator:kirsten"), portal.town
    page = f"/forloeb/{town.cancelled}/match/oensker"
    assert kirsten.send_form(page, page=f"/forloeb/{town.active}/match").status_code == 409
