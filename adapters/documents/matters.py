"""Appointments, deviations and extensions, as the reports show them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from pydantic import Field
from pydantic.dataclasses import dataclass

from adapters.documents.danish import decimal_comma, long_date, short_date
from adapters.documents.statements import FROZEN, Events, Statement, numbers, viewed
from domain.values import Hours

Count = Annotated[int, Field(ge=0)]


@dataclass(frozen=True, kw_only=True, config=FROZEN)
class Attendance:
    """How many appointments of one kind were kept, moved, excused or missed."""

    kind: str
    kept: Count
    event: Events
    moved: Count = 0
    excused: Count = 0
    no_show: Count = 0


@dataclass(frozen=True, kw_only=True, config=FROZEN)
class Deviation:
    """A departure from the plan: what happened, and every step of how it was handled."""

    occurred_on: date
    what: Statement
    handling: tuple[Statement, ...]


@dataclass(frozen=True, kw_only=True, config=FROZEN)
class Extension:
    """A new support period (both days included), who decided it, and why.

    The decision rests on the same events as its reason.
    `special_case` marks a period that the programme allows in very special cases only.
    """

    starts_on: date
    ends_on: date
    hours: Hours
    decided_on: date
    decided_by: str
    reason: Statement
    special_case: bool = False


def attendance_view(rows: Sequence[Attendance]) -> list[dict[str, object]]:
    """One row per kind of appointment."""
    return [
        {
            "kind": row.kind,
            "counts": [row.kept, row.moved, row.excused, row.no_show],
            "events": numbers(row.event),
        }
        for row in rows
    ]


def kept(rows: Sequence[Attendance]) -> str:
    """`27 af 30`: appointments kept of those that were to be kept (a moved one counts where it moved to)."""
    held = sum(row.kept for row in rows)
    return f"{held} af {held + sum(row.excused + row.no_show for row in rows)}"


def deviations_view(deviations: Sequence[Deviation]) -> list[dict[str, object]]:
    """Each deviation with its date, its description and the steps taken."""
    return [
        {
            "on": long_date(deviation.occurred_on),
            "what": viewed([deviation.what]),
            "handling": viewed(deviation.handling),
        }
        for deviation in deviations
    ]


def extensions_view(extensions: Sequence[Extension]) -> list[dict[str, object]]:
    """Each new period with its decision and its reason."""
    return [
        {
            "period": f"{short_date(extension.starts_on)} – {short_date(extension.ends_on)}",
            "statements": viewed((_decision(extension), extension.reason)),
        }
        for extension in extensions
    ]


def _decision(extension: Extension) -> Statement:
    special = " Givet som helt særligt tilfælde." if extension.special_case else ""
    decided = f"Afgjort {long_date(extension.decided_on)} af {extension.decided_by}."
    return Statement(f"{decimal_comma(extension.hours)} timer. {decided}{special}", extension.reason.event)
