"""Several mistakes in one part of a programme, told at once: a validator alone could raise only its first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

Place = tuple[str | int, ...]
Mistake = tuple[Place, str]
"""Where within the part it is (nowhere in particular: empty), and the Danish sentence that says the cure."""


def refuse(mistakes: Iterable[Mistake], *, besides: ValidationError | None = None) -> None:
    """Raise all mistakes there are as one ValidationError, those of `besides` first; nothing if there are
    none.
    """
    details = [_again(dict(item)) for item in besides.errors(include_url=False)] if besides else []
    details += [
        InitErrorDetails(
            type=PydanticCustomError("value_error", "{error}", {"error": told}), loc=place, input=None
        )
        for place, told in mistakes
    ]
    if details:
        raise ValidationError.from_exception_data("programme", details)


def _again(item: dict[str, Any]) -> InitErrorDetails:
    """An error as it was, to be raised again among others."""
    kind = item["type"]
    if kind == "value_error":
        kind = PydanticCustomError("value_error", "{error}", {"error": str(item["ctx"]["error"])})
    return InitErrorDetails(type=kind, loc=item["loc"], input=item["input"], ctx=item.get("ctx", {}))
