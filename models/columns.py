"""Column types: what a value is in Python, and what the database keeps of it.

Instants are whole microseconds since 1970 in UTC: a number sorts, indexes and hashes the same on SQLite
and PostgreSQL and cannot lose its time zone. Hours are whole hundredths, exact on both.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from sqlalchemy import BigInteger, Dialect, Integer
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
CENT = Decimal("0.01")


def micros(instant: datetime) -> int:
    """Microseconds since 1970 of an aware instant. Raises TypeError for a naive one."""
    return (instant - EPOCH) // MICROSECOND


def from_micros(value: int) -> datetime:
    """The UTC instant that `micros` was made of."""
    return EPOCH + value * MICROSECOND


def hundredths(hours: Decimal) -> int:
    """Whole hundredths of an hour. Raises ValueError if the hours have more than two decimals."""
    if hours != hours.quantize(CENT):
        raise ValueError("hours have at most two decimals")
    return int(hours * 100)


def from_hundredths(value: int) -> Decimal:
    """Hours with two decimals."""
    return (Decimal(value) / 100).quantize(CENT)


class Instant(TypeDecorator[datetime]):
    """An aware datetime in Python, a big integer in the database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> int | None:
        """Store microseconds since 1970 (UTC)."""
        return None if value is None else micros(value)

    def process_result_value(self, value: int | None, _dialect: Dialect) -> datetime | None:
        """Give the UTC instant back."""
        return None if value is None else from_micros(value)


class Hundredths(TypeDecorator[Decimal]):
    """A Decimal with two decimals in Python, an integer in the database."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, _dialect: Dialect) -> int | None:
        """Store whole hundredths."""
        return None if value is None else hundredths(value)

    def process_result_value(self, value: int | None, _dialect: Dialect) -> Decimal | None:
        """Give the hours back."""
        return None if value is None else from_hundredths(value)
