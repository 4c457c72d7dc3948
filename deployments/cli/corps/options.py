"""The options that several of the corps's commands have."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from cyclopts import Parameter

from deployments.cli.reading import CPR_LIKE
from domain.errors import InvalidInput, Problem

By = Annotated[str, Parameter(name="--as", help="Koordinatoren, der gør det, fx coordinator:kirsten.")]
AnyOfUs = Annotated[str, Parameter(name="--as", help="Hvem der handler, fx mentor:amira.")]
Mentor = Annotated[str, Parameter(help="Mentorens id i staff.toml, fx amira.")]


def day_of(text: str, option: str) -> date:
    """A Danish day as it was typed. Raises InvalidInput; what was typed is not repeated."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        problem = Problem(option, "er ikke en dato", "skriv den som 2026-03-02")
        raise InvalidInput("Dato", (problem,)) from None


def staff_id(text: str, option: str) -> str:
    """An id of ours as it was typed; a CPR number is none. Raises InvalidInput; it is not repeated."""
    if CPR_LIKE.search(text):
        raise InvalidInput("Person", (Problem(option, "er ikke et id", "brug id'et fra staff.toml"),))
    return text
