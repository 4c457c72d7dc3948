"""Hours for an invoice and for refund: what was granted, logged, confirmed, billable and refundable, and why
the rest is not. What is counted is the log and nothing else, so that no hour goes missing (S3, outside).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from operator import itemgetter

from domain.course_parts import ZERO
from domain.events import ExtensionDecided, HoursConfirmed, MeetingRecorded, Period, ReferralAccepted
from domain.history import Recorded, of_type
from domain.programme import Programme
from domain.values import Span

KINDS = (ReferralAccepted, ExtensionDecided, MeetingRecorded, HoursConfirmed)
"""The events that hours are counted from; none of what is used of them is personal."""
DOUBLE, CATEGORY, NO_REFUND, OVER_GRANT = "double", "category", "no_refund", "over_grant"
"""Why hours are not paid: the mentor is logged at two places at once, the category is not paid for, it gives
no refund on that day, the period's granted hours are used."""
Histories = Mapping[str, Iterable[Recorded]]
"""Courses' events by reference."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mentor was by her log book: a course and the number of its entry."""

    ref: str
    entry: int


@dataclass(frozen=True, slots=True)
class Account:
    """One log-book entry that stands: its hours, and how many of them are paid. `unbilled` and `unrefunded`
    say why the rest is not.
    """

    entry: MeetingRecorded
    period: Period
    name: str
    confirmed: bool
    billable: Decimal
    refundable: Decimal
    unbilled: str
    unrefunded: str


@dataclass(frozen=True, slots=True)
class Line:
    """The hours of one course, period, mentor and category in a span of days (S3). `granted` is the whole
    period's, `name` is what the programme calls the category, `outside` what of it was contact outside the
    office's opening hours.
    """

    ref: str
    period: int
    mentor: str
    category: str
    name: str
    granted: Decimal
    logged: Decimal
    outside: Decimal
    confirmed: Decimal
    billable: Decimal
    refundable: Decimal
    not_billable: Mapping[str, Decimal]
    not_refundable: Mapping[str, Decimal]


def standing(history: Iterable[Recorded]) -> list[MeetingRecorded]:
    """The entries with hours that no correction has replaced, in the order they were held."""
    entries = [event for _, event in of_type(history, MeetingRecorded)]
    corrected = {entry.corrects for entry in entries}
    kept = (entry for entry in entries if entry.hours and entry.entry not in corrected)
    return sorted(kept, key=lambda entry: (entry.held_on, entry.starts, entry.entry))


def double(histories: Histories) -> Mapping[str, Mapping[int, Place]]:
    """The entries, by course and number, that say a mentor was at another place at the same time: of two
    courses' entries that overlap, the one that was written last, with where the other one is. A group of
    several citizens is one place.
    """
    found: dict[str, dict[int, Place]] = {}
    for written in _mentors_days(histories):
        for number, (ref, entry) in enumerate(written):
            before = (
                Place(other, earlier.entry)
                for other, earlier in written[:number]
                if ref != other and _at_once(entry, earlier)
            )
            if place := next(before, None):
                found.setdefault(ref, {})[entry.entry] = place
    return found


def accounts(history: Iterable[Recorded], programme: Programme, double: Collection[int]) -> list[Account]:
    """Every entry of a course with what is paid of it; the granted hours of a period are used in the order
    the meetings were held, and hours beside the grant use none. `double` are the numbers of entries that
    are not paid before they are put right.
    """
    events = list(history)
    confirmed = {entry for _, event in of_type(events, HoursConfirmed) for entry in event.entries}
    periods = _periods(events)
    left = {period.number: period.hours for period in periods}
    found = []
    for entry in standing(events):
        period = next(one for one in periods if one.starts_on <= entry.held_on <= one.ends_on)
        twice = entry.entry in double
        limit = entry.hours if entry.beside_grant else left[period.number]
        covered = ZERO if twice else min(entry.hours, limit)
        left[period.number] -= ZERO if entry.beside_grant else covered
        why = DOUBLE if twice else OVER_GRANT
        found.append(_account(entry, period, covered, why, entry.entry in confirmed, programme))
    return found


def lines(ref: str, accounts: Iterable[Account], span: Span) -> list[Line]:
    """What a course's accounts are together in a span of days, by period, mentor and category."""
    groups: dict[tuple[int, str, str], list[Account]] = {}
    for account in accounts:
        if account.entry.held_on in span:
            named = (account.period.number, account.entry.mentor, account.entry.category)
            groups.setdefault(named, []).append(account)
    return [_line(ref, mine) for _, mine in sorted(groups.items(), key=itemgetter(0))]


def _account(
    entry: MeetingRecorded,
    period: Period,
    covered: Decimal,
    beyond: str,
    confirmed: bool,
    programme: Programme,
) -> Account:
    """`covered` of the entry's hours can be paid; `beyond` is why the others cannot."""
    category = programme.hours.category(entry.category)
    billed = category is not None and category.billable
    refunded = category is not None and category.refundable_on(entry.held_on)
    return Account(
        entry=entry,
        period=period,
        name=category.name if category else entry.category,
        confirmed=confirmed,
        billable=covered if billed else ZERO,
        refundable=covered if refunded else ZERO,
        unbilled=beyond if billed else CATEGORY,
        unrefunded=beyond if refunded else NO_REFUND,
    )


def _line(ref: str, accounts: list[Account]) -> Line:
    def total(hours: Iterable[Decimal]) -> Decimal:
        return sum(hours, ZERO)

    return Line(
        ref=ref,
        period=accounts[0].period.number,
        mentor=accounts[0].entry.mentor,
        category=accounts[0].entry.category,
        name=accounts[0].name,
        granted=accounts[0].period.hours,
        logged=total(account.entry.hours for account in accounts),
        outside=total(account.entry.outside_hours for account in accounts),
        confirmed=total(account.entry.hours for account in accounts if account.confirmed),
        billable=total(account.billable for account in accounts),
        refundable=total(account.refundable for account in accounts),
        not_billable=_rest((one.unbilled, one.entry.hours - one.billable) for one in accounts),
        not_refundable=_rest((one.unrefunded, one.entry.hours - one.refundable) for one in accounts),
    )


def _rest(parts: Iterable[tuple[str, Decimal]]) -> dict[str, Decimal]:
    rest: dict[str, Decimal] = {}
    for why, hours in parts:
        if hours:
            rest[why] = rest.get(why, ZERO) + hours
    return rest


def _periods(history: Iterable[Recorded]) -> list[Period]:
    events = list(history)
    first = [event.period for _, event in of_type(events, ReferralAccepted)]
    return first + [event.period for _, event in of_type(events, ExtensionDecided) if event.period]


def _mentors_days(histories: Histories) -> Iterator[list[tuple[str, MeetingRecorded]]]:
    """Each mentor's entries of each day over all courses, in the order they were written."""
    days: dict[tuple[str, date], list[tuple[datetime, str, int, MeetingRecorded]]] = {}
    for ref, history in histories.items():
        recorded = {event.entry: one for one, event in of_type(history, MeetingRecorded)}
        for entry in standing(history):
            one = recorded[entry.entry]
            days.setdefault((entry.mentor, entry.held_on), []).append((one.at, ref, one.seq, entry))
    for entries in days.values():
        yield [(ref, entry) for _, ref, _, entry in sorted(entries, key=itemgetter(0, 1, 2))]


def _at_once(one: MeetingRecorded, other: MeetingRecorded) -> bool:
    together = one.group and other.group
    return not together and one.starts < other.ends and other.starts < one.ends
