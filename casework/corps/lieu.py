"""Time off in lieu: entering hours, and what each mentor has left."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from casework.corps.authorised import must_be_coordinator
from casework.corps.readiness import today
from casework.office import Office
from domain.corps.lieu import LieuHours, balance
from domain.course_parts import ZERO
from domain.errors import InvalidInput, Problem
from domain.values import Actor


@dataclass(frozen=True, slots=True)
class Balance:
    """A mentor's hours earned, taken and left."""

    mentor: str
    earned: Decimal
    taken: Decimal
    left: Decimal


def enter_lieu(office: Office, line: LieuHours, by: Actor) -> Decimal:
    """Enter hours; gives what the mentor has left. Raises InvalidInput, Refused as `may_enter`."""
    must_be_coordinator(office, by)
    office.staff.mentor(line.mentor)
    if line.kind == "earned" and line.on > today(office):
        problem = Problem("--on", "ligger i fremtiden", "indfør timer, når de er optjent")
        raise InvalidInput("Afspadsering", (problem,))
    office.corps.lieu.add(line, str(by), office.now)
    return balance(other for other in office.corps.lieu.all() if other.mentor == line.mentor)


def balances(office: Office) -> list[Balance]:
    """Every mentor with hours in the ledger, by id."""
    by_mentor: dict[str, list[LieuHours]] = defaultdict(list)
    for line in office.corps.lieu.all():
        by_mentor[line.mentor].append(line)
    return [_balance(mentor, lines) for mentor, lines in sorted(by_mentor.items())]


def lines_of(office: Office, mentor: str) -> list[LieuHours]:
    """A mentor's hours as they were entered, the newest first."""
    return [line for line in reversed(office.corps.lieu.all()) if line.mentor == mentor]


def _balance(mentor: str, lines: list[LieuHours]) -> Balance:
    earned = sum((line.hours for line in lines if line.kind == "earned"), ZERO)
    return Balance(mentor, earned, earned - balance(lines), balance(lines))
