"""The closing report of a full course, and the statements in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from adapters.documents import ClosingReport, Statement
from casework.reports import closing_report
from tests.factories import full_course
from tests.factory.office import context

FULL = full_course()
REPORT = closing_report(context(FULL))


def statements(value: Any) -> Iterator[Statement]:
    """Every statement anywhere in a report."""
    if isinstance(value, Statement):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from statements(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from statements(getattr(value, field.name))


def numbers(event: int | tuple[int, ...]) -> tuple[int, ...]:
    return event if isinstance(event, tuple) else (event,)


def said(report: ClosingReport) -> str:
    return "\n".join(statement.text for statement in statements(report))
