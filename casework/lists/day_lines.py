"""An item of somebody's day in Danish: what, on which course, when, and why on that day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from adapters.templates import counted, initial
from casework import names
from casework.access.accounts import Account
from casework.commands.can_do import is_offered
from casework.lists.day_groups import PARTIES
from casework.lists.my_day import Item
from casework.office import Office
from domain.calendar import local, local_day
from domain.course import Course
from domain.duties import Duty, Party
from domain.explain import WEEKDAYS, danish_date, explain_on
from domain.timers import TimerKind

OWED_BY = {
    Party.MENTOR: "mentor",
    Party.COORDINATOR: "mentorkoordinatoren",
    Party.JOBCENTRE: "jobcenteret",
}
FOR_JOBCENTRE = {
    TimerKind.DEVIATION: "der skal kvitteres for en fravigelse",
    TimerKind.EXTENSION_DECISION: "der skal tages stilling til forlængelse",
    TimerKind.FOCUS_REVIEW: "fokusområderne skal vurderes igen, og nye sættes",
}
"""The same duties, said to those whose they are."""
FOR_OTHERS = frozenset({"CompleteReferral", "AcknowledgeDeviation", "SettleMatter"})
"""What is noted for somebody who answered by letter or telephone; all else is left to whom it waits on."""
A_WEEK = 7


@dataclass(frozen=True, slots=True)
class Line:
    """One item as it is read. `late_by` is how many calendar days ago it should have been done, 0 where it is
    not late; `waits_on` is empty where it is the reader's own, `command` where nothing can be done about it.
    """

    ref: str
    phase: str
    what: str
    when: str
    late_by: int
    why: str
    waits_on: str
    command: str
    subject: str


def lines(office: Office, items: Sequence[Item], reader: Account) -> list[Line]:
    """The items in Danish. Only the courses that are named here are read. Raises Tampered."""
    refs = sorted({item.agenda.ref for item in items})
    courses, now = {head.ref: course for head, course in office.casebook.several(refs)}, office.now
    return [_line(office, courses[item.agenda.ref], item, reader, now) for item in items]


def _line(office: Office, course: Course, item: Item, account: Account, now: datetime) -> Line:
    duty, today, reader = item.duty, local_day(now), PARTIES.get(account.role)
    mine = duty.by_itself or reader in duty.parties
    offered = mine or duty.command in FOR_OTHERS
    programme = office.programme_of(course)
    return Line(
        ref=course.ref,
        phase=names.PHASES[course.phase],
        what=what(duty, now, reader),
        when=when(duty, today),
        late_by=(today - duty.deadline_on).days if duty.is_overdue(today) else 0,
        why=why(office, course, duty.key),
        waits_on="" if mine else OWED_BY[duty.parties[0]],
        command=duty.command
        if offered and duty.command and is_offered(duty.command, account.actor, course, programme)
        else "",
        subject=duty.subject,
    )


def what(duty: Duty, now: datetime, reader: Party | None = None) -> str:
    """What is to be done, as a sentence without its full stop; an appointment is told with its hour."""
    if duty.at:
        hour = f"{local(duty.at):%H.%M}"
        return f"Aftale kl. {hour}" if duty.at > now else f"Aftalen kl. {hour} skal føres i logbogen"
    if reader is Party.JOBCENTRE and duty.kind in FOR_JOBCENTRE:
        return initial(FOR_JOBCENTRE[duty.kind])
    return initial(names.DUTIES[duty.kind])


def when(duty: Duty, today: date) -> str:
    """`i dag`, `i morgen`, `på torsdag`, `24. april 2026`, `3 dage over tiden`."""
    days = (duty.deadline_on - today).days
    if days < 0 and not duty.by_itself:
        return f"{counted(-days, 'dag', 'dage')} over tiden"
    if 0 <= days < A_WEEK:
        weekday = WEEKDAYS[duty.deadline_on.weekday()]
        return {0: "i dag", 1: "i morgen"}.get(days, f"på {weekday}")
    return danish_date(duty.deadline_on)


def why(office: Office, course: Course, key: str) -> str:
    """Why the deadline with that name is on its day; nothing for one that has gone meanwhile."""
    timer = next((one for one in course.timers if one.key == key), None)
    if timer is None:
        return ""
    return initial(explain_on(course, timer, office.programme_of(course), office.calendar_of(course)))
