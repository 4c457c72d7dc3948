"""Printing lists and objects: a table or lines for people, JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Annotated

from cyclopts import Parameter
from rich.box import HEAVY_HEAD, Box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from adapters.as_json import as_json
from domain.calendar import local

Columns = Mapping[str, Sequence[str]]
"""The cells below each heading."""
Json = Annotated[bool, Parameter(name="--json", negative="", help="Skriv JSON i stedet for tekst.")]
console = Console(highlight=False)
NOTHING = "–"
LONGEST_NUMBER = len("M-2026-00001")
LONGEST_NAME = len("fastholdelsesmentor")
LONGEST_WORD = 30
"""What is longer (a path, a fingerprint) is broken; a word never is."""
LONG_TEXT, STRIP = 80, 24
"""A text longer than that needs at least so much room."""


def show_rows(
    title: str,
    rows: Sequence[Mapping[str, object]],
    headings: Mapping[str, str],
    *,
    json: bool,
    empty: str = "Der er ingen endnu.",
) -> None:
    """Print rows: one JSON object per line, or a table with Danish headings; `empty` when there are none.

    Where the screen is too narrow for the table, each row is a paragraph with one line for each thing.
    """
    if json:
        for row in rows:
            print(as_json(dict(row)))
    elif rows:
        _show(title, _columns(rows, headings))
    else:
        tell(empty)


def _columns(rows: Sequence[Mapping[str, object]], headings: Mapping[str, str]) -> Columns:
    """Columns in which nothing stands are left out, so that there is room for the others."""
    columns = {headings[key]: [_cell(row[key]) for row in rows] for key in headings}
    return {name: cells for name, cells in columns.items() if set(cells) != {NOTHING}} or columns


def _show(title: str, columns: Columns) -> None:
    """A table with lines, or without where that makes it fit, or else a paragraph for each row."""
    least = {name: _narrowest(name, cells) for name, cells in columns.items()}
    for lines, frame in ((HEAVY_HEAD, 3 * len(columns) + 1), (None, 2 * len(columns) - 2)):
        room = console.width - frame
        if sum(least.values()) <= room:
            console.print(_table(title, columns, _widths(columns, least, room), lines))
            return
    console.print(Text(title, style="bold"))
    for cells in zip(*columns.values(), strict=True):
        console.print()
        for line in _paragraph(dict(zip(columns, cells, strict=True))):
            console.print(line)


def _narrowest(name: str, cells: Sequence[str]) -> int:
    """How many signs a column needs if no word in it is to be broken, and no long text to be a mere strip."""
    whole = [name, *cells] if _is_whole(cells) else []
    words = [word for text in (name, *cells) for word in text.split()]
    strip = STRIP if max(map(len, cells)) > LONG_TEXT else 0
    return max([strip, *map(len, whole), *(min(len(word), LONGEST_WORD) for word in words)])


def _is_whole(cells: Sequence[str]) -> bool:
    """What is broken in two can neither be read out nor copied: a number, and a name that is one word."""
    limit = LONGEST_NUMBER if any(" " in cell for cell in cells) else LONGEST_NAME
    return max(map(len, cells)) <= limit


def _widths(columns: Columns, least: Mapping[str, int], room: int) -> dict[str, int]:
    """What is left of the room goes to the columns so that the shortest stand on one line."""
    wanted = {
        name: max(len(line) for text in (name, *cells) for line in text.split("\n"))
        for name, cells in columns.items()
    }
    widths, over = dict(least), room - sum(least.values())
    for name in sorted(columns, key=lambda name: wanted[name]):
        given = min(max(wanted[name] - least[name], 0), over)
        widths[name], over = widths[name] + given, over - given
    return widths


def _table(title: str, columns: Columns, widths: Mapping[str, int], lines: Box | None) -> Table:
    table = Table(title=Text(title), title_justify="left", header_style="bold", box=lines)
    table.pad_edge = lines is not None
    for name in columns:
        table.add_column(name, overflow="fold", width=widths[name])
    for row_cells in zip(*columns.values(), strict=True):
        table.add_row(*map(Text, row_cells))
    return table


def _paragraph(row: Mapping[str, str]) -> Iterator[Padding]:
    """One row without a table: its name in bold, and below it what there is to tell."""
    (first, name), *others = row.items()
    yield Padding(Text(f"{first}: {name}", style="bold"), 0, expand=False)
    for heading, cell in others:
        if cell == NOTHING:
            continue
        said = cell.split("\n")
        yield _indented(f"{heading}: {cell}" if len(said) == 1 else f"{heading}:", 2)
        if len(said) > 1:
            yield from (_indented(line, 4) for line in said)


def _indented(text: str, by: int) -> Padding:
    return Padding(Text(text), (0, 0, 0, by), expand=False)


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
