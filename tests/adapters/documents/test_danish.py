from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.documents.danish import decimal_comma, event_numbers, long_date, short_date


def test_dates_are_written_the_danish_way() -> None:
    assert long_date(date(2026, 3, 1)) == "1. marts 2026"
    assert short_date(date(2026, 3, 1)) == "01.03.2026"


@pytest.mark.parametrize(
    ("number", "written"),
    [("0", "0"), ("2.50", "2,5"), ("10", "10"), ("100.00", "100"), ("1048.25", "1.048,25")],
)
def test_numbers_have_a_decimal_comma_and_no_idle_zeros(number: str, written: str) -> None:
    assert decimal_comma(Decimal(number)) == written


@pytest.mark.parametrize(
    ("events", "written"),
    [([7], "nr. 7"), ([3, 2], "nr. 2, 3"), ([5, 3, 4, 9], "nr. 3–5, 9"), ([1, 1], "nr. 1")],
)
def test_runs_of_events_are_drawn_together(events: list[int], written: str) -> None:
    assert event_numbers(events) == written


@given(st.sets(st.integers(1, 200), min_size=1))
def test_no_event_is_lost_or_added_by_drawing_together(events: set[int]) -> None:
    read = set()
    for run in event_numbers(events).removeprefix("nr. ").split(", "):
        first, _, last = run.partition("–")
        read |= set(range(int(first), int(last or first) + 1))
    assert read == events
