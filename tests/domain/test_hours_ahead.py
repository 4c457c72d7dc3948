"""The hours a mentor will need: what is left of a grant, spread over the days ahead of it."""

from __future__ import annotations

import dataclasses
from datetime import time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from domain.course import Course
from domain.course_parts import LogBook, Worked
from domain.events import Period
from domain.hours_ahead import hours_ahead
from tests.domain.staging import course_of, staged
from tests.factories import CALENDAR, GRANT, accept, beginning, day, referral, register

MONDAYS = [day("2026-03-09") + timedelta(weeks=number) for number in range(14)]
THURSDAY = day("2026-03-12")


def with_periods(*periods: Period, used: int = 0) -> Course:
    """An active course with those periods."""
    return replace(
        course_of(staged(*beginning())),
        periods=periods,
        log=LogBook(hours={"personal_contact": Decimal(used)}),
    )


SPRING = Period(1, day("2026-03-02"), day("2026-05-31"), Decimal(62))
SUMMER = Period(2, day("2026-06-01"), day("2026-06-30"), Decimal(42))


@pytest.mark.requirement("local.forecast")
def test_the_hours_that_are_left_are_spread_over_the_working_days_ahead() -> None:
    """local: remaining granted hours, spread per week; a holiday takes none."""
    needed = hours_ahead(with_periods(SPRING, used=10), MONDAYS, THURSDAY, CALENDAR, "carry_over")
    days = CALENDAR.working_days_between(day("2026-03-11"), SPRING.ends_on)
    assert days == 52
    assert needed[:4] == [Decimal(2), Decimal(5), Decimal(5), Decimal(3)]
    assert sum(needed) == 52


@pytest.mark.requirement("local.forecast")
def test_hours_per_week_count_where_the_grant_names_them_until_none_are_left() -> None:
    """local: hours per week where the grant says it."""
    weekly = replace(SPRING, hours_per_week=Decimal(10))
    needed = hours_ahead(with_periods(weekly, used=40), MONDAYS, THURSDAY, CALENDAR, "carry_over")
    assert needed[:4] == [Decimal(4), Decimal(10), Decimal(8), Decimal(0)]


@pytest.mark.requirement("local.forecast")
def test_what_is_used_counts_on_the_running_period_and_nothing_is_needed_after_the_last() -> None:
    """outside: after the last granted day there is no silent continuation."""
    needed = hours_ahead(with_periods(SPRING, SUMMER, used=62), MONDAYS, THURSDAY, CALENDAR, "carry_over")
    assert set(needed[:12]) == {Decimal(0)}
    assert needed[12] == Decimal(8)
    assert hours_ahead(with_periods(SPRING), [day("2026-06-01")], THURSDAY, CALENDAR, "lapse") == [0]


@pytest.mark.requirement("local.unused_hours", "local.forecast")
def test_what_is_left_of_a_period_lapses_with_it_where_the_programme_says_so() -> None:
    """local: a new period is a new grant with its own hours, used or not."""
    course = with_periods(SPRING, SUMMER)
    worked = Worked(1, day("2026-03-03"), time(8), time(18), "personal_contact", Decimal(10))
    course = replace(course, log=LogBook(hours={"personal_contact": Decimal(10)}, worked=(worked,)))
    june = [day("2026-06-01") + timedelta(weeks=number) for number in range(5)]
    for unused, hours in (("lapse", 42), ("carry_over", 94)):
        assert sum(hours_ahead(course, june, day("2026-06-01"), CALENDAR, unused)) == hours
    needed = hours_ahead(course, MONDAYS, THURSDAY, CALENDAR, "lapse")
    assert sum(needed[:12]) == 52


@settings(max_examples=50, deadline=None)
@given(used=st.integers(0, 120), weekly=st.none() | st.integers(1, 40), start=st.integers(0, 150))
def test_never_more_hours_are_needed_than_are_left(used: int, weekly: int | None, start: int) -> None:
    periods = [replace(one, hours_per_week=weekly and Decimal(weekly)) for one in (SPRING, SUMMER)]
    today = day("2026-03-02") + timedelta(days=start)
    mondays = [day("2026-03-02") + timedelta(weeks=number) for number in range(30)]
    needed = hours_ahead(with_periods(*periods, used=used), mondays, today, CALENDAR, "carry_over")
    assert all(hours >= 0 for hours in needed)
    assert sum(needed) <= max(0, 104 - used) + Decimal("0.01")


def test_hours_per_week_follow_the_grant_into_the_period() -> None:
    weekly = register(referral(grant=dataclasses.replace(GRANT, hours_per_week=Decimal("2.5"))))
    assert course_of(staged(weekly, accept())).periods[0].hours_per_week == Decimal("2.5")
