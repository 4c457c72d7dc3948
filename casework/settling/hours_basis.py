"""A settled month as papers to send on: the basis for an invoice or for refund, under a seal.

What is told is the reconciliation as it was kept, never the log as it stands now, so the same number always
gives the same files. Nothing in them is personal.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter

import msgspec

from adapters.documents.danish import MONTHS, decimal_comma
from adapters.documents.hours_basis import HoursBasis, PaidLine, render_hours_basis
from adapters.documents.typesetting import RenderedDocument
from adapters.templates import day_words, time_words
from casework import names
from casework.office import Office
from casework.settling.hours import month_of
from casework.settling.hours_file import csv_of
from casework.settling.hours_seal import SEAL_FILE, sealed
from domain.calendar import local, local_day
from domain.errors import InvalidInput, Problem
from domain.reconciling import Line
from domain.values import Actor
from models.reconciliations import Reconciliation, Settled
from models.reconciliations import Told as Plain


class Basis(StrEnum):
    """What the paper is for. The values stand in file names, addresses and on the command line."""

    INVOICE = "faktura"
    REFUND = "refusion"


@dataclass(frozen=True, slots=True)
class Told:
    """How a basis speaks of its hours: which of a line's sums, and the words around them."""

    paid: str
    unpaid: str
    title: str
    word: str
    rest: str


TOLD: Mapping[Basis, Told] = {
    Basis.INVOICE: Told("billable", "not_billable", "Grundlag for faktura", "Faktureres", "Faktureres ikke"),
    Basis.REFUND: Told(
        "refundable", "not_refundable", "Grundlag for refusion", "Refunderes", "Refunderes ikke"
    ),
}
CHECK = (
    "Fingeraftrykket er taget af opgørelsens linjer, som de er gemt hos os, og kan ikke være det samme, hvis "
    "et tal er ændret. Filen segl.json, der følger med, bærer fingeraftryk af papiret og af regnearket og "
    "vores underskrift. Hele mappen efterprøves på portalens side Timer, eller med: mentor hours verify."
)


def settled(office: Office, number: int) -> Reconciliation:
    """The reconciliation with that number. Raises InvalidInput where there is none, Tampered."""
    found = office.reconciliations.numbered(number)
    if found is None:
        cure = "se listen på siden Timer, eller gør måneden op: mentor hours settle"
        raise InvalidInput("Timer", (Problem("number", f"opgørelse nr. {number} findes ikke", cure),))
    return found


def lines_of(made: Reconciliation) -> list[Line]:
    """The lines as they were told."""
    return as_lines(made.lines)


def as_lines(told: Plain) -> list[Line]:
    """Lines as they are kept, with their hours as numbers again."""
    return msgspec.convert(told, list[Line], strict=False)


def file_name(made: Settled, basis: Basis, kind: str = "zip") -> str:
    """What a file of it is called; without anything personal."""
    return f"timer-{made.controller}-{made.month}-{basis}-nr-{made.id}.{kind}"


def packed(office: Office, made: Reconciliation, basis: Basis) -> tuple[str, bytes]:
    """A ZIP of the paper, the spreadsheet and the seal over both, with its name.

    The same reconciliation gives the same bytes. Raises DocumentFailed.
    """
    files = {
        file_name(made, basis, "pdf"): paper(office, made, basis).content,
        file_name(made, basis, "csv"): csv_of(lines_of(made), office.staff.name_of),
    }
    files[SEAL_FILE] = sealed(office.keyring, made, basis, files)
    return file_name(made, basis), _zipped(files, made)


def taken_out(content: bytes, made: Settled, basis: Basis, kind: str) -> bytes:
    """The paper or the spreadsheet out of what was packed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(file_name(made, basis, kind))


def paper(office: Office, made: Reconciliation, basis: Basis) -> RenderedDocument:
    """The basis as PDF. Raises DocumentFailed."""
    told, lines = TOLD[basis], sorted(lines_of(made), key=attrgetter("ref", "period", "mentor", "category"))
    year, month = made.month.split("-")
    return render_hours_basis(
        HoursBasis(
            number=made.id,
            title=told.title,
            subtitle=f"{MONTHS[int(month) - 1].capitalize()} {year}",
            paid_word=told.word,
            paid_in_all=f"timer til {basis}",
            dated_on=local_day(made.at),
            facts=_facts(office, made),
            lines=tuple(_paid(office, line, told) for line in lines),
            unpaid=_unpaid(lines, told),
            unpaid_title=told.rest,
            check=CHECK,
        )
    )


def _facts(office: Office, made: Reconciliation) -> tuple[tuple[str, str], ...]:
    span, by = month_of(made.month), Actor.parse(made.actor)
    when = f"{day_words(made.at)} {time_words(made.at)}"
    return (
        ("Opgørelse", f"nr. {made.id}"),
        ("Leverandør", office.settings.supplier),
        ("Myndighed", office.partners.by_controller(made.controller).name),
        ("Måned", f"{span.starts_on:%d.%m.%Y} til {span.ends_on:%d.%m.%Y}"),
        ("Gjort op", f"{when} af {office.staff.name_of(by.id)}"),
        ("Fingeraftryk", made.sha256),
    )


def _paid(office: Office, line: Line, told: Told) -> PaidLine:
    return PaidLine(
        ref=line.ref,
        period=line.period,
        mentor=office.staff.name_of(line.mentor),
        category=line.name,
        logged=line.logged,
        confirmed=line.confirmed,
        paid=getattr(line, told.paid),
    )


def _unpaid(lines: list[Line], told: Told) -> tuple[tuple[str, str], ...]:
    sums: dict[str, Decimal] = {}
    for line in lines:
        for why, hours in getattr(line, told.unpaid).items():
            sums[why] = sums.get(why, Decimal(0)) + hours
    return tuple((names.UNPAID[why].capitalize(), decimal_comma(sums[why])) for why in sorted(sums))


def _zipped(files: Mapping[str, bytes], made: Reconciliation) -> bytes:
    content, moment = io.BytesIO(), local(made.at).timetuple()[:6]
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in sorted(files.items()):
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, part)
    return content.getvalue()
