"""Finding a mentor for a course: ranked proposals that say why, and the waiting list."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from fastapi import Response

from casework.commands.acting import act
from casework.corps.proposing import proposals, read_wishes
from casework.corps.waiting import waiting_list
from casework.names import PHASES, WAITING_REASONS
from domain.calendar import local_day
from domain.corps.matching import Proposal, Wishes
from domain.corps.wording import AGE_BANDS, GENDERS
from domain.errors import Conflict, InvalidInput, Refused
from domain.lifecycle import Phase
from portal.faults import status_of
from portal.forms.words import in_words
from portal.offered import must_be_offered
from portal.routing import COORDINATORS, COURSE, Pages
from portal.typed_numbers import number_typed
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
CHOOSE, CHANGE = "MatchMentor", "ReassignMentor"
WISHES = ("language", "place", "gender", "age_band")
LABELS: Mapping[str, str] = {
    "mentor": "Mentor",
    "cover": "Vikar",
    "reason": "Begrundelse",
    "handover": "Overdragelse",
    "expected_on": "Hvornår en mentor ventes",
    "language": "Sprog",
    "place": "Sted",
    "competences": "Kompetencer",
}


@pages.get("/venteliste", who=COORDINATORS)
def waiting(visit: Visit) -> Response:
    """The courses that are taken on and have no mentor yet, longest wait first."""
    lines = waiting_list(visit.office, visit.account)
    return visit.page(
        "matching/waiting.html", lines=lines, reasons=WAITING_REASONS, today=local_day(visit.office.now)
    )


@pages.get("/forloeb/{ref}/match", who=COORDINATORS, about=COURSE)
def propose(visit: Visit, ref: str) -> Response:
    """Every mentor after how well she fits, and why; the coordinator chooses. Raises Refused where the course
    is in no phase in which a mentor is chosen.
    """
    _must_be_chosen_now(visit, ref)
    return _shown(visit, ref)


@pages.post("/forloeb/{ref}/match/oensker", who=COORDINATORS, about=COURSE)
def weigh(visit: Visit, ref: str) -> Response:
    """The same, with what she lays weight on besides the referral."""
    _must_be_chosen_now(visit, ref)
    try:
        return _shown(visit, ref, wishes=_wishes(visit))
    except InvalidInput as error:
        return _shown(visit, ref, error)


@pages.post("/forloeb/{ref}/match", who=COORDINATORS, about=COURSE)
def choose(visit: Visit, ref: str) -> Response:
    """Give the course to the chosen mentor, or hand it over to her where it has one already."""
    changes = bool(visit.office.casebook.course(ref).mentor)
    fields = ("mentor", "cover", "handover") if changes else ("mentor", "cover", "reason")
    command = CHANGE if changes else CHOOSE
    name = visit.office.staff.name_of(visit.text("mentor"))
    return _done(visit, ref, command, {one: visit.text(one) for one in fields}, f"{name} er mentor på {ref}.")


@pages.post("/forloeb/{ref}/venteliste", who=COORDINATORS, about=COURSE)
def put_on_list(visit: Visit, ref: str) -> Response:
    """Say that there is no mentor yet, and why; the jobcentre is told."""
    said = {"reason": visit.text("waiting"), "expected_on": visit.text("expected_on") or None}
    return _done(visit, ref, "PutOnWaitingList", said, f"{ref} er på ventelisten. Jobcenteret får besked.")


def _must_be_chosen_now(visit: Visitor, ref: str) -> None:
    course = visit.office.casebook.course(ref)
    must_be_offered(visit.office, visit.account, course, CHANGE if course.mentor else CHOOSE)


def _done(visit: Visitor, ref: str, command: str, fields: Mapping[str, Any], told: str) -> Response:
    seen = number_typed(visit.text("seen"))
    try:
        act(visit.office, ref, command, json.dumps(fields).encode(), visit.actor, seen=seen)
    except (InvalidInput, Refused, Conflict) as error:
        return _shown(visit, ref, error)
    return visit.go(f"/forloeb/{ref}", told=told)


def _wishes(visit: Visitor) -> Wishes:
    """What she lays weight on. Raises InvalidInput by field."""
    said: dict[str, Any] = {name: text for name in WISHES if (text := visit.text(name))}
    if competences := [one.strip() for one in visit.text("competences").split(",") if one.strip()]:
        said["competences"] = competences
    return read_wishes(json.dumps(said).encode())


def _shown(
    visit: Visitor,
    ref: str,
    error: InvalidInput | Refused | Conflict | None = None,
    wishes: Wishes | None = None,
) -> Response:
    office = visit.office
    course = office.casebook.course(ref)
    problems = error.problems if isinstance(error, InvalidInput) else ()
    values: dict[str, Any] = {
        "ref": ref,
        "course": course,
        "phase": PHASES[course.phase],
        "found": _proposals(visit, ref, wishes or Wishes()),
        "names": {one.id: one.name for one in office.staff.mentors},
        "mentors": [one for one in office.staff.mentors if one.id != course.mentor],
        "genders": GENDERS,
        "ages": AGE_BANDS,
        "reasons": WAITING_REASONS,
        "may_wait": course.phase is Phase.ACCEPTED,
        "typed": {name: visit.text(name) for name in (*LABELS, *WISHES, "waiting")},
        "labels": LABELS,
        "problems": {one.field: f"{one.wrong}: {one.cure}" for one in problems},
        "fault": in_words(error.message) if error and not problems else "",
    }
    return visit.page("matching/match.html", status=status_of(error)[0] if error else 200, **values)


def _proposals(visit: Visitor, ref: str, wishes: Wishes) -> tuple[Proposal, ...]:
    """The proposals; none where no profile has been entered yet."""
    try:
        return proposals(visit.office, ref, wishes)
    except Refused:
        return ()
