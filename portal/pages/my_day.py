"""My day: the first page of every role."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import Response

from casework import names
from casework.access.break_glass import break_glasses_of
from casework.access.citizen_names import names_on_list
from casework.decisions.plan_changes import unread_answers
from casework.desks.desk import piles
from casework.lists.day_groups import PARTIES, Group
from casework.lists.day_lines import Line, lines
from casework.lists.my_day import Day, Item, appointments_apart, my_day, new_reports, summary
from casework.lists.standing_of_mentors import standing_of_mentors
from domain.values import Role
from domain.words import OUTCOMES
from portal.errors import NothingHere
from portal.forms.drafting import unfinished
from portal.names_shown import naming, remembered, with_names
from portal.paging import PER_PAGE, Page, number_of
from portal.routing import EVERYBODY, HEADS, READERS, Pages
from portal.visit import Visit
from portal.visitor import Visitor
from portal.ways import button_of, leads, way_to_do, way_to_tell

pages = Pages()
AT_FIRST = {Group.OVERDUE: 15, Group.TODAY: 15, Group.WEEK: 15, Group.OTHERS: 5}
"""So many of each group are on the page itself; the others behind `vis alle`."""
HEADINGS: Mapping[Group, str] = {
    Group.OVERDUE: "Over tiden",
    Group.TODAY: "I dag",
    Group.WEEK: "De næste syv dage",
    Group.OTHERS: "Venter på andre",
}
ADDRESSES = {"over-tiden": Group.OVERDUE, "i-dag": Group.TODAY, "ugen": Group.WEEK, "andre": Group.OTHERS}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the day with the citizen's name, if she is shown, and the button to where it is done."""

    line: Line
    name: str
    way: str
    button: str


@dataclass(frozen=True, slots=True)
class Section:
    """One group of the page: so many in all, of which the first are shown."""

    group: Group
    heading: str
    address: str
    total: int
    rows: tuple[Row, ...]


@pages.get("/min-dag", who=EVERYBODY, nav="Min dag")
def day_page(visit: Visit) -> Response:
    """What is late, what is for today and this week, and what waits on others."""
    day = my_day(visit.office, visit.account)
    meetings, rest = appointments_apart(day)
    shown = {group: waiting.part(0, AT_FIRST[group]) for group, waiting in rest.items()}
    page = visit.page(
        "my_day/page.html",
        meetings=_rows(visit, meetings),
        sections=_sections(visit, rest, shown),
        summary=summary(day),
        piles=_piles(visit),
        reports=new_reports(visit.office, visit.account),
        answers=unread_answers(visit.office, visit.account),
        plan_changes=names.PLAN_CHANGES,
        outcomes=OUTCOMES,
        emergencies=_emergencies(visit),
        unfinished=unfinished(visit),
        mentors=standing_of_mentors(visit.office) if visit.account.role is Role.MANAGER else (),
        has_courses=visit.account.role in PARTIES,
        health=leads(visit, "/drift"),
        searches=leads(visit, "/soeg") and visit.account.role is not Role.MENTOR,
        **naming(visit),
    )
    return remembered(visit, page)


@pages.get("/min-dag/{address}", who=READERS | HEADS)
def group_page(visit: Visit, address: str) -> Response:
    """One group of the day, all of it, page by page."""
    group = ADDRESSES.get(address)
    if group is None:
        raise NothingHere
    waiting = my_day(visit.office, visit.account)[group]
    number = number_of(visit.request.query_params.get("side", ""), waiting.total)
    items = waiting.part((number - 1) * PER_PAGE, PER_PAGE)
    page = visit.page(
        "my_day/group.html",
        heading=HEADINGS[group],
        address=address,
        page=Page(_rows(visit, items), waiting.total, number),
        **naming(visit),
    )
    return remembered(visit, page)


def _sections(visit: Visitor, day: Day, shown: Mapping[Group, Sequence[Item]]) -> list[Section]:
    addresses = {group: address for address, group in ADDRESSES.items()}
    rows = iter(_rows(visit, [item for group in Group for item in shown[group]]))
    return [
        Section(
            group=group,
            heading=HEADINGS[group],
            address=addresses[group],
            total=day[group].total,
            rows=tuple(next(rows) for _ in shown[group]),
        )
        for group in Group
    ]


def _rows(visit: Visitor, items: Sequence[Item]) -> list[Row]:
    names = _names(visit, items)
    told = zip(items, lines(visit.office, items, visit.account), strict=True)
    return [_row(visit, line, item.duty.command, names.get(line.ref, "")) for item, line in told]


def _row(visit: Visitor, line: Line, settled_by: str, name: str) -> Row:
    if not line.command:
        return Row(line, name, *way_to_tell(visit, line.ref, settled_by))
    way = way_to_do(visit, line.ref, line.command, line.subject)
    return Row(line, name, way, button_of(line.command, line.subject, again=True))


def _names(visit: Visitor, items: Sequence[Item]) -> Mapping[str, str]:
    refs = {item.agenda.ref for item in items}
    return names_on_list(visit.office, visit.account, refs) if with_names(visit) else {}


def _emergencies(visit: Visitor) -> Sequence[object]:
    """Who has opened a course of hers in an emergency: told to the coordinator alone."""
    if visit.account.role is not Role.COORDINATOR:
        return []
    return break_glasses_of(visit.office, visit.account.id)


def _piles(visit: Visitor) -> list[object]:
    if visit.account.role is not Role.COORDINATOR:
        return []
    found = piles(visit.office, visit.account.id)
    return [(pile, pile.path if leads(visit, pile.path) else "") for pile in found]
