"""The section `[hours]`: the categories hours are logged in, what is paid for, and what limits do."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from domain.ladders import Strict
from domain.values import Code, Line

Unused = Literal["lapse", "carry_over"]
"""What becomes of the hours that are left when a period ends."""


class HoursCategory(Strict):
    """One category of hours (S3). `billable`: the supplier is paid for it. `counts_against_grant`: its hours
    are the citizen's, and use what was granted; those of the mentor's own travel are told beside it.

    The state refunds it from `refundable_from` until `refundable_to`, both included; without a first day it
    does not (outside: only actual hours, no transport time; abolished for most groups).
    """

    code: Code
    name: Line
    billable: bool = True
    counts_against_grant: bool = True
    refundable_from: date | None = None
    refundable_to: date | None = None

    def refundable_on(self, day: date) -> bool:
        """Whether an hour on that Danish day is refunded."""
        begun = self.refundable_from is not None and self.refundable_from <= day
        return begun and (self.refundable_to is None or day <= self.refundable_to)

    @model_validator(mode="after")
    def _possible(self) -> Self:
        first, last = self.refundable_from, self.refundable_to
        if last is not None and (first is None or last < first):
            raise ValueError("refundable_to kræver en refundable_from, der ikke ligger senere")
        return self


class HourRules(Strict):
    """How granted hours are spent. At `warning_percent` of them somebody must look at the rest (local: 80).

    `over_week`: what more than the grant's hours in a week does (S1: need varies over time). `when_used_up`:
    what the last hour does. `unused`: whether the hours that are left when a period ends lapse with it, since
    a new period is a new grant (outside), or carry over to the next one. `longest_entry`: a log-book entry of
    more hours cannot be true (local: 12).
    """

    categories: Annotated[tuple[HoursCategory, ...], Field(min_length=1)]
    warning_percent: Annotated[int, Field(ge=1, le=100)]
    over_week: Literal["allow", "warn", "refuse"]
    when_used_up: Literal["review", "phase_out", "refuse_further"]
    unused: Unused
    longest_entry: Annotated[int, Field(ge=1, le=24)]

    def category(self, code: str) -> HoursCategory | None:
        """The category with that code, if the programme has it."""
        return next((category for category in self.categories if category.code == code), None)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        codes = [category.code for category in self.categories]
        if len(set(codes)) != len(codes):
            raise ValueError("categories: hver kode må kun stå én gang")
        return self
