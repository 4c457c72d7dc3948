"""The hours of a month for an invoice and for refund, and what has changed since they were told."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, time, timedelta
from decimal import Decimal

from casework.corps.authorised import must_be_coordinator
from casework.office import Office
from domain.calendar import instant_at
from domain.course_parts import ZERO
from domain.errors import InvalidInput, Problem
from domain.events import MeetingRecorded
from domain.reconciling import KINDS, Line, Place, accounts, double, lines, standing
from domain.values import Actor, Span
from models.jobs import Job
from models.listing import Wanted
from models.reconciliations import Reconciliation, Told

CENT = Decimal("0.01")
NAMES = ("ref", "period", "mentor", "category")
"""What names a line within a controller's month."""


@dataclass(frozen=True, slots=True)
class DoubleBooked:
    """An entry that says its mentor was somewhere else: at `other_entry` of the course `other`."""

    ref: str
    mentor: str
    entry: int
    held_on: date
    other: str
    other_entry: int


def month_of(text: str) -> Span:
    """The days of a month written `2026-03`. Raises InvalidInput."""
    try:
        first = date.fromisoformat(f"{text}-01")
    except ValueError:
        problem = Problem("--month", "er ikke en måned", "skriv den som 2026-03")
        raise InvalidInput("Timer", (problem,)) from None
    return Span(first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))


def month_lines(office: Office, month: Span, controller: str = "") -> list[Line]:
    """Every line of a month, by course; of one controller where it is named. Whether a mentor was at two
    places is seen across all of them.

    Nothing is logged before it is done, so only courses with entries written since the month began are read.
    """
    begun = instant_at(month.starts_on, time())
    histories = dict(office.casebook.facts(KINDS, Wanted(logged_since=begun)))
    twice = double(histories)
    found = []
    for row in office.casebook.courses(Wanted(controller=controller, logged_since=begun)):
        history = histories.get(row.ref, ())
        mine = twice.get(row.ref, ())
        programme = office.programmes.get(row.programme, row.programme_version)
        found += lines(row.ref, accounts(history, programme, mine), month)
    return found


def double_booked(office: Office) -> list[DoubleBooked]:
    """The entries that stand in the way of another one of the same mentor, oldest first."""
    histories = dict(office.casebook.facts(KINDS))
    twice = double(histories)
    found = [
        _double_booked(ref, entry, entries[entry.entry])
        for ref, entries in twice.items()
        for entry in standing(histories[ref])
        if entry.entry in entries
    ]
    return sorted(found, key=lambda one: (one.held_on, one.ref, one.entry))


def _double_booked(ref: str, entry: MeetingRecorded, place: Place) -> DoubleBooked:
    return DoubleBooked(ref, entry.mentor, entry.entry, entry.held_on, place.ref, place.entry)


def told(found: list[Line]) -> Told:
    """The lines as plain values, hours as texts with two decimals."""
    return [_plain(asdict(line)) for line in found]


def changed_since(before: Reconciliation, now: Told) -> Told:
    """The lines that are not as they were told: as they are now, with what was logged, billed and refunded
    then as `before`. A line that is gone has no hours now.
    """
    then, current = _by_name(before.lines), _by_name(now)
    found = []
    for name in sorted({*then, *current}):
        old, new = then.get(name), current.get(name)
        if old != new:
            found.append((new or _empty(then[name])) | {"before": _sums(old)})
    return found


def record(
    office: Office, controller: str, month: str, actor: Actor, *, job: Job | None = None
) -> Reconciliation:
    """Keep a controller's month as it is told now; in the commit that ends the `job` it was asked for by.
    Raises Refused for anybody but a coordinator, InvalidInput for a controller we do not know, Conflict
    where somebody else has done the job.
    """
    must_be_coordinator(office, actor)
    office.controller(controller)
    found = told(month_lines(office, month_of(month), controller))
    return office.reconciliations.record(controller, month, found, actor, office.now, job=job)


def _plain(value: dict[str, object]) -> dict[str, object]:
    return {key: _text(part) for key, part in value.items()}


def _text(value: object) -> object:
    if isinstance(value, Decimal):
        return str(value.quantize(CENT))
    return _plain(value) if isinstance(value, dict) else value


def _by_name(found: Told) -> dict[tuple[object, ...], dict[str, object]]:
    return {tuple(line[key] for key in NAMES): line for line in found}


def _empty(line: dict[str, object]) -> dict[str, object]:
    nothing = dict.fromkeys(
        ("logged", "outside", "confirmed", "billable", "refundable"), str(ZERO.quantize(CENT))
    )
    return line | nothing | {"not_billable": {}, "not_refundable": {}}


def _sums(line: dict[str, object] | None) -> dict[str, object]:
    return {key: line[key] for key in ("logged", "billable", "refundable")} if line else {}
