"""The section `[follow_up]`: what is asked about every goal at each follow-up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field, field_validator

from domain.ladders import Strict
from domain.mistakes import Mistake, refuse
from domain.values import Code, Line

REACHED = "reached"
"""The one question the rules themselves need the answer to."""


class Question(Strict):
    """A question answered with yes or no: its code and its words."""

    code: Code
    text: Line


class FollowUp(Strict):
    """The questions in the order they are asked. S0 has three: reached, sufficient, other or more needed."""

    questions: Annotated[tuple[Question, ...], Field(min_length=1, max_length=10)]

    @field_validator("questions")
    @classmethod
    def _usable(cls, questions: tuple[Question, ...]) -> tuple[Question, ...]:
        refuse(_mistakes([question.code for question in questions]))
        return questions


def _mistakes(codes: Sequence[str]) -> Iterator[Mistake]:
    if REACHED not in codes:
        yield (), f'ét spørgsmål skal have code = "{REACHED}": om målet er nået'
    for number, code in enumerate(codes):
        if code in codes[:number]:
            yield (number, "code"), "to spørgsmål har samme code; giv dem hver sin"
