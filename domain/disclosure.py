"""What workplace, school and doctor may know: agreed with the citizen, and told no further than that (S3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from domain.values import Stored

Outsider = Literal["workplace", "school", "doctor", "other_professional"]
"""Who may be told something. The jobcentre is none of them: what it is told rests on `domain.notices`."""
Told = Literal["attendance", "practical", "considerations", "goals", "sensitive"]
"""What may be told. `sensitive` is what is told only where it matters, a diagnosis above all (S3)."""

ToldOn = Literal["consent", "law"]
"""What telling an outsider rests on: what was agreed with the citizen, or a law that needs no consent."""

OUTSIDERS: Mapping[str, str] = {
    "workplace": "arbejdspladsen",
    "school": "skolen",
    "doctor": "lægen",
    "other_professional": "en anden fagperson",
}
TOLD: Mapping[str, str] = {
    "attendance": "fremmøde",
    "practical": "aftaler og praktiske forhold",
    "considerations": "skånehensyn",
    "goals": "mål og fremgang",
    "sensitive": "følsomme oplysninger, hvor de har betydning",
}


class Disclosure(Stored, frozen=True):
    """What one kind of outsider may know from one day to another (both included), until it is withdrawn.

    It rests on the citizen's consent to exactly this, and to nothing else.
    """

    id: str
    recipient: Outsider
    kinds: tuple[Told, ...]
    from_on: date
    until_on: date | None = None
    ended_on: date | None = None

    def covers(self, recipient: str, day: date) -> bool:
        """Whether it lets that outsider know something on that Danish day."""
        if recipient != self.recipient or day < self.from_on or (self.until_on and day > self.until_on):
            return False
        return self.ended_on is None or day < self.ended_on


def allowed(agreed: Iterable[Disclosure], recipient: str, day: date) -> frozenset[str]:
    """What an outsider may know on that day, by all that is agreed."""
    return frozenset(kind for one in agreed if one.covers(recipient, day) for kind in one.kinds)
