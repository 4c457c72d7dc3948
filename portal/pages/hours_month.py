"""One settled month: its lines page by page, its files, and what the log says differently since."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import Response

from casework.settling import hours_basis
from casework.settling.hours_basis import Basis
from casework.settling.hours_file import why_unpaid
from casework.settling.hours_jobs import ask_to_compare, ask_to_pack, changes_in, comparison_of, files_of
from domain.course_parts import ZERO
from domain.reconciling import Line
from portal.errors import NothingHere
from portal.paging import PER_PAGE, Page, number_of
from portal.routing import Pages
from portal.settled_hours import SETTLERS, controllers_of, month_words, seen_month
from portal.typed_numbers import Number
from portal.under_way import name_of, under_way
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
MEDIA = {"csv": "text/csv; charset=utf-8", "pdf": "application/pdf", "zip": "application/zip"}
SHOWN = ("logged", "confirmed", "billable", "refundable")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a settled month as it is shown: whose hours they are, and why some are not billed."""

    line: Line
    mentor: str
    why: str


@pages.get("/timer/{number}", who=SETTLERS)
def month(visit: Visit, number: Number, mentor: str = "", side: str = "") -> Response:
    """One settled month; of one mentor where she is named."""
    office, made = visit.office, seen_month(visit, number)
    sums = office.reconciliations.sums(number)
    hers = [one for one in sums if mentor in ("", one.mentor)]
    total = sum(one.count for one in hers)
    at = number_of(side, total)
    lines = office.reconciliations.part(number, mentor, (at - 1) * PER_PAGE, PER_PAGE)
    return visit.page(
        "hours/month.html",
        made=made,
        heading=month_words(made.month),
        authority=controllers_of(visit).get(made.controller, made.controller),
        by=name_of(visit, made.actor),
        page=Page(lines, total, at),
        rows=[
            Row(line, office.staff.name_of(line.mentor), why_unpaid(line))
            for line in hours_basis.as_lines(lines)
        ],
        sums={name: sum((getattr(one, name) for one in hers), ZERO) for name in SHOWN},
        mentors={one.mentor: office.staff.name_of(one.mentor) for one in sums},
        mentor=mentor,
        files=[(basis, under_way(visit, files_of(office, number, basis))) for basis in Basis],
        **_compared(visit, number),
    )


@pages.post("/timer/{number}/lav/{basis}", who=SETTLERS)
def make_files(visit: Visit, number: Number, basis: Basis) -> Response:
    """Have the files of a settled month made, where they are not there (any more)."""
    seen_month(visit, number)
    ask_to_pack(visit.office, number, basis, visit.actor)
    return visit.go(f"/timer/{number}#hent")


@pages.post("/timer/{number}/sammenlign", who=SETTLERS)
def compare(visit: Visit, number: Number) -> Response:
    """Have the settled month held against the log as it stands now."""
    seen_month(visit, number)
    ask_to_compare(visit.office, number, visit.actor)
    return visit.go(f"/timer/{number}#aendret")


@pages.get("/timer/{number}/hent/{basis}/{kind}", who=SETTLERS)
def download(visit: Visit, number: Number, basis: Basis, kind: str) -> Response:
    """The settled month as a paper, a spreadsheet, or both under a seal."""
    if kind not in MEDIA:
        raise NothingHere
    made = seen_month(visit, number)
    job = files_of(visit.office, number, basis)
    if job is None or not job.is_good:
        return visit.go(f"/timer/{number}", told="Filen er ikke lavet endnu.")
    packed = visit.office.jobs.content(job, visit.office.now)
    content = packed if kind == "zip" else hours_basis.taken_out(packed, made, basis, kind)
    return visit.file(content, hours_basis.file_name(made, basis, kind), MEDIA[kind])


def _compared(visit: Visitor, number: int) -> dict[str, Any]:
    """How far the comparison with the log is, and the first of what it found."""
    job = comparison_of(visit.office, number)
    found = changes_in(visit.office, job) if job is not None and job.is_good else []
    changes = [one | {"mentor": visit.office.staff.name_of(str(one["mentor"]))} for one in found[:PER_PAGE]]
    return {"comparison": under_way(visit, job), "changes": changes, "changed": len(found)}
