"""Time off in lieu: what each mentor has left, her lines, and entering hours."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from fastapi import Response

from casework.corps.lieu import balances, enter_lieu, lines_of
from domain.corps.lieu import LieuHours
from domain.errors import InvalidInput, MentorError, Problem, Refused
from domain.values import Role
from portal.faults import status_of
from portal.forms.words import in_words
from portal.paging import page_of
from portal.routing import COORDINATORS, PROVIDERS, Pages
from portal.typed_times import day_typed
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
WHO = PROVIDERS | {Role.MANAGER}
HERE = "/afspadsering"
LABELS = {"mentor": "Mentor", "kind": "Hvad", "on": "Dag", "hours": "Timer"}
KINDS = {"earned": "optjent", "taken": "afholdt"}


@pages.get(HERE, who=WHO, nav="Afspadsering")
def ledger(visit: Visit) -> Response:
    """What every mentor has left; a mentor sees her own alone."""
    return _shown(visit)


@pages.post(HERE, who=COORDINATORS)
def enter(visit: Visit) -> Response:
    """Enter hours earned or taken."""
    try:
        line = _typed(visit)
        left = enter_lieu(visit.office, line, visit.actor)
    except (InvalidInput, Refused) as error:
        return _shown(visit, error)
    hours = f"{left:f}".replace(".", ",")
    told = f"Indført. {visit.office.staff.name_of(line.mentor)} har {hours} timer tilbage."
    return visit.go(f"{HERE}?mentor={line.mentor}", told=told)


def _typed(visit: Visitor) -> LieuHours:
    """The line that was typed. Raises InvalidInput with everything that is wrong."""
    mentor, kind = visit.text("mentor"), visit.text("kind")
    on, hours = day_typed(visit.text("on")), _hours(visit.text("hours"))
    problems = []
    if mentor not in {one.id for one in visit.office.staff.mentors}:
        problems.append(Problem("mentor", "er ikke valgt", "vælg en mentor"))
    if kind not in KINDS:
        problems.append(Problem("kind", "er ikke valgt", "vælg optjent eller afholdt"))
    if on is None:
        problems.append(Problem("on", "er ikke en dag", "vælg dagen"))
    if hours is None:
        problems.append(Problem("hours", "er ikke et tal", "skriv timerne som 2,5"))
    if on is None or hours is None or problems:
        raise InvalidInput("Afspadsering", tuple(problems))
    return LieuHours(mentor=mentor, on=on, kind="earned" if kind == "earned" else "taken", hours=hours)


def _hours(text: str) -> Decimal | None:
    try:
        found = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _shown(visit: Visitor, error: MentorError | None = None) -> Response:
    office, hers = visit.office, visit.account.role is Role.MENTOR
    mentor = visit.account.id if hers else visit.request.query_params.get("mentor", "")
    found = {one.mentor: one for one in balances(office)}
    problems = error.problems if isinstance(error, InvalidInput) else ()
    return visit.page(
        "corps/lieu.html",
        status=status_of(error)[0] if error else 200,
        mentors=[(one, found.get(one.id)) for one in office.staff.mentors if not hers or one.id == mentor],
        mentor=mentor,
        name=office.staff.name_of(mentor) if mentor else "",
        page=page_of(lines_of(office, mentor), visit.request.query_params.get("side", "")),
        may_enter=visit.account.role in COORDINATORS,
        typed={name: visit.text(name) for name in LABELS},
        labels=LABELS,
        kinds=KINDS,
        problems={one.field.removeprefix("--"): f"{one.wrong}: {one.cure}" for one in problems},
        fault=in_words(error.message) if isinstance(error, Refused) else "",
    )
