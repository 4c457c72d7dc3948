"""The section `[corps]`: what the mentors must have in place before they take citizens (S3)."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from domain.corps.documents import Document
from domain.corps.measures import Measure
from domain.ladders import Strict


class Target(Strict):
    """What the corps is to reach of one measure: so many percent, from one day to another, both included."""

    measure: Measure
    percent: Annotated[int, Field(ge=1, le=100)]
    valid_from: date
    valid_to: date | None = None

    @property
    def last(self) -> date:
        """The last day it holds on."""
        return self.valid_to or date.max

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.last < self.valid_from:
            raise ValueError("valid_to ligger før valid_from")
        return self


class CorpsRules(Strict):
    """The standing documents without which no course is taken in and no mentor matched (S3).

    Somebody is told so many minutes after a mentor alone on a visit should have been back (local), with a
    shorter time where the referral names a risk. `targets`: the corps's measurable goals (S3).
    """

    required_documents: tuple[Document, ...]
    check_in_minutes: Annotated[int, Field(ge=1, le=240)]
    check_in_risk_minutes: Annotated[int, Field(ge=1, le=240)]
    check_in_again_minutes: Annotated[int, Field(ge=5, le=240)]
    targets: tuple[Target, ...] = ()

    @field_validator("targets")
    @classmethod
    def _one_at_a_time(cls, targets: tuple[Target, ...]) -> tuple[Target, ...]:
        for one, other in combinations(targets, 2):
            if one.measure is other.measure and one.valid_from <= other.last and other.valid_from <= one.last:
                raise ValueError(f"to mål for {one.measure} gælder på samme tid; ret datoerne")
        return targets

    def target(self, measure: Measure, day: date) -> Target | None:
        """The target for a measure that holds on that Danish day."""
        mine = (one for one in self.targets if one.measure is measure)
        return next((one for one in mine if one.valid_from <= day <= one.last), None)
