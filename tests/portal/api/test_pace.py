"""So many calls within a minute, of each caller by itself, counted in lots that all processes share."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.signing_in import Limit
from models.signing_in.limits import Limits
from portal.api.errors import TooFast
from portal.api.pace import Pace
from tests.factories import at
from tests.portal.town import Portal

NOW = at("2026-05-05 09:00")
TWO = Limit("test", 2, timedelta(minutes=1))


@pytest.fixture
def limits(portal: Portal) -> Limits:
    return portal.office.sign_ins.limits


def refused(pace: Pace, limits: Limits, seconds: int = 0, caller: str = "a") -> TooFast:
    """How the call at so many seconds is refused."""
    with pytest.raises(TooFast) as told:
        pace.must_not_be_too_fast(limits, caller, NOW + timedelta(seconds=seconds))
    return told.value


def test_one_more_than_the_minute_takes_has_to_wait_until_it_is_over(limits: Limits) -> None:
    pace = Pace(TWO)
    for seconds in (0, 10):
        pace.must_not_be_too_fast(limits, "a", NOW + timedelta(seconds=seconds))
    first, second = refused(pace, limits, 20), refused(pace, limits, 25)
    assert (first.seconds, first.first) == (40, True)
    assert (second.seconds, second.first) == (35, False)
    pace.must_not_be_too_fast(limits, "b", NOW + timedelta(seconds=20))
    pace.must_not_be_too_fast(limits, "a", NOW + timedelta(seconds=60))


def test_a_lot_is_counted_once_and_belongs_to_its_process(limits: Limits) -> None:
    """Of twice five calls one process takes four, the other five; what is left of its lot is its own."""
    one, other = Pace(TWO, 5), Pace(TWO, 5)
    for pace in (one, other, one, other, one, other, one, other, other):
        pace.must_not_be_too_fast(limits, "a", NOW)
    assert refused(other, limits).first
    one.must_not_be_too_fast(limits, "a", NOW)
    assert not refused(one, limits).first


def test_what_is_left_of_a_lot_ends_with_the_window(limits: Limits) -> None:
    pace = Pace(Limit("test", 1, timedelta(minutes=1)), 2)
    pace.must_not_be_too_fast(limits, "a", NOW)
    for _ in range(2):
        pace.must_not_be_too_fast(limits, "a", NOW + timedelta(seconds=60))
    refused(pace, limits, 61)


def test_a_clock_that_is_set_back_locks_nobody_out(limits: Limits) -> None:
    pace = Pace(Limit("test", 1, timedelta(minutes=1)))
    pace.must_not_be_too_fast(limits, "a", NOW)
    pace.must_not_be_too_fast(limits, "a", NOW - timedelta(hours=1))
