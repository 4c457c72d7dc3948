"""Hours: months that are settled, their papers for invoice and refund, what changed since, and the seal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from fastapi import Response
from starlette.datastructures import UploadFile

from adapters.documents.danish import MONTHS
from casework import hours, hours_basis
from casework.hours_basis import Basis
from casework.hours_file import csv_of, why_unpaid
from casework.hours_seal import check
from domain.calendar import local_day
from domain.errors import InvalidInput, Problem
from domain.reconciling import Line
from domain.values import Actor, Role
from models.reconciliations import Reconciliation, Settled
from portal.errors import NothingHere
from portal.paging import page_of
from portal.routing import COORDINATORS, Pages
from portal.typed_numbers import Number
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
SETTLERS = COORDINATORS | {Role.MANAGER}
"""A manager sees what was settled; it holds no citizen's name, only references."""
MOST_SHOWN = 36
MONTHS_BACK = 12
CSV, PDF, ZIP = "text/csv; charset=utf-8", "application/pdf", "application/zip"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a settled month as it is shown: whose hours they are, and why some are not billed."""

    line: Line
    mentor: str
    why: str


@pages.get("/timer", who=SETTLERS, nav="Timer")
def months(visit: Visit) -> Response:
    """The months that are settled, the newest first, and the form to settle one."""
    return _overview(visit)


@pages.post("/timer/goer-op", who=COORDINATORS)
def settle(visit: Visit) -> Response:
    """Keep a municipality's month as it is told now."""
    controller, month = visit.text("kommune"), visit.text("maaned")
    problems = tuple(_unusable(visit, controller, month))
    if problems:
        return _overview(visit, status=422, problems=problems)
    made = hours.record(visit.office, controller, month, visit.actor)
    return visit.go(f"/timer/{made.id}", told=f"Måneden er gjort op: opgørelse nr. {made.id}.")


@pages.post("/timer/efterproev", who=SETTLERS)
def verify(visit: Visit) -> Response:
    """Look at a copy of a sealed file: is it as it was sent?"""
    sent = visit.form.get("fil")
    content = sent.file.read() if isinstance(sent, UploadFile) else b""
    try:
        return _overview(visit, checked=check(visit.office, content))
    except InvalidInput as error:
        return _overview(visit, status=422, problems=error.problems)


@pages.get("/timer/{number}", who=SETTLERS)
def month(visit: Visit, number: Number, mentor: str = "", aendret: str = "", side: str = "") -> Response:
    """One settled month; of one mentor where she is named. `aendret` asks what corrections changed since."""
    made = _seen(visit, number)
    hers = [line for line in made.lines if mentor in ("", line["mentor"])]
    page = page_of(hers, side)
    return visit.page(
        "hours/month.html",
        made=made,
        heading=_heading(made),
        by=visit.office.staff.name_of(Actor.parse(made.actor).id),
        page=page,
        rows=[
            Row(line, visit.office.staff.name_of(line.mentor), why_unpaid(line))
            for line in hours_basis.as_lines([*page.items])
        ],
        sums=hours_basis.sums_of(hers),
        mentors={
            key: visit.office.staff.name_of(key) for key in sorted({one["mentor"] for one in made.lines})
        },
        mentor=mentor,
        changes=_changes(visit, made) if aendret else None,
    )


@pages.get("/timer/{number}/hent/{basis}/{kind}", who=SETTLERS)
def download(visit: Visit, number: Number, basis: Basis, kind: str) -> Response:
    """The settled month as a paper, a spreadsheet, or both under a seal."""
    made = _seen(visit, number)
    name, content = _written(visit, made, basis, kind)
    return visit.file(content, name, {"pdf": PDF, "csv": CSV, "zip": ZIP}[kind])


def _written(visit: Visitor, made: Reconciliation, basis: Basis, kind: str) -> tuple[str, bytes]:
    stem = f"timer-{made.controller}-{made.month}-nr-{made.id}"
    if kind == "zip":
        return hours_basis.packed(visit.office, made, basis)
    if kind == "pdf":
        return f"{stem}-{basis}.pdf", hours_basis.paper(visit.office, made, basis).content
    if kind == "csv":
        return f"{stem}.csv", csv_of(hours_basis.lines_of(made))
    raise NothingHere


def _overview(visit: Visitor, *, status: int = 200, **shown: Any) -> Response:
    controllers = _controllers(visit)
    settled = [_told(one) for one in _newest(visit, controllers)]
    return visit.page(
        "hours/months.html",
        status=status,
        settled=settled,
        controllers=controllers,
        months=_choices(local_day(visit.office.now)),
        may_settle=visit.account.role in COORDINATORS,
        given={"kommune": visit.text("kommune"), "maaned": visit.text("maaned")},
        **({"problems": (), "checked": None} | shown),
    )


def _newest(visit: Visitor, controllers: dict[str, str]) -> list[Settled]:
    newest = visit.office.reconciliations.newest(10 * MOST_SHOWN)
    return [one for one in newest if one.controller in controllers][:MOST_SHOWN]


def _told(one: Settled) -> tuple[Settled, str]:
    return one, _heading(one)


def _heading(one: Settled) -> str:
    year, number = one.month.split("-")
    return f"{MONTHS[int(number) - 1].capitalize()} {year}"


def _controllers(visit: Visitor) -> dict[str, str]:
    """The municipalities she works for, with their jobcentres' names."""
    office, mine = visit.office, visit.account
    limited = office.staff.coordinator(mine.id).controllers if mine.role in COORDINATORS else ()
    names = {one.controller: one.name for one in reversed(office.partners.partners)}
    known = sorted(office.settings.controllers)
    return {key: names.get(key, key) for key in known if not limited or key in limited}


def _seen(visit: Visitor, number: int) -> Reconciliation:
    """A settled month of a municipality she works for. Raises NothingHere for any other."""
    made = visit.office.reconciliations.numbered(number)
    if made is None or made.controller not in _controllers(visit):
        raise NothingHere
    return made


def _unusable(visit: Visitor, controller: str, month: str) -> list[Problem]:
    found = []
    if controller not in _controllers(visit):
        found.append(Problem("kommune", "er ikke valgt", "vælg en kommune"))
    if month not in {key for key, _ in _choices(local_day(visit.office.now))}:
        found.append(Problem("maaned", "er ikke valgt", "vælg en måned, der er begyndt"))
    return found


def _choices(today: date) -> list[tuple[str, str]]:
    """The months that can be settled, the newest first."""
    first = today.replace(day=1)
    found = []
    for _ in range(MONTHS_BACK):
        found.append((f"{first:%Y-%m}", f"{MONTHS[first.month - 1]} {first.year}"))
        first = (first - timedelta(days=1)).replace(day=1)
    return found


def _mentors(visit: Visitor, made: Reconciliation) -> dict[str, str]:
    ids = sorted({str(line["mentor"]) for line in made.lines})
    return {key: visit.office.staff.name_of(key) for key in ids}


def _changes(visit: Visitor, made: Reconciliation) -> list[dict[str, Any]]:
    now = hours.month_lines(visit.office, hours.month_of(made.month), made.controller)
    return hours.changed_since(made, hours.told(now))
