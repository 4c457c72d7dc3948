"""A course: its page, its history, its deadlines and its documents."""

from __future__ import annotations

from fastapi import Response

from casework import names
from casework.access.seeing_parts import parts_for
from casework.course_page.deadlines import deadlines
from casework.course_page.history import KINDS, history_for, latest
from casework.course_page.papers import BY_ADDRESS, pdf
from casework.course_page.whole import neutral_page
from casework.decisions.plan_changes import unread_on
from casework.history.as_known import course_at
from domain.words import OUTCOMES
from portal.course_view import actions, asked_day, cut_for, end_of, papers, personal, told, with_ways
from portal.errors import NothingHere
from portal.paging import page_of
from portal.routing import COURSE, HEADS, READERS, Pages
from portal.visit import Visit
from portal.ways import leads

pages = Pages()
LATELY = 6


@pages.get("/forloeb/{ref}", who=READERS | HEADS, about=COURSE)
def course_page(visit: Visit, ref: str) -> Response:
    """How a course stands, or how it was known to stand at the end of a day."""
    on = asked_day(visit)
    at = end_of(on)
    parts = parts_for(visit.office, visit.account, ref)
    neutral = cut_for(visit.account, neutral_page(visit.office, ref, at))
    return visit.page(
        "course/page.html",
        ref=ref,
        as_known=on,
        told_of=neutral,
        next_deadline=next(
            (one for one in with_ways(visit, ref, neutral.deadlines) if not one[0].held), None
        ),
        answers=[] if at else unread_on(visit.office, visit.account, neutral.course),
        plan_changes=names.PLAN_CHANGES,
        outcomes=OUTCOMES,
        lately=latest(visit.office, neutral.course, LATELY, at, authority=visit.account.is_authority),
        readings=parts.readings and leads(visit, "/forloeb/{ref}/laest"),
        **personal(visit, neutral, parts, now=at is None),
        **actions(visit, neutral, now=at is None),
        **papers(visit, neutral, parts, now=at is None),
    )


@pages.get("/forloeb/{ref}/frister", who=READERS | HEADS, about=COURSE)
def deadlines_page(visit: Visit, ref: str) -> Response:
    """Every open deadline, and why it is on its day."""
    on = asked_day(visit)
    course = course_at(visit.office, ref, end_of(on))
    found = [one for one in deadlines(visit.office, course) if told(visit.account, one.kind)]
    rows = with_ways(visit, ref, found)
    return visit.page("course/deadlines.html", ref=ref, as_known=on, deadlines=rows)


@pages.get("/forloeb/{ref}/historik", who=READERS | HEADS, about=COURSE)
def history_page(visit: Visit, ref: str) -> Response:
    """Everything that happened, newest first, page by page."""
    asked = visit.request.query_params
    on, kind = asked_day(visit), asked.get("slags", "")
    entries = history_for(visit.office, visit.account, ref, kind=kind, at=end_of(on))
    return visit.page(
        "course/history.html",
        ref=ref,
        as_known=on,
        kinds=[(word, name) for word, (name, _) in KINDS.items()],
        kind=kind if kind in KINDS else "",
        page=page_of(entries, asked.get("side", "")),
        words=parts_for(visit.office, visit.account, ref).words,
    )


@pages.get("/forloeb/{ref}/dokument/{address}", who=READERS, about=COURSE)
def document(visit: Visit, ref: str, address: str) -> Response:
    """The newest document of a kind as PDF; its name holds the reference alone."""
    paper = BY_ADDRESS.get(address)
    if paper is None or not parts_for(visit.office, visit.account, ref).reports:
        raise NothingHere
    content = pdf(visit.office, ref, paper, visit.actor)
    return visit.file(content, f"{ref}-{address}.pdf", "application/pdf")
