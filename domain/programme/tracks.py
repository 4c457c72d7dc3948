"""The sections `[tracks.<code>]`: special tracks, on which a citizen has a right, or a right and a duty."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from domain.programme.grants import Decider
from domain.programme.wording import Named

Months = Annotated[int, Field(ge=0, le=24)]


class Track(Named):
    """One track and the rules of its first period.

    `before_months` and `until_months` are counted from the day the track is about (the discharge, the
    release, the beginning of the education); without them that day is not asked for. `deciders`: who grants
    and extends on the track, where that is not whoever the programme names.
    """

    entitlement: Literal["none", "right", "right_and_duty"]
    only_without_offer: bool = False
    least_months: Months | None = None
    most_months: Annotated[int, Field(ge=1, le=24)] | None = None
    before_months: Months | None = None
    until_months: Annotated[int, Field(ge=1, le=24)] | None = None
    deciders: tuple[Decider, ...] = ()

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if self.least_months and self.most_months and self.least_months > self.most_months:
            raise ValueError("least_months er længere end most_months")
        return self

    @property
    def about_a_day(self) -> bool:
        """Whether the track's period is counted from a day that has to be stated."""
        return self.before_months is not None or self.until_months is not None
