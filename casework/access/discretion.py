"""What may be shown of a citizen: a protected name and address are hidden everywhere, a CPR number always."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from domain.referral import Citizen

HIDDEN = "[skjult]"
_SHORTEST_NAME = 2
_SHORTEST_PLACE = 4


@dataclass(frozen=True)
class Discretion:
    """Guards everything that is written about one citizen.

    The protection holds as long as the referral says so: a protection whose date has passed asks a
    person, it never lifts itself (the `protected_until` date is not looked at here).
    """

    citizen: Citizen

    @property
    def name(self) -> str | None:
        """The citizen's name, or None where it is protected."""
        return None if self.citizen.protected else self.citizen.name

    def clean(self, text: str) -> str:
        """Somebody's own words without the CPR number and, if protected, without name, address, phone and
        e-mail, also where only a part of them or a genitive is written.
        """
        return self._hidden.sub(HIDDEN, text)

    @cached_property
    def _hidden(self) -> re.Pattern[str]:
        patterns = [_digits(self.citizen.cpr)]
        if self.citizen.protected:
            # Longest first, so that a full name is hidden once and not part by part.
            words = sorted(set(_words(self.citizen)), key=len, reverse=True)
            patterns += [rf"(?<!\w){_spaced(word)}(?:'?s)?(?!\w)" for word in words]
            patterns += [_digits(self.citizen.phone)] if self.citizen.phone else []
        return re.compile("|".join(patterns), re.IGNORECASE)


def _words(citizen: Citizen) -> Iterator[str]:
    yield citizen.name
    yield from (part for part in re.split(r"[\s\-]+", citizen.name) if len(part) >= _SHORTEST_NAME)
    if citizen.email:
        yield citizen.email
    for part in (citizen.address, *citizen.address.split(",")):
        street = re.sub(r"[\s\d]+\w?$", "", part).strip()
        yield from (place for place in (part.strip(), street) if len(place) >= _SHORTEST_PLACE)


def _spaced(text: str) -> str:
    return r"\s+".join(re.escape(word) for word in text.split())


def _digits(number: str) -> str:
    """The digits of a number, however they are grouped."""
    return r"(?<!\d)" + r"[ \-–]?".join(re.sub(r"\D", "", number)) + r"(?!\d)"
