"""The section `[log_book]`: what may be observed, and how soon an entry is written and shown."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from domain.ladders import Strict
from domain.values import Code, Line


class ObservationKind(Strict):
    """One kind of observation: its code, and the words people know it by."""

    code: Code
    name: Line


class LogBook(Strict):
    """The log book has the same duties as casework and is open to the citizen (S3).

    An entry made more than `enter_within` working days after the meeting is told as late (outside: note duty,
    as soon as possible); one not shown to the citizen within `show_within` days is listed (local).
    """

    enter_within: Annotated[int, Field(ge=0, le=60)]
    show_within: Annotated[int, Field(ge=1, le=400)]
    observation_kinds: tuple[ObservationKind, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        codes = [kind.code for kind in self.observation_kinds]
        if len(set(codes)) != len(codes):
            raise ValueError("observation_kinds: hver kode må kun stå én gang")
        return self
