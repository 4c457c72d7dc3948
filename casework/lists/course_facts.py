"""A course as programs read it: what it is made of, and why each of its deadlines is when it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from msgspec import structs

from casework.access.accounts import Account
from casework.access.seeing_parts import OUR_MATTERS
from casework.corps.standing_in import substitution
from casework.office import Office
from domain.course import Course
from domain.explain import explain_on
from domain.timers import PAUSABLE, Timer

COUNTED = ("hours_granted", "hours_used", "hours_beside", "next_due_at", "waiting_on")


@dataclass(frozen=True, slots=True)
class Deadline:
    """An open deadline: what for, when (UTC), the day it is told as, its rung, and why then.

    `running`: it does not rest during a pause.
    """

    timer: str
    due_at: datetime
    deadline_on: date
    rung: int
    running: bool
    why: str


def facts_of(office: Office, found: Course, at: datetime | None = None) -> dict[str, Any]:
    """A course with everything that is kept and counted of it; nothing of it is personal.

    `at`: the instant (UTC) it was known at, where that is not now; who stands in is told of now alone.
    """
    counted = {name: getattr(found, name) for name in COUNTED}
    standing = "" if at else substitution(office, found)
    return structs.asdict(found) | counted | {"substitution": standing}


def facts_for(office: Office, account: Account, found: Course) -> dict[str, Any]:
    """The same as an account may see it: the jobcentre neither the log book nor what concerns our own people.

    The caller has asked `must_see`.
    """
    facts = facts_of(office, found)
    if not account.is_authority:
        return facts
    facts.pop("log")
    theirs = _theirs(found)
    return facts | {"matters": theirs.matters, "timers": theirs.timers}


def deadlines_for(office: Office, account: Account, found: Course) -> list[Deadline]:
    """The open deadlines that an account may see, the earliest first."""
    told = deadlines_of(office, found)
    shown = _theirs(found).timers if account.is_authority else found.timers
    return [deadline for timer, deadline in told if timer in shown]


def _theirs(found: Course) -> Course:
    """The course with those matters alone, and their deadlines, that the jobcentre is told of."""
    ours = {matter.id for matter in found.matters if matter.kind in OUR_MATTERS}
    return found.changed(
        {
            "matters": tuple(matter for matter in found.matters if matter.id not in ours),
            "timers": tuple(timer for timer in found.timers if timer.subject not in ours),
        }
    )


def deadlines_of(office: Office, found: Course) -> list[tuple[Timer, Deadline]]:
    """The open deadlines, the earliest first, each with the sentence that explains it."""
    programme, calendar = office.programme_of(found), office.calendar_of(found)
    running = found.running_timers()
    told = []
    for timer in sorted(found.timers, key=lambda timer: timer.due_at):
        why = explain_on(found, timer, programme, calendar)
        why += "" if timer in running else _rests(timer)
        told.append(
            (timer, Deadline(timer.key, timer.due_at, timer.deadline_on, timer.rung, timer in running, why))
        )
    return told


def _rests(timer: Timer) -> str:
    return " (hviler under pausen)" if timer.kind in PAUSABLE else " (venter, til støtten er begyndt)"
