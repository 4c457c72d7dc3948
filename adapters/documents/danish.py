"""How Danish readers expect numbers, dates and lists of events to be written."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)


def long_date(day: date) -> str:
    """`1. marts 2026`."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """`01.03.2026`, for tables."""
    return day.strftime("%d.%m.%Y")


def decimal_comma(number: Decimal, *, thousands: bool = True) -> str:
    """`2,5` and `1.048`: comma for decimals, point for thousands (unless unwanted), no trailing zeros."""
    plain = (f"{number:,.2f}" if thousands else f"{number:.2f}").rstrip("0").rstrip(".")
    return plain.translate(str.maketrans(",.", ".,"))


def event_numbers(events: Iterable[int]) -> str:
    """`nr. 4, 7–9`: the numbers of events, sorted, with runs of three or more drawn together."""
    runs: list[list[int]] = []
    for event in sorted(set(events)):
        if runs and event == runs[-1][-1] + 1:
            runs[-1].append(event)
        else:
            runs.append([event])
    return "nr. " + ", ".join(_run(run) for run in runs)


def _run(run: list[int]) -> str:
    if len(run) == 1:
        return str(run[0])
    return f"{run[0]}–{run[-1]}" if len(run) > 2 else f"{run[0]}, {run[-1]}"  # noqa: PLR2004 - a pair reads better apart
