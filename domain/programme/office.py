"""The section `[office]`: opening hours and the days that are closed here."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Self

from pydantic import StringConstraints, field_validator, model_validator

from domain.ladders import Strict
from domain.mistakes import refuse

ORDINARY_YEAR = 2026
"""A year without a 29 February."""


class Office(Strict):
    """Opening hours, and the days that are closed here though they are no public holidays (as MM-DD)."""

    opens: time = time(8)
    closes: time = time(16)
    closing_days: tuple[Annotated[str, StringConstraints(pattern=r"^[0-9]{2}-[0-9]{2}$")], ...] = ()

    @model_validator(mode="after")
    def _open_at_all(self) -> Self:
        if self.opens >= self.closes:
            raise ValueError("kontoret skal åbne, før det lukker")
        return self

    @field_validator("closing_days")
    @classmethod
    def _in_every_year(cls, days: tuple[str, ...]) -> tuple[str, ...]:
        wrong = ((number, text) for number, text in enumerate(days) if not _comes_every_year(text))
        refuse(
            ((number,), f"{text} er ikke en dag, der findes hvert år; skriv MM-DD") for number, text in wrong
        )
        return days


def _comes_every_year(text: str) -> bool:
    try:
        date.fromisoformat(f"{ORDINARY_YEAR}-{text}")
    except ValueError:
        return False
    return True
