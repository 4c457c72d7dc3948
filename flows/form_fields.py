"""What a form's fields are made of: codes, days and instants, narrow enough that no person fits in."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import AwareDatetime, BeforeValidator, Field
from pydantic.json_schema import SkipJsonSchema

# Narrower than the codes themselves: a CPR number or a telephone number does not fit in.
Code = Annotated[str, Field(pattern=r"^[a-z][a-z_.-]{0,40}[0-9]{0,3}$")]
OptionalCode = Annotated[str, Field(pattern=r"^([a-z][a-z_.-]{0,40}[0-9]{0,3})?$")]


def _written_out(value: object) -> object:
    """A bare number is no date: a CPR number would otherwise pass for seconds since 1970."""
    if isinstance(value, int | float) or (isinstance(value, str) and value.strip().isdigit()):
        raise ValueError("skriv en dato som 2026-03-02")
    return value


# Prefect's server does not check the format of a date, only patterns; what it lets through is stored.
DAY = r"^\d{4}-\d{2}-\d{2}$"
INSTANT = r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$"
Day = Annotated[date, BeforeValidator(_written_out), Field(json_schema_extra={"pattern": DAY})]
OptionalDay = Day | SkipJsonSchema[None]
OptionalHours = Annotated[float, Field(gt=0, le=10000, multiple_of=0.25)] | SkipJsonSchema[None]
Instant = Annotated[
    AwareDatetime, BeforeValidator(_written_out), Field(json_schema_extra={"pattern": INSTANT})
]


def no_default(schema: dict[str, Any]) -> None:
    """Without a default of null the page shows a date picker, where it would offer a choice of types."""
    del schema["default"]
