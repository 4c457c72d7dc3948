"""So many calls within a minute, of each caller by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.api.errors import TooFast
from portal.api.pace import REMEMBERED, Pace
from tests.factories import at

NOW = at("2026-05-05 09:00")


def test_one_more_than_the_minute_takes_has_to_wait_until_it_is_over() -> None:
    pace = Pace(2)
    for seconds in (0, 10):
        pace.must_not_be_too_fast("a", NOW + timedelta(seconds=seconds))
    with pytest.raises(TooFast) as told:
        pace.must_not_be_too_fast("a", NOW + timedelta(seconds=20))
    assert told.value.seconds == 40
    pace.must_not_be_too_fast("b", NOW + timedelta(seconds=20))
    pace.must_not_be_too_fast("a", NOW + timedelta(seconds=60))


def test_a_clock_that_is_set_back_locks_nobody_out() -> None:
    pace = Pace(1)
    pace.must_not_be_too_fast("a", NOW)
    pace.must_not_be_too_fast("a", NOW - timedelta(hours=1))


def test_only_so_many_callers_are_remembered() -> None:
    pace = Pace(1)
    for number in range(REMEMBERED + 1):
        pace.must_not_be_too_fast(str(number), NOW)
    pace.must_not_be_too_fast("0", NOW)
