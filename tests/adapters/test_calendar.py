"""The Danish calendar: public holidays by year, and the days one office is closed."""

from __future__ import annotations

from datetime import date, time

import pytest

from adapters.calendar import FIRST_YEAR, LAST_YEAR, danish_calendar
from domain.calendar import Calendar
from domain.programme import Office
from tests.factories import VIBORG, day


def calendar(*closing_days: str, opens: time = time(8), closes: time = time(16)) -> Calendar:
    """The calendar of a programme with those closing days and opening hours."""
    office = Office(closing_days=closing_days, opens=opens, closes=closes)
    return danish_calendar(VIBORG.model_copy(update={"office": office}))


PLAIN = calendar()


@pytest.mark.parametrize(
    ("closed", "name"),
    [
        ("2026-01-01", "nytårsdag"),
        ("2026-04-02", "skærtorsdag"),
        ("2026-04-03", "langfredag"),
        ("2026-04-05", "påskedag"),
        ("2026-04-06", "anden påskedag"),
        ("2026-05-14", "kristi himmelfartsdag"),
        ("2026-05-25", "anden pinsedag"),
        ("2026-12-25", "juledag"),
        ("2026-12-26", "anden juledag"),
        ("2027-03-25", "skærtorsdag"),
        ("2028-04-14", "langfredag"),
    ],
)
def test_a_public_holiday_is_closed_under_its_danish_name(closed: str, name: str) -> None:
    assert PLAIN.closed[day(closed)] == name
    assert not PLAIN.is_working_day(day(closed))


@pytest.mark.parametrize(("friday", "works"), [("2023-05-05", False), ("2024-04-26", True)])
def test_store_bededag_was_a_holiday_until_2023_and_is_none_since(friday: str, works: bool) -> None:
    assert PLAIN.is_working_day(day(friday)) is works


@pytest.mark.parametrize(
    ("closing_day", "date_of_2026", "name"),
    [
        ("05-01", "2026-05-01", "1. maj"),
        ("06-05", "2026-06-05", "grundlovsdag"),
        ("12-24", "2026-12-24", "juleaftensdag"),
        ("12-31", "2026-12-31", "nytårsaftensdag"),
        ("10-16", "2026-10-16", "lukkedag"),
    ],
)
def test_other_days_are_closed_only_where_the_programme_says_so(
    closing_day: str, date_of_2026: str, name: str
) -> None:
    assert PLAIN.is_working_day(day(date_of_2026))
    closed = calendar(closing_day)
    assert not closed.is_working_day(day(date_of_2026))
    assert closed.closed[day(date_of_2026)] == name


def test_a_public_holiday_keeps_its_name_where_a_programme_closes_it_too() -> None:
    assert calendar("12-25").closed[day("2026-12-25")] == "juledag"


def test_the_programmes_opening_hours_are_the_calendars() -> None:
    hours = calendar(opens=time(9, 30), closes=time(15))
    assert (hours.opens, hours.closes) == (time(9, 30), time(15))


@pytest.mark.parametrize("year", [FIRST_YEAR, 2026, LAST_YEAR])
def test_every_year_has_its_easter_and_its_christmas(year: int) -> None:
    names = [name for closed, name in PLAIN.closed.items() if closed.year == year]
    assert {"langfredag", "anden påskedag", "juledag"} <= set(names)
    working = sum(PLAIN.is_working_day(date.fromordinal(n)) for n in range(*bounds(year)))
    assert 248 <= working <= 256


def bounds(year: int) -> tuple[int, int]:
    """The ordinals of a year's first day and of the next year's."""
    return date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal()
