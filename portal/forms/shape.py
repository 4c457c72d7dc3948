"""What a command's form asks for, read from the command's own class: nothing is written down twice."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from datetime import date, time
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import AwareDatetime, StringConstraints

from casework.decisions.ending_effort import Ending, EndingRuling
from casework.decisions.extension import Decision, Ruling
from domain.commands import COMMANDS

LONG = 200
"""A text that may be longer is written over several lines."""


class Kind(StrEnum):
    """How a field's value is written in a form."""

    TEXT = "text"
    LIST = "list"
    DATE = "date"
    TIME = "time"
    INSTANT = "instant"
    NUMBER = "number"
    WHOLE = "whole"
    TICK = "tick"
    YES_NO = "yes_no"
    GROUP = "group"
    ROWS = "rows"
    NUMBERS = "numbers"
    ANSWERS = "answers"


@dataclass(frozen=True, slots=True)
class Spec:
    """One field: whose it is, how it is written, and what it may hold.

    `codes` are the values of a closed list; `most` the characters of a text (of a line, in a list); `inner`
    the fields of a group or of each row. `clearable`: that nothing is meant is told apart from no answer.
    """

    owner: str
    name: str
    kind: Kind
    required: bool = False
    default: Any = None
    codes: tuple[str, ...] = ()
    most: int = 0
    inner: tuple[Spec, ...] = ()
    clearable: bool = False

    @property
    def key(self) -> str:
        """What the field is called in the tables of words and choices."""
        return f"{self.owner}.{self.name}"


Shape = tuple[Spec, ...]
_HANDED_IN: Mapping[str, type] = {"DecideExtension": Decision, "EndEffort": Ending}
"""A decision is handed in with the decider's reference and code; the command itself holds who it was."""
NOT_TYPED = frozenset({"CompleteReferral.mail_id", "CompleteReferral.form_id", "Referral.enclosures"})
"""Where a referral came from and with which papers: what the mail room says, and no form."""
IN_PERSON: Mapping[str, type] = {"DecideExtension": Ruling, "EndEffort": EndingRuling}
_PLAIN: Mapping[type, Kind] = {
    str: Kind.TEXT,
    date: Kind.DATE,
    time: Kind.TIME,
    AwareDatetime: Kind.INSTANT,
    Decimal: Kind.NUMBER,
    int: Kind.WHOLE,
}


@cache
def shape_of(command: str) -> Shape:
    """The fields that the command `name` is given as JSON, in their order."""
    return _shape(_HANDED_IN.get(command) or COMMANDS[command])


def shape_in_person(command: str) -> Shape:
    """The same, without decider and code, for her who is signed in and decides as herself."""
    return _shape(IN_PERSON[command])


def every_spec(shape: Shape) -> Iterator[Spec]:
    """The fields, and those within them."""
    for spec in shape:
        yield spec
        yield from every_spec(spec.inner)


@cache
def _shape(cls: type) -> Shape:
    hints = get_type_hints(cls, include_extras=True)
    return tuple(
        _spec(cls.__name__, one.name, hints[one.name], _default(one))
        for one in fields(cls)
        if f"{cls.__name__}.{one.name}" not in NOT_TYPED
    )


def _default(one: Any) -> Any:
    if one.default is not MISSING:
        return one.default
    return MISSING if one.default_factory is MISSING else one.default_factory()


def _spec(owner: str, name: str, hint: Any, default: Any) -> Spec:
    required = default is MISSING
    default = None if required else default
    first, *_ = branches = _branches(hint)
    values = [value for branch in branches for value in _literals(branch)]
    codes = tuple(value for value in values if value not in (None, ""))
    plain = Spec(owner, name, Kind.TEXT, required, default, codes or _codes(first))
    return replace(plain, clearable={None, ""} <= set(values), **_written(first, default, required=required))


def _written(hint: Any, default: Any, *, required: bool) -> dict[str, Any]:
    """The kind, the longest text, and what is within."""
    bare = _bare(hint)
    if bare is bool:
        return {"kind": Kind.YES_NO if required or default is None else Kind.TICK}
    if get_origin(bare) is tuple:
        return _of_many(get_args(bare)[0])
    if get_origin(bare) is dict:
        return {"kind": Kind.ANSWERS if _bare(get_args(bare)[1]) is bool else Kind.NUMBERS}
    if is_dataclass(bare):
        return {"kind": Kind.GROUP, "inner": _shape(bare)}  # type: ignore[arg-type]
    return {"kind": _PLAIN.get(bare, Kind.TEXT), "most": _most(hint)}


def _of_many(item: Any) -> dict[str, Any]:
    bare = _bare(item)
    if is_dataclass(bare):
        return {"kind": Kind.ROWS, "inner": _shape(bare)}  # type: ignore[arg-type]
    return {"kind": Kind.LIST, "most": _most(item)}


def _branches(hint: Any) -> list[Any]:
    """What a field may be, the branch that says most first."""
    bare = _bare(hint)
    if get_origin(bare) not in (Union, types.UnionType):
        return [hint]
    return sorted(get_args(bare), key=lambda one: one is type(None) or _literals(one) == ("",))


def _bare(hint: Any) -> Any:
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint


def _literals(hint: Any) -> tuple[Any, ...]:
    bare = _bare(hint)
    if bare is type(None):
        return (None,)
    return get_args(bare) if get_origin(bare) is Literal else ()


def _codes(hint: Any) -> tuple[str, ...]:
    """The closed list that the items of a list are taken from."""
    bare = _bare(hint)
    return _literals(get_args(bare)[0]) if get_origin(bare) is tuple else ()


def _most(hint: Any) -> int:
    marks = getattr(hint, "__metadata__", ())
    return max((one.max_length or 0 for one in marks if isinstance(one, StringConstraints)), default=0)
