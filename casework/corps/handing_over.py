"""Handing courses over from one mentor to another: what is wrong with each line is known before any is done.

Then each course is a commit of its own: where somebody was faster, that course is left alone and the others
go on.
"""

from __future__ import annotations

from collections.abc import Iterator

from casework.corps.readiness import today
from casework.office import Office
from domain.commands import ReassignMentor
from domain.corps.leaving import HandOver
from domain.course import Course
from domain.decide import decide
from domain.errors import MentorError, Problem, Refused
from domain.values import Actor


def people_problems(office: Office, line: HandOver, at: str = "") -> Iterator[Problem]:
    """What is wrong with the people a line names; `at` stands before each field."""
    mentors = {member.id for member in office.staff.mentors}
    gone = {mentor for mentor, last_on in office.corps.profiles.leaving() if last_on < today(office)}
    if line.mentor not in mentors:
        yield Problem(f"{at}mentor", "står ikke i staff.toml", "vælg en mentor, der står dér")
    if line.mentor in gone:
        yield Problem(f"{at}mentor", "er stoppet ifølge sin profil", "vælg en anden mentor")
    if line.cover and line.cover not in mentors:
        yield Problem(f"{at}cover", "står ikke i staff.toml", "vælg en mentor, der står dér")


def refusal(office: Office, course: Course, line: HandOver, by: Actor) -> str:
    """What the rules would say to the hand-over, without doing it; empty: they let it pass."""
    rules = office.programme_of(course), office.calendar_of(course)
    try:
        decide(course, _command(line), office.now, *rules, actor=by)
    except Refused as refused:
        return refused.message
    return ""


def hand_over(office: Office, line: HandOver, seen: int, by: Actor) -> MentorError | None:
    """Do it, if the course has not moved on since `seen`, its last event then; gives what failed."""
    try:
        office.casebook.handle(line.course, _command(line), by, office.now, expected_seq=seen)
    except MentorError as error:
        return error
    return None


def _command(line: HandOver) -> ReassignMentor:
    return ReassignMentor(mentor=line.mentor, cover=line.cover, handover=line.handover)
