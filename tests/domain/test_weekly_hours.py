"""Granted against used, per week and in total."""

from __future__ import annotations

from decimal import Decimal

import pytest

from domain import commands as c
from domain.weekly_hours import weekly_hours
from tests.domain.staging import course_of, later, staged
from tests.factories import at, day, granted, meeting, register


@pytest.mark.requirement("local.over_week")
def test_each_week_tells_what_was_granted_and_used_in_it_and_in_total() -> None:
    """local: granted against used per week and in total (S1: need varies over time)."""
    stage = later(meeting("2026-04-13", "10:00", "13:00"), meeting("2026-04-19", "10:00", "11:00"))
    weeks = weekly_hours(course_of(stage), day("2026-04-20"))
    assert [f"{week.monday}" for week in (weeks[0], weeks[-1])] == ["2026-03-02", "2026-04-20"]
    full = weeks[-2]
    assert (full.granted, full.used, full.over) == (Decimal("2.5"), Decimal(4), Decimal("1.5"))
    assert (full.total_used, full.total_granted) == (Decimal("5.5"), Decimal(32))
    assert sum((week.used for week in weeks), Decimal(0)) == course_of(stage).hours_used


@pytest.mark.requirement("local.over_week", "outside.new_grant")
def test_a_new_period_has_its_own_hours_a_week_and_none_are_over_where_a_grant_does_not_say() -> None:
    """outside: a new period is a new grant."""
    new = granted(day("2026-06-03"), day("2026-08-31"), at("2026-04-20 12:00"))
    stage = later(
        c.OpenExtensionReview(), new, at("2026-06-04 18:00"), meeting("2026-06-04", "08:00", "18:00")
    )
    weeks = {f"{week.monday}": week for week in weekly_hours(course_of(stage), day("2026-06-10"))}
    assert (weeks["2026-05-25"].total_granted, weeks["2026-06-01"].total_granted) == (32, 62)
    assert (weeks["2026-06-01"].granted, weeks["2026-06-01"].over) == (0, 0)
    assert weeks["2026-06-01"].used == 10


@pytest.mark.requirement("local.over_week")
def test_a_period_that_begins_on_a_monday_counts_in_no_week_before() -> None:
    new = granted(day("2026-06-01"), day("2026-08-31"), at("2026-04-20 12:00"))
    stage = later(c.OpenExtensionReview(), new)
    weeks = {f"{week.monday}": week for week in weekly_hours(course_of(stage), day("2026-06-10"))}
    assert (weeks["2026-05-25"].granted, weeks["2026-05-25"].total_granted) == (Decimal("2.5"), 32)
    assert (weeks["2026-06-01"].granted, weeks["2026-06-01"].total_granted) == (0, 62)


def test_without_a_grant_there_are_no_weeks_and_after_its_end_none_follow() -> None:
    assert weekly_hours(course_of(staged(register())), day("2026-04-20")) == ()
    assert f"{weekly_hours(course_of(later()), day('2027-01-01'))[-1].monday}" == "2026-05-25"
