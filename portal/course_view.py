"""What a visitor is shown of a course: cut to what she may see, with the ways to what she can do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from casework.access.accounts import Account
from casework.access.seeing_parts import OUR_MATTERS, Parts
from casework.course_page.deadlines import Deadline
from casework.course_page.papers import papers_of
from casework.course_page.possible import is_usual, still_in_time
from casework.course_page.whole import Neutral, OpenMatter, personal_page
from casework.letters.sent_letters import letters_for
from domain.calendar import instant_at, local_day
from domain.errors import InvalidInput, Problem
from domain.matters import RULES, MatterKind
from portal.forms.words import in_words
from portal.goal_chart import chart_of
from portal.offered import offered
from portal.visitor import Visitor
from portal.ways import button_of, leads, way_to_do, way_to_read, way_to_tell, ways_beside

FIRST_ACTIONS = 5
"""So many actions are buttons; the others stand in a list below them."""
AS_KNOWN = "den"
SETTLE = "SettleMatter"


def asked_day(visit: Visitor) -> date | None:
    """The day whose knowledge is asked for; None for now. Raises InvalidInput for what is no day that was."""
    asked = visit.request.query_params.get(AS_KNOWN, "")
    if not asked:
        return None
    day = _day(asked)
    if day is None or day > local_day(visit.office.now):
        problem = Problem(AS_KNOWN, "er ikke en dag, der har været", "vælg en dag til og med i dag")
        raise InvalidInput("Dag", (problem,))
    return day


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def end_of(day: date | None) -> datetime | None:
    """The last instant (UTC) of a Danish day."""
    return instant_at(day + timedelta(days=1), time()) - timedelta(microseconds=1) if day else None


def told(account: Account, kind: str) -> bool:
    """Whether the account is told of deadlines and matters of that kind at all."""
    return not account.is_authority or kind not in OUR_MATTERS


def cut_for(account: Account, neutral: Neutral) -> Neutral:
    """In words of a page; without what concerns the provider's own people and work, for the authority."""
    if not account.is_authority:
        return replace(neutral, before=tuple(map(in_words, neutral.before)))
    return replace(
        neutral,
        deadlines=tuple(one for one in neutral.deadlines if told(account, one.kind)),
        matters=tuple(one for one in neutral.matters if told(account, one.kind)),
        before=(),
        substitution="",
    )


def with_ways(visit: Visitor, ref: str, found: Iterable[Deadline]) -> list[tuple[Deadline, str, str]]:
    """Each deadline with the way to where it is settled and the words on its button, where it is hers to."""
    course = visit.office.casebook.course(ref)
    hers = offered(visit.office, visit.account, course)
    return [
        (
            one,
            way_to_do(visit, ref, one.command, one.subject),
            button_of(one.command, one.subject, again=True),
        )
        if one.command in hers
        else (one, *way_to_tell(visit, ref, one.command))
        for one in found
    ]


def personal(visit: Visitor, neutral: Neutral, parts: Parts, *, now: bool) -> Mapping[str, Any]:
    """The citizen, and the goals with their drawings, where they may be read and are as they stand now."""
    if not (now and parts.citizen) or neutral.course.file.erased_on is not None:
        return {"citizen": None, "goals": []}
    found = personal_page(visit.office, neutral.course, visit.actor)
    return {"citizen": found.citizen, "goals": [(goal, chart_of(goal)) for goal in found.goals]}


def actions(visit: Visitor, neutral: Neutral, *, now: bool) -> Mapping[str, Any]:
    """What she can do now: the most usual as buttons, the others by name."""
    if not now:
        return {"buttons": [], "others": [], "matters": [(one, "", "") for one in neutral.matters]}
    course, ref = neutral.course, neutral.course.ref
    hers = still_in_time(offered(visit.office, visit.account, course), course, local_day(visit.office.now))
    waits = bool(course.waiting.reason)
    ways = [
        (name, button_of(name, again=waits), way) for name in hers if (way := way_to_do(visit, ref, name))
    ]
    usual = [(button, way) for name, button, way in ways if is_usual(name, visit.account.role)]
    buttons = usual[:FIRST_ACTIONS]
    others = [(button, way) for _, button, way in ways if (button, way) not in buttons]
    beside = ways_beside(visit, ref) if course.is_open else []
    return {
        "buttons": buttons,
        "others": sorted(others + beside),
        "matters": [_matter(visit, neutral, one, hers) for one in neutral.matters],
    }


def _matter(
    visit: Visitor, neutral: Neutral, matter: OpenMatter, hers: Sequence[str]
) -> tuple[OpenMatter, str, str]:
    """An open matter with the way to where she settles it, or else to where she reads it."""
    ref, settled = neutral.course.ref, RULES[MatterKind(matter.kind)].settled_by
    owed = (one.command for one in neutral.deadlines if one.subject == matter.id and one.command in hers)
    name = min(owed, key=hers.index, default=SETTLE if SETTLE in hers else "")
    if name == SETTLE and visit.account.role not in settled:
        name = ""
    way = way_to_do(visit, ref, name, matter.id)
    return (
        (matter, way, button_of(name, matter.id))
        if way
        else (matter, way_to_read(visit, ref, matter.id), "Se")
    )


def papers(visit: Visitor, neutral: Neutral, parts: Parts, *, now: bool) -> Mapping[str, Any]:
    """The documents there are, and the letters that were written."""
    if not now:
        return {"documents": [], "letters": [], "letters_open": False, "certificate": False}
    return {
        "documents": papers_of(neutral.course) if parts.reports else [],
        "letters": letters_for(visit.office, visit.account, neutral.course.ref),
        "letters_open": leads(visit, "/forloeb/{ref}/brev/{number}") and not neutral.course.file.erased_on,
        "certificate": neutral.course.file.erased_on and leads(visit, "/forloeb/{ref}/sletningsbevis"),
    }
