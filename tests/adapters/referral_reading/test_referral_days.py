"""Days and periods in a referral: read however people write them, and never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.documents.danish import long_date, short_date
from adapters.referral_reading.values import Unreadable, read_date, read_span

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    "written",
    [
        "01.03.2026",
        "1.3.2026",
        "1.3.26",
        "1/3-26",
        "1/3 2026",
        "1/3/26",
        "01-03-2026",
        "2026-03-01",
        "1. marts 2026",
        "1 marts 2026",
        "1. mar. 2026",
        "d. 1. marts 2026",
        "den 1. MARTS 2026",
        " 01.03.2026. ",
        "søndag den 1. marts 2026",
        "Søndag, 1/3-26",
    ],
)
def test_a_date_is_read_however_people_write_it(written: str) -> None:
    assert read_date(written) == date(2026, 3, 1)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "1/3",
        "marts 2026",
        "03/31/2026",
        "31.02.2026",
        "1. ma 2026",
        "1. ju 2026",
        "ca. 1. marts 2026",
        "1.3.2026 eller 8.3.2026",
        "01.03.0026",
        "1.3.1926",
        "01.03.226",
        "uge 10",
        "snarest",
    ],
)
def test_an_uncertain_date_is_not_guessed(written: str) -> None:
    with pytest.raises(Unreadable):
        read_date(written)


@given(DAYS)
def test_every_day_is_read_back_in_each_style(day: date) -> None:
    styles = (long_date(day), short_date(day), day.isoformat(), f"{day.day}/{day.month}-{day:%y}")
    assert {read_date(style) for style in styles} == {day}


@pytest.mark.parametrize(
    "written", ["01.03.2026 - 31.05.2026", "1/3-26 til 31/5-26", "fra 1. marts 2026 til og med 31. maj 2026"]
)
def test_a_period_has_a_first_and_a_last_day(written: str) -> None:
    assert read_span(written) == (date(2026, 3, 1), date(2026, 5, 31))


@pytest.mark.parametrize("written", ["01.03.2026", "marts - maj 2026", "1.3.2026 - 3 måneder"])
def test_a_period_without_two_days_is_not_guessed(written: str) -> None:
    with pytest.raises(Unreadable):
        read_span(written)


@pytest.mark.parametrize("written", ["mandag den 1. marts 2026", "tirsdag 1/3-26"])
def test_a_date_on_another_weekday_than_it_says_is_not_guessed(written: str) -> None:
    with pytest.raises(Unreadable, match="ugedag"):
        read_date(written)
