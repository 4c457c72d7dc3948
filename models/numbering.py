"""Numbers without gaps, given out inside the transaction that uses them.

Because a rolled-back transaction gives its number back, a missing number proves a missing row.
"""

from __future__ import annotations

from sqlalchemy import bindparam, select, text

from models.statements import Statement, table_of
from models.store import Transaction
from models.tables.courses import CounterRow

_NEXT = Statement(
    text(
        "INSERT INTO counter (series, last) VALUES (:series, :count) "
        "ON CONFLICT (series) DO UPDATE SET last = counter.last + :count RETURNING last"
    )
)
_COUNTERS = table_of(CounterRow)
_LAST = Statement(
    select(_COUNTERS.c.series, _COUNTERS.c.last).where(_COUNTERS.c.series.like(bindparam("like")))
)

COURSES = "course"
"""The series of the courses' row numbers; their references count by year (`M-2026`)."""


def next_number(transaction: Transaction, series: str) -> int:
    """The next number of a series, from 1."""
    return next_numbers(transaction, series, 1)


def next_numbers(transaction: Transaction, series: str, count: int) -> int:
    """So many numbers of a series that follow one another; gives the first of them."""
    row = transaction.one(_NEXT, series=series, count=count)
    return int(row[0]) - count + 1 if row else 0


def next_ref(transaction: Transaction, series: str) -> str:
    """The next reference of a series, such as `M-2026-0042`; at least four digits."""
    return f"{series}-{next_number(transaction, series):04d}"


def given_out(transaction: Transaction, like: str) -> dict[str, int]:
    """The last number of every series whose name matches the SQL pattern."""
    return {str(series): int(last) for series, last in transaction.all(_LAST, like=like)}
