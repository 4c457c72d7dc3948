"""The list of courses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from fastapi import Response

from adapters.templates import initial
from casework.access.citizen_names import names_on_list
from casework.lists.course_list import Asked, Listed, course_list, how_many
from casework.lists.day_groups import PARTIES
from casework.lists.day_lines import what, when
from casework.names import PHASES, WAITING_ON
from domain.calendar import local_day
from domain.lifecycle import FINAL, OPEN, Phase
from domain.values import Role
from portal.names_shown import naming, remembered, with_names
from portal.paging import PER_PAGE, Page, number_of
from portal.routing import READERS, Pages
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
FIELDS = {"phase": "fase", "mentor": "mentor", "waiting_on": "venter"}
FLAGS = {"mine": "mine", "ended": "sluttede", "overdue": "over"}
YES = "ja"


@dataclass(frozen=True, slots=True)
class Row:
    """One course of the list as it is read."""

    ref: str
    name: str
    phase: str
    mentor: str
    waiting_on: str
    what: str
    when: str
    late: bool


@pages.get("/forloeb", who=READERS, nav="Forløb")
def list_page(visit: Visit) -> Response:
    """The courses the visitor may see, cut to what she asks for."""
    asked = _asked(visit)
    total = how_many(visit.office, visit.account, asked)
    number = number_of(visit.request.query_params.get("side", ""), total)
    found = course_list(visit.office, visit.account, asked, (number - 1) * PER_PAGE, PER_PAGE)
    page = Page(found, total, number)
    shown = visit.page(
        "course/list.html",
        asked=asked,
        page=page,
        rows=_rows(visit, page.items),
        query=_query(asked),
        **naming(visit),
        **_choices(visit),
    )
    return remembered(visit, shown)


def _asked(visit: Visitor) -> Asked:
    """What is asked for; an unknown value cuts nothing, and nobody learns of courses by it."""
    given = visit.request.query_params

    def one_of(name: str, known: Iterable[str]) -> str:
        value = given.get(FIELDS[name], "")
        return value if value in known else ""

    def wanted(name: str) -> bool:
        return given.get(FLAGS[name]) == YES

    return Asked(
        phase=one_of("phase", list(Phase)),
        mentor=one_of("mentor", _mentors(visit)),
        waiting_on=one_of("waiting_on", WAITING_ON),
        mine=wanted("mine") and visit.account.role is Role.COORDINATOR,
        ended=wanted("ended"),
        overdue=wanted("overdue"),
    )


def _rows(visit: Visitor, listed: Sequence[Listed]) -> list[Row]:
    refs = [one.agenda.ref for one in listed]
    names = names_on_list(visit.office, visit.account, refs) if with_names(visit) else {}
    now = visit.office.now
    return [_row(visit, one, names, now) for one in listed]


def _row(visit: Visitor, listed: Listed, names: Mapping[str, str], now: datetime) -> Row:
    agenda, duty, today = listed.agenda, listed.duty, local_day(now)
    return Row(
        ref=agenda.ref,
        name=names.get(agenda.ref, ""),
        phase=initial(PHASES[agenda.phase]),
        mentor=visit.office.staff.name_of(agenda.mentor) if agenda.mentor else "",
        waiting_on=initial(WAITING_ON[agenda.waiting_on]),
        what=what(duty, now, PARTIES.get(visit.account.role)) if duty else "",
        when=when(duty, today) if duty else "",
        late=duty.is_overdue(today) if duty else False,
    )


def _mentors(visit: Visitor) -> dict[str, str]:
    return {member.id: member.name for member in visit.office.staff.mentors}


def _choices(visit: Visitor) -> Mapping[str, Any]:
    phases = [*sorted(OPEN, key=list(Phase).index), *sorted(FINAL, key=list(Phase).index)]
    return {
        "phases": [(phase.value, initial(PHASES[phase])) for phase in phases],
        "waiting": [(code, initial(name)) for code, name in WAITING_ON.items() if code],
        "mentors": sorted(_mentors(visit).items(), key=lambda one: one[1]),
        "is_mentor": visit.account.role is Role.MENTOR,
        "is_coordinator": visit.account.role is Role.COORDINATOR,
    }


def _query(asked: Asked) -> str:
    given = asdict(asked)
    pairs = {FIELDS[name]: given[name] for name in FIELDS if given[name]}
    pairs |= {word: YES for name, word in FLAGS.items() if given[name]}
    return f"{urlencode(pairs)}&" if pairs else ""
