"""One measured figure, with the bound it is held against."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of one row of the table. `digest` names the work that was done, equal for every variant."""

    row: str
    what: str
    database: str
    value: float
    unit: str
    bound: float | None = None
    direction: Literal["at least", "at most"] = "at most"
    note: str = ""
    digest: str = ""

    @property
    def holds(self) -> bool | None:
        """Whether the bound is kept; None where there is no bound."""
        if self.bound is None:
            return None
        return self.value >= self.bound if self.direction == "at least" else self.value <= self.bound
