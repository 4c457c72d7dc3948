"""A settled month's hours on paper: what an invoice or a claim for refund rests on. Nothing personal."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pydantic.dataclasses import dataclass

from adapters.documents.danish import decimal_comma
from adapters.documents.statements import FROZEN
from adapters.documents.typesetting import RenderedDocument, typeset

Rows = tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True, config=FROZEN)
class PaidLine:
    """The hours of one course, period, mentor and category: logged, confirmed by the citizen, and paid."""

    ref: str
    period: int
    mentor: str
    category: str
    logged: Decimal
    confirmed: Decimal
    paid: Decimal


@dataclass(frozen=True, kw_only=True, config=FROZEN)
class HoursBasis:
    """The whole paper. `paid_word` is what being paid is called in a head, `paid_in_all` over the sum;
    `unpaid` says why the rest of the hours is not, with how many.
    """

    number: int
    title: str
    subtitle: str
    paid_word: str
    paid_in_all: str
    dated_on: date
    facts: Rows
    lines: tuple[PaidLine, ...]
    unpaid: Rows
    unpaid_title: str
    check: str


def render_hours_basis(basis: HoursBasis) -> RenderedDocument:
    """Set it in Danish as PDF/A-2a and PDF/UA-1. Raises DocumentFailed if typst cannot."""
    return typeset("hours_basis", _view(basis), dated_on=basis.dated_on)


def _view(basis: HoursBasis) -> dict[str, object]:
    return {
        "ref": f"nr. {basis.number}",
        "title": basis.title,
        "subtitle": basis.subtitle,
        "paid_word": basis.paid_word,
        "paid_in_all": basis.paid_in_all,
        "facts": basis.facts,
        "lines": [_row(line) for line in basis.lines],
        "sums": _sums(basis.lines),
        "mentors": [[mentor, *_sums(mine)] for mentor, mine in _by_mentor(basis.lines)],
        "unpaid": basis.unpaid,
        "unpaid_title": basis.unpaid_title,
        "check": basis.check,
    }


def _row(line: PaidLine) -> list[str]:
    hours = (decimal_comma(part) for part in (line.logged, line.confirmed, line.paid))
    return [line.ref, str(line.period), line.mentor, line.category, *hours]


def _sums(lines: tuple[PaidLine, ...]) -> list[str]:
    """Logged, confirmed and paid in all."""
    names = ("logged", "confirmed", "paid")
    return [decimal_comma(sum((getattr(line, name) for line in lines), Decimal(0))) for name in names]


def _by_mentor(lines: tuple[PaidLine, ...]) -> list[tuple[str, tuple[PaidLine, ...]]]:
    mentors = sorted({line.mentor for line in lines})
    return [(mentor, tuple(line for line in lines if line.mentor == mentor)) for mentor in mentors]
