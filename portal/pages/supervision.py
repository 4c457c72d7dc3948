"""Supervision, case discussions and training: what was held, and noting another. No citizen is in it."""

from __future__ import annotations

import json
from typing import Any

from fastapi import Response

from casework.corps.incidents import enter_session, read_sessions
from domain.corps.supervision import SESSIONS
from domain.errors import InvalidInput, MentorError, Refused
from domain.values import Role
from portal.faults import status_of
from portal.forms.words import in_words
from portal.paging import page_of
from portal.routing import PROVIDERS, Pages
from portal.typed_times import day_typed
from portal.visit import Visit
from portal.visitor import Visitor

pages = Pages()
HERE = "/supervision"
LABELS = {"held_on": "Dag", "kind": "Hvad", "mentors": "Hvem var med", "notes": "Noter"}


@pages.get(HERE, who=PROVIDERS, nav="Supervision")
def sessions(visit: Visit) -> Response:
    """What was held: everything for a coordinator, for a mentor what she took part in."""
    return _shown(visit)


@pages.post(HERE, who=PROVIDERS)
def enter(visit: Visit) -> Response:
    """Note a session; the notes are sealed."""
    try:
        number = enter_session(visit.office, _said(visit), visit.actor)
    except (InvalidInput, Refused) as error:
        return _shown(visit, error)
    return visit.go(HERE, told=f"Nr. {number} er noteret.")


def _said(visit: Visitor) -> bytes:
    """What was typed, as JSON. A mentor was there herself."""
    day = day_typed(visit.text("held_on"))
    said: dict[str, Any] = {name: text for name in ("kind", "notes") if (text := visit.text(name))}
    said |= {"held_on": day.isoformat()} if day else {}
    return json.dumps(said | {"mentors": _there(visit)}).encode()


def _there(visit: Visitor) -> list[str]:
    chosen = {one for one in visit.form.getlist("mentors") if isinstance(one, str)}
    hers = {visit.account.id} if visit.account.role is Role.MENTOR else set()
    return [one.id for one in visit.office.staff.mentors if one.id in chosen | hers]


def _shown(visit: Visitor, error: MentorError | None = None) -> Response:
    problems = error.problems if isinstance(error, InvalidInput) else ()
    found = sorted(read_sessions(visit.office, visit.actor), key=_newest_first, reverse=True)
    staff = visit.office.staff
    return visit.page(
        "corps/supervision.html",
        status=status_of(error)[0] if error else 200,
        page=page_of(found, visit.request.query_params.get("side", "")),
        names={one.id: one.name for one in staff.mentors},
        mentors=staff.mentors,
        there=_there(visit),
        kinds=SESSIONS,
        typed={name: visit.text(name) for name in LABELS},
        labels=LABELS,
        problems={one.field: f"{one.wrong}: {one.cure}" for one in problems},
        fault=in_words(error.message) if isinstance(error, Refused) else "",
    )


def _newest_first(kept: Any) -> tuple[Any, int]:
    return kept.session.held_on, kept.id
