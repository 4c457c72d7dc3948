"""Hours granted and hours used by category, as the reports show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from pydantic.dataclasses import dataclass

from adapters.documents.danish import decimal_comma, short_date
from adapters.documents.statements import FROZEN, Events, numbers
from domain.values import Hours


@dataclass(frozen=True, kw_only=True, config=FROZEN)
class HoursUsed:
    """Hours documented in one category; those `beside` the grant use none of it (S3)."""

    category: str
    hours: Hours
    event: Events
    beside: bool = False

    @property
    def title(self) -> str:
        """The category, with that its hours use none of the grant where they do not."""
        return f"{self.category} (ved siden af bevillingen)" if self.beside else self.category


@dataclass(frozen=True, kw_only=True, config=FROZEN)
class HoursGranted:
    """Hours granted for one support period, both days included."""

    starts_on: date
    ends_on: date
    hours: Hours
    event: Events


def hours_view(
    granted: Sequence[HoursGranted], used: Sequence[HoursUsed], heading: str = "Brugt"
) -> dict[str, object]:
    """Both tables with their totals; `share` is a bar's length as a part of the largest category. `heading`
    says which days the hours were used in.
    """
    most = max((row.hours for row in used), default=Decimal(0)) or Decimal(1)
    total_granted, total_used = total(granted), drawn(used)
    return {
        "heading": heading,
        "granted": [_granted_row(row) for row in granted],
        "used": [_used_row(row, most) for row in used],
        "total_granted": decimal_comma(total_granted),
        "total_used": decimal_comma(total_used),
        "sum": "I alt af bevillingen" if any(row.beside for row in used) else "I alt",
        "left": decimal_comma(abs(total_granted - total_used)),
        "overdrawn": total_used > total_granted,
    }


def total(rows: Iterable[HoursUsed | HoursGranted]) -> Decimal:
    """The sum of the rows' hours."""
    return sum((row.hours for row in rows), Decimal(0))


def drawn(rows: Iterable[HoursUsed]) -> Decimal:
    """The sum of the hours that use the grant."""
    return total(row for row in rows if not row.beside)


def _granted_row(row: HoursGranted) -> dict[str, object]:
    return {
        "period": f"{short_date(row.starts_on)} – {short_date(row.ends_on)}",
        "hours": decimal_comma(row.hours),
        "events": numbers(row.event),
    }


def _used_row(row: HoursUsed, most: Decimal) -> dict[str, object]:
    return {
        "category": row.title,
        "hours": decimal_comma(row.hours),
        "share": float(row.hours / most),
        "events": numbers(row.event),
    }
