"""What runs on the courses of one person, for lists that are opened all day: worked out once an event.

Nothing in it is personal, and nothing in it depends on the time of day.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from msgspec import Struct

from casework.access.accounts import Account
from casework.access.seeing import sight_of
from casework.corps.coordinating import stood_in_for
from casework.corps.standing_in import absences_of
from casework.office import Office
from domain.calendar import local_day
from domain.corps.absence import acting_for
from domain.course import Course
from domain.duties import Duty, duties_of
from domain.lifecycle import Phase
from domain.matters import ANSWERED
from models.listing import Wanted
from models.running import Head, Pressing

MOST = 50_000
"""So many courses are kept in mind; the one that was worked out first is forgotten first."""


class Answer(Struct, frozen=True):
    """What was asked of the plan, as a code, by whom, and how and on which Danish day it was answered."""

    matter: str
    about: str
    outcome: str
    on: date
    asked_by: str


class Agenda(Struct, frozen=True):
    """A course as a list needs it: who works on it, what runs on it (the nearest first), the last days
    that a report of it covers, and what its mentor was answered.
    """

    ref: str
    controller: str
    phase: Phase
    mentor: str
    cover: str
    waiting_on: str
    duties: tuple[Duty, ...]
    reported_to: date | None
    closed_on: date | None
    answers: tuple[Answer, ...] = ()


_known: dict[str, tuple[bytes, Agenda]] = {}
"""By reference, with the hash of the event it was worked out at: that names one state of one course for
ever, so that it needs no forgetting when a course moves on, and none between two homes in one process.
"""


def agendas(office: Office, heads: Sequence[Head]) -> list[Agenda]:
    """The agendas of these courses, in their order. Only what has moved on is read. Raises Tampered."""
    kept = {one.ref: known[1] for one in heads if (known := _known.get(one.ref)) and known[0] == one.head}
    for head, course in office.casebook.several([one.ref for one in heads if one.ref not in kept]):
        kept[head.ref] = agenda_of(course)
        _known[head.ref] = (head.head, kept[head.ref])
    _forget()
    return [kept[one.ref] for one in heads]


def agenda_of(course: Course) -> Agenda:
    """What a list needs of one course."""
    return Agenda(
        ref=course.ref,
        controller=course.controller,
        phase=course.phase,
        mentor=course.mentor,
        cover=course.cover,
        waiting_on=course.waiting_on,
        duties=duties_of(course),
        reported_to=None if course.progress.draft_to else course.progress.reported_to,
        closed_on=course.closed_on,
        answers=answers_of(course),
    )


def answers_of(course: Course) -> tuple[Answer, ...]:
    """What was answered of what its mentors asked of the plan, oldest request first."""
    return tuple(
        Answer(one.id, one.cause, one.outcome, one.settled_on, one.asked_by)
        for one in course.matters
        if one.kind in ANSWERED and one.outcome and one.settled_on
    )


def of_mentor(office: Office, mentor: str) -> list[Agenda]:
    """A mentor's courses, and those of whoever is away today and she stands in for."""
    own = agendas(office, office.casebook.heads_of_mentor(mentor))
    return [*own, *_stood_in_on(office, mentor)]


def pressing_of(office: Office, coordinator: str, until: date) -> list[Pressing]:
    """A coordinator's courses with something owed by a Danish day, or by the jobcentre at all; those nobody
    has been given yet in her municipalities, and the same of whoever is away today and she stands in for.

    Where she is limited to some municipalities, nothing of any other one, however it came to be hers.
    """
    covered, limits = stood_in_for(office, coordinator), office.staff.coordinator(coordinator).controllers
    found = (one for person in (coordinator, *covered) for one in _pressing(office, person, until))
    return [one for one in found if not limits or one.controller in limits]


def _pressing(office: Office, coordinator: str, until: date) -> list[Pressing]:
    return office.casebook.pressing(coordinator, until, _given_by(office, coordinator))


def _given_by(office: Office, coordinator: str) -> list[str]:
    """The municipalities whose courses are hers until somebody has been given them."""
    controllers = office.settings.controllers.items()
    return [key for key, controller in controllers if controller.coordinator == coordinator]


def of_coordinator(office: Office, coordinator: str) -> list[Agenda]:
    """All of them on which something runs: for what looks at more than is due soon. Raises Tampered."""
    covered, limits = stood_in_for(office, coordinator), office.staff.coordinator(coordinator).controllers
    heads = {
        head.ref: head
        for person in (coordinator, *covered)
        for head in office.casebook.heads_of_coordinator(person, _given_by(office, person))
    }
    found = agendas(office, list(heads.values()))
    return [one for one in found if not limits or one.controller in limits]


def of_authority(office: Office, account: Account) -> list[Agenda]:
    """The courses that somebody of the authority has to do with, also those that have ended."""
    return agendas(office, office.casebook.heads_wanted(Wanted(sight=sight_of(office, account))))


def _stood_in_on(office: Office, mentor: str) -> Iterator[Agenda]:
    absences, day = absences_of(office), local_day(office.now)
    for away in sorted({one.person for one in absences if day in one} - {mentor}):
        for agenda in agendas(office, office.casebook.heads_of_mentor(away)):
            if acting_for(away, day, absences, agenda.cover).person == mentor:
                yield agenda


def _forget() -> None:
    for ref in list(islice(_known, max(0, len(_known) - MOST))):
        _known.pop(ref, None)
