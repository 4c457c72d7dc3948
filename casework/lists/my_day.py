"""My day: what waits for one person, by when it is due. Nothing in it is personal: references and dates.

Whose a deadline is says `domain.duties`; who has which courses, the agendas and `casework.access.seeing`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from adapters.templates import counted
from casework.access.accounts import Account
from casework.decisions.heads import heads_decisions
from casework.lists.agendas import Agenda, agenda_of, of_authority, of_mentor, pressing_of
from casework.lists.day_groups import AHEAD, PARTIES, Group, group_of
from casework.office import Office
from domain.calendar import local_day
from domain.duties import Duty, Party
from domain.values import Role
from domain.who import AT_THE_DESK


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits: on which course, and what."""

    agenda: Agenda
    duty: Duty

    @property
    def place(self) -> tuple[date, str, str]:
        """Its place in a list: the oldest deadline first."""
        return self.duty.deadline_on, self.agenda.ref, self.duty.key


class Waiting(Protocol):
    """One group of the day: how many there are in all, and a part of them."""

    @property
    def total(self) -> int:
        """How many: things, or for a coordinator courses."""

    def part(self, start: int, most: int) -> list[Item]:
        """So many of them from a place (from 0), the oldest deadline first."""


Day = Mapping[Group, Waiting]


@dataclass(frozen=True, slots=True)
class Things:
    """What waits for one with few courses: each thing by itself."""

    items: Sequence[Item]

    @property
    def total(self) -> int:
        """How many things."""
        return len(self.items)

    def part(self, start: int, most: int) -> list[Item]:
        """So many of them from a place."""
        return list(self.items[start : start + most])


@dataclass(frozen=True, slots=True)
class Courses:
    """What waits for one with very many: the courses, found by their columns; only a part is ever opened."""

    office: Office
    group: Group
    refs: Sequence[str]

    @property
    def total(self) -> int:
        """How many courses."""
        return len(self.refs)

    def part(self, start: int, most: int) -> list[Item]:
        """What waits on so many of them from a place; on one there may be several things."""
        today, chosen = local_day(self.office.now), self.refs[start : start + most]
        courses = {head.ref: agenda_of(course) for head, course in self.office.casebook.several(chosen)}
        return [
            Item(courses[ref], duty)
            for ref in chosen
            for duty in courses[ref].duties
            if not duty.by_itself and group_of(duty, Party.COORDINATOR, today) is self.group
        ]


REPORTED_LATELY = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class News:
    """A report that came lately: of which course, and the last day it covers; the closing report, if it is
    `closing`.
    """

    ref: str
    on: date
    closing: bool


def my_day(office: Office, account: Account) -> Day:
    """What waits for the account today, within a week, and for others. Nothing for a role without courses of
    its own. Raises Tampered.
    """
    party, today = PARTIES.get(account.role), local_day(office.now)
    if party is Party.COORDINATOR:
        return _of_coordinator(office, account.id, today)
    return sorted_out(_agendas(office, account) if party else (), party or Party.MENTOR, today)


def _of_coordinator(office: Office, coordinator: str, today: date) -> Day:
    """By the columns that say when each party owes something; of those she stands in for today too."""
    found: dict[Group, list[tuple[int, str]]] = {group: [] for group in Group}
    number, last = today.toordinal(), (today + AHEAD).toordinal()
    for one in pressing_of(office, coordinator, today + AHEAD):
        if one.coordinator is not None and one.coordinator <= last:
            late = one.coordinator < number
            group = Group.OVERDUE if late else Group.TODAY if one.coordinator == number else Group.WEEK
            found[group].append((one.coordinator, one.ref))
        awaited = [day for day in (one.mentor, one.jobcentre) if day is not None]
        if one.jobcentre is not None or (one.mentor is not None and one.mentor <= last):
            found[Group.OTHERS].append((min(awaited), one.ref))
    return {
        group: Courses(office, group, [ref for _, ref in sorted(these)]) for group, these in found.items()
    }


def appointments_apart(day: Day) -> tuple[list[Item], Day]:
    """Today's appointments by their hour, and the day without them: for one whose day is told thing by thing.
    A coordinator's day, which is told course by course, stays whole.
    """
    today = day[Group.TODAY]
    if not isinstance(today, Things):
        return [], day
    meetings = [(item.duty.at, item) for item in today.items if item.duty.at]
    others = Things([item for item in today.items if not item.duty.at])
    return [item for _, item in sorted(meetings, key=lambda one: (one[0], one[1].place))], {
        **day,
        Group.TODAY: others,
    }


def new_reports(office: Office, account: Account) -> list[News]:
    """The reports that somebody of the authority may want to read now; none for others. Raises Tampered."""
    if account.role not in AT_THE_DESK:
        return []
    return reports_to_read(_agendas(office, account), local_day(office.now))


def _agendas(office: Office, account: Account) -> list[Agenda]:
    if account.role is Role.MENTOR:
        return of_mentor(office, account.id)
    found = of_authority(office, account)
    return heads_decisions(office, found) if account.role is Role.HEAD else found


def sorted_out(agendas: Iterable[Agenda], party: Party, today: date) -> Mapping[Group, Things]:
    """The items of these courses by group, as that party sees them on a Danish day."""
    groups: dict[Group, list[Item]] = {group: [] for group in Group}
    for agenda in agendas:
        for duty in agenda.duties:
            group = group_of(duty, party, today)
            if group:
                groups[group].append(Item(agenda, duty))
    for items in groups.values():
        items.sort(key=lambda item: item.place)
    return {group: Things(items) for group, items in groups.items()}


def summary(day: Day) -> str:
    """The day in one sentence: `Du har 3 ting i dag, og intet er over tiden.`"""
    today, late = day[Group.TODAY].total, day[Group.OVERDUE].total
    first = f"Du har {counted(today, 'ting', 'ting')} i dag" if today else "Du har ikke noget med frist i dag"
    if not late:
        return f"{first}, og intet er over tiden."
    return f"{first}, og {counted(late, 'ting', 'ting')} er over tiden."


def reports_to_read(agendas: Sequence[Agenda], today: date) -> list[News]:
    """The progress reports and closing reports of the last two weeks, newest first (for the authority)."""
    since = today - REPORTED_LATELY
    news = (one for agenda in agendas for one in _news(agenda) if one.on >= since)
    return sorted(news, key=lambda one: (one.on, one.ref), reverse=True)


def _news(agenda: Agenda) -> Iterator[News]:
    if agenda.reported_to:
        yield News(agenda.ref, agenda.reported_to, closing=False)
    if agenda.closed_on:
        yield News(agenda.ref, agenda.closed_on, closing=True)
