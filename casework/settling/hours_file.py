"""The hours of a month as a file that a spreadsheet opens: no citizen in it, readable by its owner only.

A mentor stands there by name, as in the paper, and by her id, since two may have the same name.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO
from pathlib import Path

from adapters.documents.danish import decimal_comma
from casework.names import UNPAID
from casework.private_files import write_private
from domain.course_parts import ZERO
from domain.reconciling import Line

HEADINGS = (
    "Sag",
    "Periode",
    "Mentor",
    "Mentors id",
    "Kategori",
    "Bevilget i perioden",
    "Ført",
    "Uden for åbningstiden",
    "Bekræftet",
    "Faktureres",
    "Refusion",
)
UNBILLED, UNREFUNDED = "Faktureres ikke", "Refunderes ikke"


def write_csv(path: Path, lines: list[Line], name_of: Callable[[str], str]) -> None:
    """Write the lines for a spreadsheet. Raises Unavailable."""
    write_private(path, csv_of(lines, name_of))


def csv_of(lines: list[Line], name_of: Callable[[str], str]) -> bytes:
    """The lines as Danish spreadsheets expect: semicolons, decimal commas. `name_of`: a mentor's name."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    reasons = [f"{what}: {words}" for what in (UNBILLED, UNREFUNDED) for words in UNPAID.values()]
    writer.writerow([*HEADINGS, *reasons])
    writer.writerows(_row(line, name_of(line.mentor)) for line in lines)
    return out.getvalue().encode("utf-8-sig")


def why_unpaid(line: Line) -> str:
    """Why hours of the line are not billed, in words: `1,5 timer: kategorien faktureres ikke`."""
    return "; ".join(f"{decimal_comma(hours)}: {UNPAID[why]}" for why, hours in line.not_billable.items())


def _row(line: Line, mentor: str) -> list[str]:
    sums = (line.granted, line.logged, line.outside, line.confirmed, line.billable, line.refundable)
    rest = [part.get(why, ZERO) for part in (line.not_billable, line.not_refundable) for why in UNPAID]
    numbers = [decimal_comma(hours, thousands=False) for hours in (*sums, *rest)]
    return [line.ref, str(line.period), mentor, line.mentor, line.name, *numbers]
