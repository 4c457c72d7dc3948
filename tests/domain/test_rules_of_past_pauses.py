"""A day within a pause takes no hours, when the pause is over either."""

from __future__ import annotations

from decimal import Decimal

import pytest

from domain import commands as c
from domain.lifecycle import Phase
from tests.domain.staging import PAUSE, course_of, later, refused
from tests.factories import AMIRA, KIRSTEN, at, meeting


@pytest.mark.requirement("S3.refund_basis")
def test_nothing_from_a_pause_is_entered_after_it_but_by_a_coordinator_who_stands_for_it() -> None:
    """outside: hours billed that were not given; a pause may have ended before that was recorded."""
    stage = later(PAUSE, at("2026-04-27 12:00"), c.Resume())
    for attendance in ("present", "no_show"):
        with refused("in-past-pause"):
            stage.act(meeting("2026-04-24", attendance=attendance), AMIRA)
    stage.act(meeting("2026-04-20"), AMIRA)
    stage.act(meeting("2026-04-27", "08:00", "09:00"), AMIRA)
    assert course_of(stage).hours_used == Decimal("4.00")
    stage.act(meeting("2026-04-24"), KIRSTEN)
    assert course_of(stage).hours_used == Decimal("5.50")


@pytest.mark.requirement("S3.refund_basis")
def test_every_pause_that_is_over_is_remembered_also_the_one_the_support_ended_in() -> None:
    stage = later(PAUSE, at("2026-04-24 12:00"), c.Resume(), at("2026-05-04 12:00"), PAUSE)
    stage.step(at("2026-06-03 09:00"))
    assert course_of(stage).phase is Phase.CLOSING
    for on in ("2026-04-22", "2026-05-05", "2026-05-31"):
        with refused("in-past-pause"):
            stage.act(meeting(on), AMIRA)
    stage.act(meeting("2026-04-30"), AMIRA)


def test_a_pause_without_a_whole_day_of_rest_is_not_remembered() -> None:
    stage = later(PAUSE, at("2026-04-21 09:00"), c.Resume())
    assert course_of(stage).pause.past == ()
    stage.act(meeting("2026-04-20"), AMIRA)
