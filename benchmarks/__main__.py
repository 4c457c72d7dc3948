"""Runs the rows and prints one table. `python -m benchmarks [--rows a,b,…] [--databases sqlite,postgresql]`.

A row is a module of this package with `measure(ground)`; adding one means adding a line to `ROWS`.
"""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from rich.box import MARKDOWN
from rich.console import Console
from rich.table import Table

from benchmarks import (
    batch,
    due,
    foresight,
    key_figures,
    mail,
    mail_memory,
    mail_processes,
    pages,
    searching,
    size,
    step,
)
from benchmarks import round as course_round
from benchmarks.figures import Figure
from benchmarks.places import POSTGRESQL, SQLITE, Ground, fsyncs_per_second, grounds

ROWS: dict[str, Callable[[Ground], Iterator[Figure]]] = {
    "a": step.measure,
    "b": batch.measure,
    "c": due.measure,
    "d": size.measure,
    "e": course_round.measure,
    "f": mail.opening,
    "g": mail.intake,
    "h": mail_processes.measure,
    "i": mail_memory.measure,
    "j": foresight.measure,
    "k": searching.measure,
    "l": pages.measure,
    "m": key_figures.measure,
}
WIDTH = 200
"""Wide enough for one line a figure, so that the table can be pasted where Markdown is read."""
KINDS = {"sqlite": SQLITE, "postgresql": POSTGRESQL}


def main() -> int:
    """Measure what was asked for and print it; 1 if two databases did not do the same work."""
    chosen = _arguments()
    console = Console(width=WIDTH)
    figures: list[Figure] = []
    with grounds(tuple(KINDS[name] for name in chosen.databases)) as made:
        rate = fsyncs_per_second(made[0].folder)
        for row in chosen.rows:
            for ground in made:
                with console.status(f"row ({row}) on {ground.kind}"):
                    figures += ROWS[row](ground)
    console.print(_table(figures))
    console.print(f"{_machine()}; the disk makes {rate:,.0f} four-kilobyte writes durable in a second.")
    return _print_digests(console, figures)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    for name, known in (("rows", tuple(ROWS)), ("databases", tuple(KINDS))):
        parser.add_argument(f"--{name}", default=known, type=lambda text: tuple(text.split(",")))
    chosen = parser.parse_args()
    unknown = (set(chosen.rows) - set(ROWS)) | (set(chosen.databases) - set(KINDS))
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    return chosen


def _table(figures: list[Figure]) -> Table:
    table = Table("row", "what", "database", "measured", "bound", "", "detail", box=MARKDOWN)
    for figure in figures:
        bound = "" if figure.bound is None else f"{figure.direction} {_number(figure.bound)} {figure.unit}"
        mark = {None: "", True: "ok", False: "MISSED"}[figure.holds]
        measured = f"{_number(figure.value)} {figure.unit}"
        table.add_row(f"({figure.row})", figure.what, figure.database, measured, bound, mark, figure.note)
    return table


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"


def _machine() -> str:
    when = datetime.now(UTC).date().isoformat()
    return f"{when}, {platform.machine()}, {platform.system()}, Python {platform.python_version()}"


def _print_digests(console: Console, figures: list[Figure]) -> int:
    agree = True
    for row in ROWS:
        digests = {figure.digest for figure in figures if figure.row == row and figure.digest}
        agree = agree and len(digests) <= 1
        for digest in sorted(digests):
            console.print(f"work of row ({row}), the same for every variant: {digest[:16]}")
    if not agree:
        console.print("The databases did not do the same work; their times must not be compared.")
    return 0 if agree else 1


if __name__ == "__main__":
    sys.exit(main())
