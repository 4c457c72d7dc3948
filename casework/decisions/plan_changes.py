"""What mentors ask to have changed of the plan: one request in its words, and the answers nobody has read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from casework import names
from casework.access.accounts import Account
from casework.access.reading_log import note_reading
from casework.history.case_record import CaseRecord
from casework.lists.agendas import Answer, answers_of, of_mentor
from casework.office import Office
from domain.calendar import local_day
from domain.course import Course
from domain.events import MatterOpened, MatterSettled
from domain.matters import ANSWERED, MatterKind
from domain.values import Role
from domain.words import OUTCOMES

LATELY = timedelta(days=14)
"""So long an answer waits for somebody else's eyes than hers who asked."""


@dataclass(frozen=True, slots=True)
class Answered:
    """How a request was answered, by whom and on which Danish day. The words are personal."""

    outcome: str
    on: date
    by: str
    note: str


@dataclass(frozen=True, slots=True)
class Request:
    """A request about the plan: about what (a code, and its words), by whom and when, and why. `why` is
    personal. `passed_on`: it waits for the caseworker, or was hers to answer.
    """

    matter: str
    about: str
    what: str
    on: date
    by: str
    why: str
    passed_on: bool
    answered: Answered | None


def request(office: Office, account: Account, ref: str, matter: str) -> Request | None:
    """The request of that name on the course, once it is written down who reads it; None where there is none
    the account is told of: the authority only of what was passed on to it. Raises Refused, UnknownCourse.
    """
    found = office.casebook.course(ref).matter(matter)
    if found is None or found.kind not in ANSWERED:
        return None
    if account.is_authority and found.kind is not MatterKind.PLAN_DECISION:
        return None
    if found.status == "closed":
        note_reading(office, account.actor, "plan_answer", ref=ref, subject=matter)
    else:
        note_reading(office, account.actor, "plan_change", ref=ref, subject=matter)
    return _request(office, CaseRecord(tuple(office.casebook.recorded(ref))), matter)


def _request(office: Office, record: CaseRecord, matter: str) -> Request:
    seq, opened = next(item for item in record.of(MatterOpened) if item[1].matter == matter)
    return Request(
        matter=matter,
        about=opened.cause,
        what=names.PLAN_CHANGES[opened.cause],
        on=local_day(opened.opened_at),
        by=_by(office, record, seq),
        why=record.discretion.clean(opened.note),
        passed_on=opened.kind is MatterKind.PLAN_DECISION,
        answered=_answered(office, record, matter),
    )


def _answered(office: Office, record: CaseRecord, matter: str) -> Answered | None:
    for seq, event in record.of(MatterSettled):
        if event.matter == matter:
            note = record.discretion.clean(event.note)
            return Answered(
                OUTCOMES[event.outcome], local_day(record.at(seq)), _by(office, record, seq), note
            )
    return None


def _by(office: Office, record: CaseRecord, seq: int) -> str:
    return names.actor_name(record.history[seq - 1].actor, office.known_as)


def unread_answers(office: Office, account: Account) -> list[tuple[str, Answer]]:
    """What a mentor was answered and has not read, newest first, each with its course; none for others. What
    somebody else asked on a course that is hers today stands there for two weeks.

    Raises Tampered.
    """
    if account.role is not Role.MENTOR:
        return []
    found = ((one.ref, answer) for one in of_mentor(office, account.id) for answer in one.answers)
    return _unread(office, account, found)


def unread_on(office: Office, account: Account, course: Course) -> list[tuple[str, Answer]]:
    """The same on one course that she may see."""
    if account.role is not Role.MENTOR:
        return []
    return _unread(office, account, ((course.ref, answer) for answer in answers_of(course)))


def _unread(
    office: Office, account: Account, answers: Iterable[tuple[str, Answer]]
) -> list[tuple[str, Answer]]:
    since, hers = local_day(office.now) - LATELY, str(account.actor)
    found = [one for one in answers if one[1].asked_by == hers or one[1].on >= since]
    if not found:
        return []
    read = office.readings.subjects_read(account.actor, "plan_answer", {ref for ref, _ in found})
    unread = [(ref, answer) for ref, answer in found if (ref, answer.matter) not in read]
    return sorted(unread, key=lambda one: one[1].on, reverse=True)
