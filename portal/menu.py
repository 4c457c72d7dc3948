"""The menu: the pages of a role that have a name in it, in the order of a working day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from domain.values import Role
from portal.routing import Rule

ORDER = (
    "Min dag",
    "Søg",
    "Forløb",
    "Post",
    "Henvis",
    "Fordeling",
    "Fravær",
    "Breve",
    "Timer",
    "Kalender",
    "Prognose",
    "Nøgletal",
    "Drift",
    "Brugere",
    "Revision",
    "Hjælp",
)
"""What is not named here comes after what is."""
AT_HAND = 7
"""So many lines lie open; where there are more than a few others, those are one click further."""
FEW = 2


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu; `seldom` needed, it is folded away."""

    name: str
    path: str
    seldom: bool = False


def menu_of(rules: Iterable[Rule], role: Role) -> tuple[Entry, ...]:
    """What that role finds in its menu."""
    found = [Entry(rule.nav, rule.path) for rule in rules if rule.nav and role in rule.who]
    found.sort(key=_place)
    if len(found) <= AT_HAND + FEW:
        return tuple(found)
    return (*found[:AT_HAND], *(replace(entry, seldom=True) for entry in found[AT_HAND:]))


def _place(entry: Entry) -> tuple[int, str]:
    return (ORDER.index(entry.name) if entry.name in ORDER else len(ORDER), entry.name)
