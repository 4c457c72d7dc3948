"""Time off in lieu (afspadsering): hours earned outside agreed time, and taken again (S3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from domain.corps.wording import hours_words
from domain.course_parts import ZERO
from domain.errors import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class LieuHours:
    """One line of the ledger: a mentor earned or took so many hours on a Danish day."""

    mentor: str
    on: date
    kind: Literal["earned", "taken"]
    hours: Decimal

    @property
    def counts(self) -> Decimal:
        """What the line adds to the balance."""
        return self.hours if self.kind == "earned" else -self.hours


def balance(ledger: Iterable[LieuHours]) -> Decimal:
    """Hours earned and not yet taken."""
    return sum((line.counts for line in ledger), ZERO)


def may_enter(line: LieuHours, ledger: Iterable[LieuHours]) -> None:
    """Refuse hours that are none, more than a day has, or taken before they were earned. Raises Refused."""
    if not ZERO < line.hours <= HOURS_A_DAY or line.hours != line.hours.quantize(Decimal("0.01")):
        raise Refused("lieu-hours", "Angiv timerne for én dag som et tal over 0 og højst 24, fx 2.5.")
    left = balance(ledger)
    if line.kind == "taken" and line.hours > left:
        raise Refused("lieu-overdrawn", f"Der er kun optjent {hours_words(left)} til afspadsering.")


HOURS_A_DAY = Decimal(24)
