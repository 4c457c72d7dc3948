"""Periods of key figures: read, named, and what lies before them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InvalidInput
from domain.figures.periods import Period, keys_of
from tests.factories import day

MONTHS = [f"{year}-{month:02}" for year in (2024, 2025, 2026) for month in range(1, 13)]
PERIODS = st.builds(
    lambda year, number, length: Period(year, (number - 1) // length * length + 1, length),
    st.integers(2024, 2026),
    st.integers(1, 12),
    st.sampled_from([1, 3, 12]),
)


@pytest.mark.requirement("local.key_figures")
@pytest.mark.parametrize(
    ("text", "name", "before", "months"),
    [
        ("2026-03", "marts 2026", "2026-02", ("2026-03", "2026-03")),
        ("2026-01", "januar 2026", "2025-12", ("2026-01", "2026-01")),
        ("2026-K1", "1. kvartal 2026", "2025-K4", ("2026-01", "2026-03")),
        ("2026", "2026", "2025", ("2026-01", "2026-12")),
    ],
)
def test_a_period_is_written_as_it_is_read(
    text: str, name: str, before: str, months: tuple[str, str]
) -> None:
    period = Period.read(text)
    assert (str(period), period.name, str(period.before())) == (text, name, before)
    assert (period.first, period.last) == months


@pytest.mark.parametrize(
    "text", ["", "2026-00", "2026-13", "2026-K0", "2026-K5", "26-03", "0001", "9999", "2026 "]
)
def test_anything_else_is_no_period(text: str) -> None:
    with pytest.raises(InvalidInput, match="Nøgletal"):
        Period.read(text)


def test_the_last_full_period_was_over_by_the_day() -> None:
    assert [str(Period.last_full(length, day("2026-03-31"))) for length in (1, 3, 12)] == [
        "2026-02",
        "2025-K4",
        "2025",
    ]
    assert str(Period.last_full(3, day("2026-04-01"))) == "2026-K1"


@given(period=PERIODS)
def test_what_is_summed_up_to_a_period_is_every_month_until_its_end_once(period: Period) -> None:
    up_to = period.up_to
    taken = [
        key
        for month in MONTHS
        for key in keys_of(month)
        if ("Y" <= key < up_to["year"])
        or (up_to["first_quarter"] <= key <= up_to["last_quarter"])
        or (up_to["first_month"] <= key <= up_to["last_month"])
    ]
    expected = [month for month in MONTHS if month <= period.last]
    assert len(taken) == len(expected)  # each month under exactly one of its three keys
    assert period.key in {
        key for month in MONTHS if period.first <= month <= period.last for key in keys_of(month)
    }
