"""Who carries what, and several courses to other mentors at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from fastapi import Response

from casework.access.citizen_names import names_on_list
from casework.access.refusals import note_refusal
from casework.access.seeing import OutOfSight
from casework.corps.caseload import NOBODY, caseload, rota
from casework.corps.desk import best_mentors, courses_of_mentor
from casework.corps.reassigning import Done, Look, Wish, look_through, reassign
from domain.values import Role
from portal.errors import NothingHere
from portal.forms.words import in_words
from portal.names_shown import naming, remembered, with_names
from portal.routing import COORDINATORS, Pages
from portal.typed_numbers import number_typed
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
LEADERS = COORDINATORS | {Role.MANAGER}
WEEKS = 4
MOST_SHOWN = 100
ALL = "alle"


@pages.get("/hold", who=LEADERS, nav="Fordeling")
def board(visit: Visit) -> Response:
    """Every mentor with what she carries today, the fullest first."""
    return visit.page("board/board.html", lines=caseload(visit.office), names=_names(visit), nobody=NOBODY)


@pages.get("/hold/vagtplan", who=LEADERS)
def weeks_ahead(visit: Visit) -> Response:
    """Who is here in the next weeks, who stands in, and how many hours are free."""
    return visit.page("board/rota.html", weeks=rota(visit.office, WEEKS), names=_names(visit), nobody=NOBODY)


@pages.get("/hold/{mentor}", who=COORDINATORS)
def mentors_courses(visit: Visit, mentor: str, forslag: str = "") -> Response:
    """One mentor's courses, to hand some of them over; `forslag` fills in who fits each of them best."""
    best = best_mentors(visit.office, visit.account, _mentor(visit, mentor)) if forslag else {}
    wishes = {ref: Wish(ref, found, "", "") for ref, found in best.items()}
    return _shown(visit, mentor, wishes, chosen=frozenset(best))


@pages.post("/hold/{mentor}/se", who=COORDINATORS)
def look(visit: Visit, mentor: str) -> Response:
    """Every chosen course with all that stands in the way; nothing is done yet."""
    wishes = _wishes(visit, _all_of(visit, mentor))
    if not wishes:
        missing = "Vælg mindst ét forløb, der skal overdrages."
        return _shown(visit, _mentor(visit, mentor), {}, fault=missing, status=422)
    looks = _looks(visit, wishes)
    if any(one.problems for one in looks):
        return _again(visit, _mentor(visit, mentor), looks)
    return visit.page("board/confirm.html", looks=looks, mentor=mentor, names=_names(visit))


@pages.post("/hold/{mentor}/overdrag", who=COORDINATORS)
def hand_over(visit: Visit, mentor: str) -> Response:
    """Do what was looked through: each course by itself, and each that failed is told."""
    done = reassign(visit.office, visit.account, _looks(visit, _wishes(visit)))
    failed = [one for one in done if one.failed]
    return _result(visit, mentor, done, 409 if failed else 200)


def _looks(visit: Visitor, wishes: list[Wish]) -> list[Look]:
    """The wishes looked through; an attempt at a course that is not hers to see is written down."""
    looks = look_through(visit.office, visit.account, wishes)
    for one in looks:
        if one.out_of_sight:
            note_refusal(visit.office, visit.account, visit.rule.path, OutOfSight.code, one.wish.course)
    return looks


def _result(visit: Visitor, mentor: str, done: list[Done], status: int) -> Response:
    told = [replace(one, failed=in_words(one.failed)) for one in done]
    values = {"mentor": mentor, "names": _names(visit), "done": told}
    return visit.page("board/done.html", status=status, **values)


def _again(visit: Visitor, mentor: str, looks: list[Look]) -> Response:
    wishes = {look.wish.course: look.wish for look in looks}
    problems = {look.wish.course: tuple(map(in_words, look.problems)) for look in looks}
    chosen = frozenset(wishes)
    return _shown(visit, mentor, wishes, chosen=chosen, problems=problems, status=422)


def _shown(
    visit: Visitor,
    mentor: str,
    wishes: Mapping[str, Wish],
    *,
    chosen: frozenset[str] = frozenset(),
    problems: Mapping[str, tuple[str, ...]] | None = None,
    fault: str = "",
    status: int = 200,
) -> Response:
    courses = courses_of_mentor(visit.office, visit.account, _mentor(visit, mentor))
    hers = {course.ref for course in courses}
    shown = courses[:MOST_SHOWN]
    asked = with_names(visit)
    values = {
        "mentor": mentor,
        "names": _names(visit),
        "citizens": names_on_list(visit.office, visit.account, [one.ref for one in shown]) if asked else {},
        "courses": shown,
        "count": len(courses),
        "others": [one for one in visit.office.staff.mentors if one.id != mentor],
        "wishes": wishes,
        "chosen": chosen,
        "problems": problems or {},
        "elsewhere": {ref: told for ref, told in (problems or {}).items() if ref not in hers},
        "fault": fault,
        "one_for_all": visit.text("til"),
        "note_for_all": visit.text("overdragelse"),
        "cover_for_all": visit.text("vikar"),
    }
    return remembered(visit, visit.page("board/mentor.html", status=status, **values, **naming(visit)))


def _all_of(visit: Visitor, mentor: str) -> list[str]:
    """The courses that the page shows, where the box for all of them was ticked."""
    if not visit.text(ALL):
        return []
    return [one.ref for one in courses_of_mentor(visit.office, visit.account, mentor)[:MOST_SHOWN]]


def _wishes(visit: Visitor, also: Sequence[str] = ()) -> list[Wish]:
    """The chosen courses; what is not said of one of them is as it is said for all."""
    refs = [*(one for one in visit.form.getlist("valgt") if isinstance(one, str)), *also]
    return [
        Wish(
            course=ref,
            mentor=visit.text(f"til.{ref}") or visit.text("til"),
            cover=visit.text(f"vikar.{ref}") or visit.text("vikar"),
            handover=visit.text(f"overdragelse.{ref}") or visit.text("overdragelse"),
            seen=number_typed(visit.text(f"set.{ref}")) or 0,
        )
        for ref in dict.fromkeys(refs)
    ]


def _mentor(visit: Visitor, mentor: str) -> str:
    """A mentor who is here or has courses still. Raises NothingHere."""
    known = {one.id for one in visit.office.staff.mentors}
    if mentor not in known and not courses_of_mentor(visit.office, visit.account, mentor):
        raise NothingHere
    return mentor


def _names(visit: Visitor) -> dict[str, str]:
    staff = visit.office.staff
    return {one.id: one.name for one in (*staff.coordinators, *staff.mentors)}
