"""What may be shown of a citizen: a protected name and address are hidden everywhere, a CPR number always."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from domain.referral import Citizen

HIDDEN = "[skjult]"
_SHORTEST_NAME = 2


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
        """Somebody's own words without the CPR number, and without name and address if protected."""
        return self._hidden.sub(HIDDEN, text)

    @cached_property
    def _hidden(self) -> re.Pattern[str]:
        cpr = self.citizen.cpr
        patterns = [rf"(?<!\d){cpr[:6]}[ \-–]?{cpr[6:]}(?!\d)"]
        if self.citizen.protected:
            words = (self.citizen.address, self.citizen.name, *_names(self.citizen.name))
            patterns += [rf"(?<!\w){_spaced(word)}(?:s(?!\w))?(?!\w)" for word in words if word]
            patterns += [rf"(?<!\d){_spaced(word)}(?!\d)" for word in (self.citizen.phone,) if word]
        return re.compile("|".join(patterns), re.IGNORECASE)


def _names(name: str) -> list[str]:
    return [part for part in re.split(r"[\s\-]+", name) if len(part) >= _SHORTEST_NAME]


def _spaced(text: str) -> str:
    return r"\s+".join(re.escape(word) for word in text.split())
