"""The periods that key figures are told for: a month, a quarter or a year, and the one before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from domain.errors import InvalidInput, Problem
from domain.explain import MONTHS
from domain.figures.lines import month_of

Length = Literal[1, 3, 12]
QUARTER: Length = 3
_WRITTEN = re.compile(r"(\d{4})(?:-(?:(0[1-9]|1[0-2])|K([1-4])))?")


def keys_of(month: str) -> tuple[str, str, str]:
    """The keys of the month, the quarter and the year that a month (`2026-03`) lies in."""
    year, number = month.split("-")
    return f"M{month}", f"Q{year}-{(int(number) + 2) // QUARTER}", f"Y{year}"


@dataclass(frozen=True, slots=True)
class Period:
    """So many whole months from the first one on; `number` is that month's, from 1."""

    year: int
    number: int
    length: Length

    @classmethod
    def read(cls, text: str) -> Period:
        """Read `2026-03`, `2026-K1` or `2026`. Raises InvalidInput for anything else."""
        found = _WRITTEN.fullmatch(text)
        if found is None or not date.min.year < int(found[1]) < date.max.year:
            problem = Problem("periode", "er ikke en periode", "skriv den som 2026-03, 2026-K1 eller 2026")
            raise InvalidInput("Nøgletal", (problem,))
        year = int(found[1])
        if found[2]:
            return cls(year, int(found[2]), 1)
        return cls(year, int(found[3]) * QUARTER - 2, QUARTER) if found[3] else cls(year, 1, 12)

    @classmethod
    def last_full(cls, length: Length, day: date) -> Period:
        """The last one of that length that was over by a Danish day."""
        return cls(day.year, (day.month - 1) // length * length + 1, length).before()

    def before(self) -> Period:
        """The one right before it."""
        year, month = divmod(self.year * 12 + self.number - 1 - self.length, 12)
        return Period(year, month + 1, self.length)

    def earlier(self, count: int) -> Iterator[Period]:
        """It, and so many less one before it; newest first."""
        one = self
        for _ in range(count):
            yield one
            one = one.before()

    @property
    def first(self) -> str:
        """Its first month, as lines name it."""
        return month_of(date(self.year, self.number, 1))

    @property
    def last(self) -> str:
        """Its last month."""
        return month_of(date(self.year, self.number + self.length - 1, 1))

    @property
    def key(self) -> str:
        """What its sums are kept under: each length sorts by itself, in the order of time."""
        if self.length == 1:
            return f"M{self.first}"
        return f"Q{self.year:04}-{self.number // QUARTER + 1}" if self.is_quarter else f"Y{self.year:04}"

    @property
    def up_to(self) -> dict[str, str]:
        """The fewest keys that are everything up to its end: the years before, the quarters of its year that
        were over by then, and the months after these. A range that ends before it begins is empty.
        """
        month = self.number + self.length - 1
        quarters = month // QUARTER
        return {
            "year": f"Y{self.year:04}",
            "first_quarter": f"Q{self.year:04}-1",
            "last_quarter": f"Q{self.year:04}-{quarters}",
            "first_month": f"M{self.year:04}-{quarters * QUARTER + 1:02}",
            "last_month": f"M{self.last}",
        }

    @property
    def is_quarter(self) -> bool:
        """Whether it is a quarter."""
        return self.length == QUARTER

    def is_over(self, day: date) -> bool:
        """Whether it had ended by a Danish day."""
        return self.last < month_of(day)

    def __str__(self) -> str:
        if self.length == 1:
            return self.first
        return f"{self.year}-K{self.number // QUARTER + 1}" if self.is_quarter else f"{self.year}"

    @property
    def name(self) -> str:
        """As people read it: `marts 2026`, `1. kvartal 2026`, `2026`."""
        if self.length == 1:
            return f"{MONTHS[self.number - 1]} {self.year}"
        return f"{self.number // QUARTER + 1}. kvartal {self.year}" if self.is_quarter else f"{self.year}"
