"""Working days and office hours, as laws that hold for any calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import Calendar, instant_at, local, local_day
from tests.factories import CALENDAR, at, day

DAYS = st.dates(date(2016, 1, 1), date(2058, 1, 1))
WORKING = DAYS.map(CALENDAR.next_working_day)


@given(start=WORKING, count=st.integers(-400, 400))
def test_adding_working_days_can_be_undone(start: date, count: int) -> None:
    assert CALENDAR.add_working_days(CALENDAR.add_working_days(start, count), -count) == start


@given(start=DAYS, count=st.integers(1, 300))
def test_as_many_working_days_lie_between_as_were_added(start: date, count: int) -> None:
    assert CALENDAR.working_days_between(start, CALENDAR.add_working_days(start, count)) == count


@given(start=DAYS, days=st.integers(-30, 500))
def test_the_working_days_between_lead_to_the_last_one_before_the_end(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    count = CALENDAR.working_days_between(start, end)
    assert count == 0 or CALENDAR.add_working_days(start, count) <= end
    assert count == 0 or CALENDAR.add_working_days(start, count + 1) > end


@given(start=DAYS, count=st.integers(-60, 60))
def test_counting_ends_on_a_working_day(start: date, count: int) -> None:
    assert CALENDAR.is_working_day(CALENDAR.add_working_days(start, count))


@given(start=DAYS, first=st.integers(1, 50), second=st.integers(1, 50))
def test_working_days_add_up(start: date, first: int, second: int) -> None:
    halfway = CALENDAR.add_working_days(start, first)
    assert CALENDAR.add_working_days(halfway, second) == CALENDAR.add_working_days(start, first + second)


@given(
    count=st.integers(-90, 90).filter(bool),
    start=st.integers(0, 120),
    closed=st.frozensets(st.integers(0, 120), max_size=80),
)
def test_counting_in_whole_weeks_arrives_where_counting_day_by_day_does(
    count: int, start: int, closed: frozenset[int]
) -> None:
    first = day("2026-03-02")
    calendar = Calendar({first + timedelta(days=one): "lukkedag" for one in closed})
    arrived, left = first + timedelta(days=start), abs(count)
    while left:
        arrived += timedelta(days=1 if count > 0 else -1)
        left -= calendar.is_working_day(arrived)
    assert calendar.add_working_days(first + timedelta(days=start), count) == arrived


def test_what_is_due_the_same_day_on_a_sunday_is_due_on_monday() -> None:
    assert CALENDAR.add_working_days(day("2026-03-08"), 0) == day("2026-03-09")
    assert CALENDAR.add_working_days(day("2026-03-09"), 0) == day("2026-03-09")


@given(hours=st.floats(0, 24 * 365 * 20))
def test_office_hours_are_never_earlier_and_always_open(hours: float) -> None:
    instant = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(hours=hours)
    moved = CALENDAR.within_office_hours(instant)
    assert moved >= instant
    assert CALENDAR.is_working_day(local_day(moved))
    assert CALENDAR.opens <= local(moved).time() < CALENDAR.closes
    assert CALENDAR.within_office_hours(moved) == moved


@pytest.mark.parametrize(
    ("asked", "opens"),
    [
        ("2026-03-06 15:59", "2026-03-06 15:59"),
        ("2026-03-06 16:00", "2026-03-09 08:00"),
        ("2026-03-06 07:59", "2026-03-06 08:00"),
        ("2026-03-28 23:00", "2026-03-30 08:00"),
        ("2026-10-24 12:00", "2026-10-26 08:00"),
        ("2026-12-31 09:00", "2027-01-04 08:00"),
        ("2026-04-01 17:00", "2026-04-07 08:00"),
    ],
)
def test_what_cannot_go_now_goes_when_the_office_next_opens(asked: str, opens: str) -> None:
    assert CALENDAR.within_office_hours(at(asked)) == at(opens)


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-03-28 08:00", "2026-03-28T07:00+00:00"),
        ("2026-03-30 08:00", "2026-03-30T06:00+00:00"),
        ("2026-10-25 02:30", "2026-10-25T00:30+00:00"),
        ("2026-10-26 08:00", "2026-10-26T07:00+00:00"),
    ],
)
def test_a_danish_clock_time_is_one_instant_on_both_sides_of_the_clock_changes(text: str, utc: str) -> None:
    instant = instant_at(day(text[:10]), time.fromisoformat(text[11:]))
    assert instant == datetime.fromisoformat(utc)
    assert instant.tzinfo is UTC


def test_the_danish_day_begins_at_danish_midnight() -> None:
    assert local_day(datetime(2026, 6, 30, 22, 0, tzinfo=UTC)) == day("2026-07-01")
    assert local_day(datetime(2026, 12, 31, 22, 59, tzinfo=UTC)) == day("2026-12-31")


def test_a_time_of_day_is_moved_into_the_opening_hours() -> None:
    hours = Calendar(opens=time(9), closes=time(15))
    assert [hours.clip(time(hour)) for hour in (7, 9, 12, 22)] == [time(9), time(9), time(12), time(15)]


@pytest.mark.requirement("outside.working_days")
def test_closed_days_between_two_days_leave_out_weekends_and_the_first_day() -> None:
    easter = CALENDAR.closed_between(day("2026-04-02"), day("2026-04-06"))
    assert [f"{closed:%m-%d}" for closed, _ in easter] == ["04-03", "04-06"]
    backwards = CALENDAR.closed_between(day("2026-04-06"), day("2026-04-02"))
    assert [f"{closed:%m-%d}" for closed, _ in backwards] == ["04-02", "04-03"]
