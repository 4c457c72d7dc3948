"""A page of several commands as it is shown: its parts, and what is wrong with each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from casework.history.timeline import TimelineEntry
from portal.forms import problems
from portal.forms.form import Field, Told
from portal.forms.setting import Setting
from portal.forms.words import SAYINGS, Saying


@dataclass(frozen=True, slots=True)
class Asked:
    """A part of a page: its name, which all its fields begin with, its command, and what its box says.

    `at_first`: it is ticked from the beginning. `where`: on which courses there is anything to do about it.
    """

    name: str
    command: str
    title: str
    at_first: bool = False
    where: Callable[[Setting], bool] = lambda _setting: True


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part as it is shown."""

    asked: Asked
    fields: tuple[Field, ...]
    ticked: bool
    problem: str = ""

    @property
    def id(self) -> str:
        """The id of its box."""
        return f"part-{self.asked.name}"

    @property
    def saying(self) -> Saying:
        """What its command is called."""
        return SAYINGS[self.asked.command]

    @property
    def usual(self) -> tuple[Field, ...]:
        """The fields that are always shown."""
        return tuple(one for one in self.fields if not one.rare)

    @property
    def rare(self) -> tuple[Field, ...]:
        """The fields that are shown when asked for."""
        return tuple(one for one in self.fields if one.rare)


@dataclass(frozen=True, slots=True, kw_only=True)
class Several:
    """The page as it is shown; as `Form`, with parts."""

    ref: str
    seen: int
    parts: tuple[Part, ...]
    told: tuple[Told, ...] = ()
    status: int = 200
    meanwhile: tuple[TimelineEntry, ...] = ()


def summary_of(shown: Several, told: Mapping[str, str]) -> tuple[Told, ...]:
    """What a rule says of a part links to the part; the rest to its field, and says of which part it is."""
    names = {part.asked.name for part in shown.parts}
    of_page = {name: text for name, text in told.items() if name.partition(".")[0] not in names}
    return (*problems.summary(of_page, ()), *(one for part in shown.parts for one in _of_part(part, told)))


def _of_part(part: Part, told: Mapping[str, str]) -> Iterator[Told]:
    if part.problem:
        yield Told(part.problem, part.asked.title, part.id)
    start = f"{part.asked.name}."
    own = {name: text for name, text in told.items() if name.startswith(start)}
    for one in problems.summary(own, part.fields):
        yield replace(one, label=f"{part.asked.title}: {one.label}" if one.label else part.asked.title)
