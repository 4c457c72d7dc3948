"""Instants as they are typed: Danish wall clock, in the two nights of the year too."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from portal.forms.reading import Reading
from portal.forms.shape import shape_of
from portal.forms.wall_clock import NoSuchTime, TwiceThatNight, instant_of, wall_clock

SPRING = datetime.fromisoformat("2026-03-29T02:30")
AUTUMN = datetime.fromisoformat("2026-10-25T02:30")


@pytest.mark.parametrize(
    ("wall", "hour"), [("2026-01-15T10:00", 9), ("2026-07-15T10:00", 8), ("2026-03-29T03:00", 1)]
)
def test_a_time_is_danish_summer_and_winter(wall: str, hour: int) -> None:
    instant = instant_of(datetime.fromisoformat(wall))
    assert (instant.tzinfo, instant.hour) == (UTC, hour)
    assert wall_clock(instant) == (wall, "")


def test_an_hour_that_is_left_out_is_no_time() -> None:
    with pytest.raises(NoSuchTime):
        instant_of(SPRING)


def test_an_hour_that_comes_twice_is_asked_about() -> None:
    with pytest.raises(TwiceThatNight):
        instant_of(AUTUMN)
    first, second = instant_of(AUTUMN, "sommer"), instant_of(AUTUMN, "vinter")
    assert (second - first).total_seconds() == 3600
    assert wall_clock(first) == ("2026-10-25T02:30", "sommer")
    assert wall_clock(second) == ("2026-10-25T02:30", "vinter")


@pytest.mark.parametrize(("typed", "wrong"), [(SPRING, "findes ikke"), (AUTUMN, "kommer to gange")])
def test_what_is_wrong_with_a_time_is_told_beside_its_field(typed: datetime, wrong: str) -> None:
    reading = Reading({"at": (typed.isoformat(timespec="minutes"),)})
    reading.whole(shape_of("PlanAppointment"))
    assert [(problem.field, problem.wrong) for problem in reading.problems] == [("at", wrong)]
