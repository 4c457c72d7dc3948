"""A form as its page shows it: every field with its words, its value as it was typed, and its problem."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from casework.history.timeline import TimelineEntry
from portal.forms.choices import Option
from portal.forms.words import Saying

SHORT = 24
"""So many characters of choices fit beside each other on a phone."""


class Widget(StrEnum):
    """How a field looks; each has a macro of that name in `templates/portal/forms/fields.html`."""

    TEXT = "text"
    AREA = "area"
    DATE = "date"
    TIME = "time"
    INSTANT = "instant"
    NUMBER = "number"
    TICK = "tick"
    RADIOS = "radios"
    SELECT = "select"
    TICKS = "ticks"
    HIDDEN = "hidden"
    GROUP = "group"
    ROWS = "rows"


MUST = "Skal udfyldes"
"""How a hint begins that says when a field that may be left must be filled in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field. `values` are as typed; `rows` the repetitions, each with its title and its fields.

    `rare`: shown when asked for. `most`: the characters it holds, 0 without a limit. `lines`: of a list,
    what is not among the options, one on each line. `hours`: the two hours of a night in which one comes
    twice, where it has to be said which. `may_be_left`: it may stay without any value.
    """

    name: str
    label: str
    widget: Widget
    hint: str = ""
    values: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    required: bool = False
    rare: bool = False
    problem: str = ""
    most: int = 0
    lines: tuple[str, ...] | None = None
    hours: tuple[Option, ...] = ()
    fields: tuple[Field, ...] = ()
    rows: tuple[Row, ...] = ()
    can_grow: bool = False
    may_be_left: bool = False

    @property
    def is_short(self) -> bool:
        """Whether its choices fit beside each other."""
        return sum(len(option.words) for option in self.options) < SHORT

    @property
    def id(self) -> str:
        """The id of its first input, which its problem in the summary links to."""
        return "f-" + self.name.replace(".", "-")

    @property
    def value(self) -> str:
        """Its only value."""
        return self.values[0] if self.values else ""

    @property
    def is_said(self) -> bool:
        """Whether anything stands in it that says more than nothing at all."""
        return any(value not in {"", "0"} for value in self.values)

    @property
    def must_sometimes(self) -> bool:
        """Whether its hint says when it must be filled in, so that nothing says it may be left."""
        return self.hint.startswith(MUST)

    @property
    def described_by(self) -> str:
        """The ids of what is said about it."""
        said = (("-hint", self.hint), ("-problem", self.problem))
        return " ".join(self.id + end for end, text in said if text)

    @property
    def is_troubled(self) -> bool:
        """Whether it, or a field within it, has a problem."""
        return bool(self.problem) or any(one.is_troubled for one in self.inner)

    @property
    def inner(self) -> tuple[Field, ...]:
        """The fields within it."""
        return (*self.fields, *(one for row in self.rows for one in row.fields))


@dataclass(frozen=True, slots=True)
class Row:
    """One repetition of a repeated field; `can_go` where it is not one of those the course itself gives."""

    name: str
    title: str
    fields: tuple[Field, ...]
    can_go: bool = True


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the summary: what is wrong, and the field it links to (none: it is about the whole)."""

    text: str
    label: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A command's form on a course. `status` is what the page that shows it again answers with.

    `meanwhile`: what other people did since the form was opened, where that stopped it.
    """

    ref: str
    command: str
    saying: Saying
    seen: int
    fields: tuple[Field, ...]
    told: tuple[Told, ...] = ()
    status: int = 200
    meanwhile: tuple[TimelineEntry, ...] = ()

    @property
    def usual(self) -> tuple[Field, ...]:
        """The fields that are always shown."""
        return tuple(one for one in self.fields if not one.rare)

    @property
    def rare(self) -> tuple[Field, ...]:
        """The fields that are shown when asked for."""
        return tuple(one for one in self.fields if one.rare)

    @property
    def path(self) -> str:
        """Where it is handed in, unless a page of its own takes it."""
        return f"/forloeb/{self.ref}/gor/{self.command}"

    def field(self, name: str) -> Field:
        """The field with that whole name. Raises KeyError."""
        return {one.name: one for one in every_field(self.fields)}[name]

    def value(self, name: str) -> Any:
        """What stands in the field with that name."""
        return self.field(name).value


def every_field(fields: tuple[Field, ...]) -> Iterator[Field]:
    """The fields and those within them, in the order they are shown."""
    for one in fields:
        yield one
        yield from every_field(one.inner)
