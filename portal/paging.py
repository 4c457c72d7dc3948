"""Long lists in pages of fifty."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """One page (from 1) of a list that has `total` in all."""

    items: Sequence[T]
    total: int
    number: int

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // PER_PAGE))

    @property
    def first_shown(self) -> int:
        """The place of the first item that is shown, from 1."""
        return (self.number - 1) * PER_PAGE + 1


def number_of(asked: str, total: int) -> int:
    """The page that is asked for, or the nearest there is."""
    last = max(1, -(-total // PER_PAGE))
    return min(max(1, int(asked)), last) if asked.isdecimal() and len(asked) < len(str(total)) + 1 else 1


def page_of(items: Sequence[T], asked: str) -> Page[T]:
    """The page that is asked for of a whole list."""
    number = number_of(asked, len(items))
    return Page(items[(number - 1) * PER_PAGE : number * PER_PAGE], len(items), number)
