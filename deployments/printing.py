"""Printing lists and objects: a table or lines for people, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any

from cyclopts import Parameter
from rich.console import Console
from rich.table import Table

Json = Annotated[bool, Parameter(name="--json", negative="", help="Skriv JSON i stedet for tekst.")]
console = Console(highlight=False)


def as_json(value: object) -> str:
    """One line of JSON: instants as ISO in UTC, hours as decimal strings, bytes as hex."""
    return json.dumps(value, default=_plain, ensure_ascii=False)


def _plain(value: Any) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError(type(value).__name__)


def show_rows(
    title: str, rows: Sequence[Mapping[str, object]], headings: Mapping[str, str], *, json: bool
) -> None:
    """Print rows: one JSON object per line, or a table with Danish headings."""
    if json:
        for row in rows:
            print(as_json(dict(row)))
        return
    table = Table(title=title, title_justify="left", header_style="bold")
    for heading in headings.values():
        table.add_column(heading)
    for row in rows:
        table.add_row(*(_cell(row[key]) for key in headings))
    console.print(table)


def show_object(value: Mapping[str, object], headings: Mapping[str, str], *, json: bool) -> None:
    """Print one object: JSON, or one line per field with its Danish name."""
    if json:
        print(as_json(dict(value)))
        return
    for key, heading in headings.items():
        console.print(f"[bold]{heading}[/bold]: ", end="")
        console.print(_cell(value[key]), markup=False)


def tell(text: str) -> None:
    """Print one line to people, without reading markup in it."""
    console.print(text, markup=False, soft_wrap=True)


def _cell(value: object) -> str:
    if value is None or value == "":
        return "–"
    return value.isoformat() if isinstance(value, datetime | date) else str(value)
