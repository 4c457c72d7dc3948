"""A statement and the events it rests on: nothing in a report stands without them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import ConfigDict, Field
from pydantic.dataclasses import dataclass

from adapters.documents.danish import event_numbers

FROZEN = ConfigDict(extra="forbid")

EventNumber = Annotated[int, Field(ge=1)]
Events = EventNumber | Annotated[tuple[EventNumber, ...], Field(min_length=1)]
"""The number of one event of the course, or of several."""

Stage = Literal["tilbagefald", "førovervejelse", "overvejelse", "forberedelse", "handling", "vedligeholdelse"]
"""A stage of change (trin i forandringscirklen), from the lowest to the highest."""


@dataclass(frozen=True, config=FROZEN)
class Statement:
    """One sentence or paragraph of a report, with the events it rests on."""

    text: str
    event: Events


def numbers(events: int | tuple[int, ...]) -> str:
    """The event numbers as printed: `nr. 4, 7–9`."""
    return event_numbers(events if isinstance(events, tuple) else (events,))


def viewed(statements: Iterable[Statement]) -> list[dict[str, str]]:
    """The statements as the templates read them."""
    return [{"text": statement.text, "events": numbers(statement.event)} for statement in statements]
