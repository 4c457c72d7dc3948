"""Absence: from when to when somebody is away, and who then stands in. Never why.

Who a letter goes to is asked anew for each letter, so everything returns by itself on the day after.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from domain.calendar import ONE_DAY
from domain.errors import Refused
from domain.explain import danish_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Absence:
    """Somebody of ours is away. Danish days, both included; without `ends_on` until further notice."""

    id: int = 0
    person: str
    substitute: str = ""
    starts_on: date
    ends_on: date | None = None

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    def overlaps(self, other: Absence) -> bool:
        """Whether there is a day that lies in both."""
        return self.starts_on in other or other.starts_on in self

    @property
    def words(self) -> str:
        """`2. marts 2026 til og med 6. marts 2026`."""
        if self.ends_on is None:
            return f"{danish_date(self.starts_on)} og indtil videre"
        return f"{danish_date(self.starts_on)} til og med {danish_date(self.ends_on)}"


class Standing(NamedTuple):
    """Who acts for somebody on a day. Nobody: `person` is empty. `passed` are those who are away, in order,
    and `until` the last day of the first one's absence (None: until further notice, or she is here).
    """

    person: str
    passed: tuple[str, ...] = ()
    until: date | None = None

    @property
    def is_substitute(self) -> bool:
        """Whether somebody else acts than the one who is accountable."""
        return bool(self.passed)


def acting_for(person: str, day: date, absences: Sequence[Absence], cover: str = "") -> Standing:
    """Who acts for `person` on `day`: herself, otherwise her absence's substitute, otherwise `cover`.

    A substitute who is away passes it on to her own; where that leads round in a ring or ends, nobody acts.
    """
    away = _absence(person, day, absences)
    if away is None:
        return Standing(person)
    passed = [person]
    for substitute in (away.substitute, cover):
        found = _present(substitute, day, absences, passed)
        if found:
            return Standing(found, tuple(passed), away.ends_on)
    return Standing("", tuple(passed), away.ends_on)


def may_be_absent(new: Absence, absences: Iterable[Absence]) -> None:
    """Refuse an absence that ends before it begins, overlaps another of the same person, or has herself as
    the substitute. Raises Refused.
    """
    if new.ends_on and new.ends_on < new.starts_on:
        raise Refused("absence-order", "Fraværet slutter, før det begynder. Ret datoerne.")
    if new.substitute == new.person:
        raise Refused("absence-substitute", "Ingen kan være vikar for sig selv. Vælg en anden vikar.")
    for other in absences:
        if other.person == new.person and other.id != new.id and other.overlaps(new):
            raise Refused(
                "absence-overlap",
                f"Fraværet overlapper fravær nr. {other.id} ({other.words}). Afslut det først, eller vælg "
                "andre dage.",
            )


def uncovered(absence: Absence, days: Iterable[date], absences: Sequence[Absence]) -> tuple[date, ...]:
    """Those of the days on which nobody stands in, as far as the absences say."""
    every = [other for other in absences if other.id != absence.id] + [absence]
    return tuple(day for day in days if day in absence and not acting_for(absence.person, day, every).person)


def leaving(person: str, leaves_on: date) -> Absence:
    """One who has left is away for good from the day after, and nobody stands in by herself."""
    return Absence(person=person, starts_on=leaves_on + ONE_DAY)


def _present(person: str, day: date, absences: Sequence[Absence], passed: list[str]) -> str:
    while person and person not in passed:
        away = _absence(person, day, absences)
        if away is None:
            return person
        passed.append(person)
        person = away.substitute
    return ""


def _absence(person: str, day: date, absences: Sequence[Absence]) -> Absence | None:
    """The absence that counts: one with a substitute before one without, the one entered last first."""
    found = [absence for absence in absences if absence.person == person and day in absence]
    return max(found, key=lambda absence: (bool(absence.substitute), absence.id), default=None)
