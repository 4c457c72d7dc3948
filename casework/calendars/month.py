"""A month of appointments and deadlines: which course, when, and what; nothing personal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from heapq import nsmallest

from casework.access.accounts import Account
from casework.corps.working_days import shared_calendar
from casework.lists.agendas import Agenda, agendas, of_authority, of_coordinator, of_mentor
from casework.lists.day_groups import PROVIDERS_OWN
from casework.lists.day_lines import what
from casework.office import Office
from domain.calendar import local, local_day
from domain.duties import Duty
from domain.timers import TimerKind
from domain.values import Role

MOST_A_DAY = 12
"""So many of a day are shown; how many there are is told."""
WEEK = 7


@dataclass(frozen=True, slots=True)
class Entry:
    """One appointment or deadline of a course. `clock` is its Danish time, empty for a deadline."""

    ref: str
    clock: str
    what: str
    is_appointment: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A Danish day with the first of its entries; `total` is how many there are."""

    on: date
    entries: tuple[Entry, ...]
    total: int
    closed: str = ""


def month_of(office: Office, account: Account, first: date, mentor: str = "") -> list[Day]:
    """Every day of the month that begins on `first`. A coordinator sees her courses, of one `mentor` where
    she names her; a mentor sees her own, somebody of the authority those she has to do with, and a manager
    those of the `mentor` she names. Raises Tampered.
    """
    found: defaultdict[date, list[tuple[str, Duty]]] = defaultdict(list)
    last = last_of(first)
    for agenda in _agendas(office, account, mentor):
        for duty in agenda.duties:
            day = local_day(duty.at) if duty.at else duty.deadline_on
            if first <= day <= last and _is_told(account, duty):
                found[day].append((agenda.ref, duty))
    closed = dict(shared_calendar(office).closed_between(first - timedelta(days=1), last))
    return [_day(office, day, found[day], closed.get(day, "")) for day in days_of(first)]


def weeks_of(days: Iterable[Day]) -> list[list[Day | None]]:
    """The days in weeks from Monday; None where a week begins or ends outside the month."""
    listed = list(days)
    before = listed[0].on.weekday()
    padded: list[Day | None] = [*([None] * before), *listed]
    padded += [None] * (-len(padded) % WEEK)
    return [padded[start : start + WEEK] for start in range(0, len(padded), WEEK)]


def days_of(first: date) -> list[date]:
    """The days of the month that begins on `first`."""
    return [first + timedelta(days=number) for number in range((last_of(first) - first).days + 1)]


def last_of(first: date) -> date:
    """The last day of the month that begins on `first`."""
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def _agendas(office: Office, account: Account, mentor: str) -> list[Agenda]:
    if account.role is Role.MENTOR:
        return of_mentor(office, account.id)
    if account.is_authority:
        return of_authority(office, account)
    if account.role is Role.MANAGER:
        return agendas(office, office.casebook.heads_of_mentor(mentor)) if mentor else []
    hers = of_coordinator(office, account.id)
    return [agenda for agenda in hers if mentor in ("", agenda.mentor)]


def _is_told(account: Account, duty: Duty) -> bool:
    """The authority is not told what the provider owes or watches over by itself, but when they meet."""
    ours = duty.kind in PROVIDERS_OWN and duty.kind is not TimerKind.APPOINTMENT
    return not (account.is_authority and ours)


def _entry(office: Office, ref: str, duty: Duty) -> Entry:
    return Entry(ref, *_told(office, duty), duty.kind is TimerKind.APPOINTMENT)


def _told(office: Office, duty: Duty) -> tuple[str, str]:
    if duty.at:
        return f"{local(duty.at):%H.%M}", "Aftale"
    return "", what(duty, office.now)


def _day(office: Office, day: date, found: list[tuple[str, Duty]], closed: str) -> Day:
    """Only what is shown of it is put into words."""
    shown = nsmallest(MOST_A_DAY, found, key=_place)
    return Day(day, tuple(_entry(office, ref, duty) for ref, duty in shown), len(found), closed)


def _place(one: tuple[str, Duty]) -> tuple[bool, float, str, str]:
    """Appointments by their hour come before deadlines by their course."""
    ref, duty = one
    return duty.kind is not TimerKind.APPOINTMENT, duty.at.timestamp() if duty.at else 0, ref, duty.key
