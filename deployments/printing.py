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
from msgspec import Struct, structs
from rich.console import Console
from rich.table import Table
from rich.text import Text

from domain.calendar import local

Json = Annotated[bool, Parameter(name="--json", negative="", help="Skriv JSON i stedet for tekst.")]
console = Console(highlight=False)
NOTHING = "–"
LONGEST_NUMBER = len("M-2026-00001")
LONGEST_NAME = len("fastholdelsesmentor")


def as_json(value: object) -> str:
    """One line of JSON: instants as ISO in UTC, hours as decimal strings, bytes as hex."""
    return json.dumps(value, default=_plain, ensure_ascii=False)


def _plain(value: Any) -> object:
    if isinstance(value, Struct):
        return structs.asdict(value)
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
    title: str,
    rows: Sequence[Mapping[str, object]],
    headings: Mapping[str, str],
    *,
    json: bool,
    empty: str = "Der er ingen endnu.",
) -> None:
    """Print rows: one JSON object per line, or a table with Danish headings; `empty` when there are none."""
    if json:
        for row in rows:
            print(as_json(dict(row)))
    elif rows:
        console.print(_table(title, rows, headings))
    else:
        tell(empty)


def _table(title: str, rows: Sequence[Mapping[str, object]], headings: Mapping[str, str]) -> Table:
    """Columns in which nothing stands are left out, so that there is room for the others."""
    table = Table(title=Text(title), title_justify="left", header_style="bold")
    columns = {key: [_cell(row[key]) for row in rows] for key in headings}
    shown = {key: cells for key, cells in columns.items() if set(cells) != {NOTHING}} or columns
    for key, cells in shown.items():
        # What is broken in two can neither be read out nor copied: a number, and a name that is one word.
        limit = LONGEST_NUMBER if any(" " in cell for cell in cells) else LONGEST_NAME
        whole = max(map(len, cells)) <= limit
        table.add_column(headings[key], overflow="fold", no_wrap=whole)
    for row_cells in zip(*shown.values(), strict=True):
        table.add_row(*map(Text, row_cells))
    return table


def show_object(value: Mapping[str, object], headings: Mapping[str, str], *, json: bool) -> None:
    """Print one object: JSON, or one line per field with its Danish name."""
    if json:
        print(as_json(dict(value)))
        return
    for key, heading in headings.items():
        console.print(f"[bold]{heading}[/bold]: ", end="")
        tell(_cell(value[key]))


def tell(text: str) -> None:
    """Print one line to people, without reading markup in it."""
    console.print(printable(text), markup=False, soft_wrap=True)


def printable(text: str) -> str:
    """The text without signs that would steer the terminal: what a mail said must not do that."""
    return "".join(sign if sign.isprintable() or sign == "\n" else "\ufffd" for sign in text)


def _cell(value: object) -> str:
    if value is None or value == "":
        return NOTHING
    if isinstance(value, datetime):
        return f"{local(value):%Y-%m-%d %H.%M}"
    return printable(value.isoformat() if isinstance(value, date) else str(value))
