"""The law's own frame, which four of the programmes follow: six months, and then six more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.domain.five import FIVE, received, taken
from tests.domain.staging import course_of, refused
from tests.factories import GRANT, day

BY_LAW = sorted(set(FIVE) - {"viborg"})


@pytest.mark.requirement("outside.six_months")
@pytest.mark.parametrize("key", BY_LAW)
def test_a_grant_lasts_six_months_and_not_a_day_more(key: str) -> None:
    to_the_day = replace(GRANT, ends_on=day("2026-09-01"))
    stage = received(key, grant=to_the_day)
    stage.step(taken())
    assert course_of(stage).periods[0].ends_on == day("2026-09-01")
    with refused("period-too-long"):
        received(key, grant=replace(GRANT, ends_on=day("2026-09-02"))).step(taken())


@pytest.mark.requirement("outside.six_months")
@pytest.mark.parametrize("key", BY_LAW)
def test_after_the_first_period_one_more_can_be_granted(key: str) -> None:
    assert [(step.months, step.special) for step in FIVE[key].grants.steps] == [(6, False), (6, False)]
