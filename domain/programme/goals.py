"""The section `[goals]`: how goals are set, and how it is seen that something moves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from domain.ladders import Strict
from domain.mistakes import Mistake, refuse
from domain.values import Code, Line


class GoalTemplate(Strict):
    """An aim of the programme that a goal can be made from, such as one of S1's three sub-goals."""

    code: Code
    text: Line


class Goals(Strict):
    """With the circle of change (S2) a change plan is made together, and each follow-up asks for the stage;
    without it neither is asked for.

    `scale` is the highest mark of the progress scale that begins at 0 (local; 0: there is none).
    `final_aim`: every top goal names education or job as what it leads to (S4, S3).
    """

    change_plan: Literal["none", "circle_of_change"]
    scale: Annotated[int, Field(ge=0, le=100)]
    final_aim: bool
    template: tuple[GoalTemplate, ...] = ()

    @property
    def circle(self) -> bool:
        """Whether the circle of change is used."""
        return self.change_plan == "circle_of_change"

    def text_of(self, code: str) -> str | None:
        """What the template with that code says, or None if there is none."""
        return next((one.text for one in self.template if one.code == code), None)

    @model_validator(mode="after")
    def _measurable(self) -> Self:
        refuse(self._mistakes())
        return self

    def _mistakes(self) -> Iterator[Mistake]:
        if not self.circle and not self.scale:
            yield (), "uden forandringscirklen skal scale være mindst 1; ellers kan fremgang ikke ses"
        codes = [one.code for one in self.template]
        if len(set(codes)) != len(codes):
            yield ("template",), "to skabeloner i template har samme code; giv dem hver sin"
