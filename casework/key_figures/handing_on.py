"""The key figures of a quarter as a file that may leave the office: counts only, small ones hidden.

It is always the whole quarter with all programmes: a choice that could be laid beside another one would show
by the difference what is hidden in both. Months, years and a quarter that still runs are not handed on for
the same reason (fetched again the next day, it would tell of one), and outcomes are not: together with the
endings they would tell how many had none.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO

from casework.key_figures.definitions import ENDING_NAMES
from casework.key_figures.sums import Choice, Sums
from casework.office import Office
from domain.calendar import local_day
from domain.errors import InvalidInput, Problem
from domain.figures.lines import BACK, LATE, MISSED, MOVED, ON_TIME, STOOD, UNKNOWN, UNTOLD, Kind
from domain.figures.periods import Period
from domain.figures.suppression import Told, suppressed

TOTAL = "I alt"
WITHIN_A_MINUTE, LATER = "within_a_minute", "later"
TABLES: tuple[tuple[str, Kind, dict[str, str]], ...] = (
    ("Nye forløb", Kind.RECEIVED, {"": "Modtaget"}),
    ("Første kontakt", Kind.CONTACT, {ON_TIME: "Inden for fristen", LATE: "Efter fristen"}),
    ("Opfølgninger", Kind.FOLLOW_UP, {ON_TIME: "Til tiden", LATE: "For sent", MISSED: "Ikke holdt"}),
    (
        "Besked om fravigelser",
        Kind.DEVIATION,
        {WITHIN_A_MINUTE: "Inden for ét minut", LATER: "Senere", UNTOLD: "Ikke leveret endnu"},
    ),
    ("Mål", Kind.GOAL, {MOVED: "Fremgang", STOOD: "Uændret", BACK: "Tilbage", UNKNOWN: "Ukendt"}),
    ("Sluttede forløb", Kind.ENDED, ENDING_NAMES),
)
"""What is handed on: a title, what is counted, and the codes with their names."""


Part = tuple[tuple[str, str], Sums]
"""A controller and its programme, and their sums."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: rows are a controller's programme and last the total, columns codes and last the total."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Told, ...]], ...]


def tables(office: Office, period: Period, within: frozenset[str] = frozenset()) -> list[Table]:
    """The tables of a quarter; of some controllers where the reader may see no others (`within`): their rows
    of the same tables, so that two readers cannot put theirs together. Raises InvalidInput for another
    period; nothing to count gives no table.
    """
    if not period.is_quarter:
        raise _not_this("er ikke et kvartal", "vælg et kvartal; måneder og år gives ikke videre")
    if not period.is_over(local_day(office.now)):
        raise _not_this("er ikke slut", "vælg et kvartal, der er gået; et, der løber, gives ikke videre")
    rows = office.figures.of(period)
    named = sorted({(one.controller, one.programme) for one in rows})
    parts: list[Part] = [(whose, Sums.chosen(rows, (), Choice(*whose))) for whose in named]
    return [_table(title, kind, codes, parts, within) for title, kind, codes in TABLES] if parts else []


def _not_this(wrong: str, cure: str) -> InvalidInput:
    return InvalidInput("Nøgletal", (Problem("periode", wrong, cure),))


def as_csv(period: Period, found: Sequence[Table]) -> bytes:
    """The tables below each other as Danish spreadsheets expect them."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(["Periode", "Tabel", "Kommune og program", "Tal", "Antal"])
    for table in found:
        writer.writerows(
            [period.name, table.title, name, column, told]
            for name, cells in table.rows
            for column, told in zip((*table.columns, TOTAL), cells, strict=True)
        )
    return out.getvalue().encode("utf-8-sig")


def _table(
    title: str, kind: Kind, codes: dict[str, str], parts: Sequence[Part], within: frozenset[str]
) -> Table:
    told = suppressed([list(_counts(sums, kind, codes)) for _, sums in parts])
    rows = [
        (f"{controller} · {programme}", tuple(cells))
        for ((controller, programme), _), cells in zip(parts, told, strict=False)
        if not within or controller in within
    ]
    total = [] if within else [(TOTAL, tuple(told[-1]))]
    return Table(title, tuple(codes.values()), (*rows, *total))


def _counts(sums: Sums, kind: Kind, named: dict[str, str]) -> Iterator[int]:
    codes = sums.codes(kind)
    soon = codes["0"]
    late = sum(count for code, count in codes.items() if code.isdigit() and code != "0")
    for code in named:
        yield {WITHIN_A_MINUTE: soon, LATER: late}.get(code, codes[code])
