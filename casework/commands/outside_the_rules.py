"""What must be true outside a course's rules, told together with everything the rules themselves say."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from adapters.staff import StaffMember
from casework.corps.readiness import must_be_with_us
from casework.corps.visits import must_not_be_out
from casework.office import Office
from domain.commands import AcceptReferral, Command, MatchMentor, ReassignMentor, RecordMeeting
from domain.decide import decide
from domain.errors import InvalidInput, Problem, Refused, refuse_all
from domain.values import Actor

GIVEN = "(forløbet)"
"""The field of a problem that is about the course, not about a field of the command."""


def must_hold(office: Office, ref: str, command: Command, actor: Actor) -> None:
    """Whom a course is given to works here, and nobody is out on it alone when it ends.

    Where something of that is wrong, whatever the rules have against the command is told with it. Raises
    InvalidInput naming every field of somebody who is unknown, Refused, UnknownCourse.
    """
    problems = _strangers(office, command)
    checks = must_be_with_us, must_not_be_out
    refusals = [refusal for check in checks for refusal in _refused(check, office, ref, command)]
    if not problems and not refusals:
        return
    refusals += _by_the_rules(office, ref, command, actor)
    if problems:
        told = (Problem(GIVEN, "kan ikke bruges nu", refusal.message) for refusal in refusals)
        raise InvalidInput(type(command).__name__, (*problems, *told))
    refuse_all(refusals)


def _refused(
    check: Callable[[Office, str, Command], None], office: Office, ref: str, command: Command
) -> Iterator[Refused]:
    try:
        check(office, ref, command)
    except Refused as refusal:
        yield refusal


def _by_the_rules(office: Office, ref: str, command: Command, actor: Actor) -> tuple[Refused, ...]:
    """What the rules say, without doing anything; a refusal that tells several at once stays one."""
    course = office.casebook.course(ref)
    rules = office.programme_of(course), office.calendar_of(course)
    documents = office.corps.documents.present()
    try:
        decide(course, command, office.now, *rules, actor=actor, documents=documents)
    except Refused as refusal:
        return (refusal,)
    return ()


def _strangers(office: Office, command: Command) -> tuple[Problem, ...]:
    """The fields that name somebody who is not in `staff.toml`: a notice to nobody could never be sent,
    and whose hours are written down must be known.
    """
    if isinstance(command, AcceptReferral):
        return _unknown(office.staff.coordinators, "coordinator", coordinator=command.coordinator)
    if isinstance(command, MatchMentor | ReassignMentor):
        return _unknown(office.staff.mentors, "mentor", mentor=command.mentor, cover=command.cover)
    if isinstance(command, RecordMeeting):
        return _unknown(office.staff.mentors, "mentor", mentor=command.mentor)
    return ()


def _unknown(members: tuple[StaffMember, ...], table: str, **named: str) -> tuple[Problem, ...]:
    known = {member.id for member in members}
    cure = f"vælg et id, der står dér, eller tilføj personen som [[{table}]]"
    wrong = "står ikke i staff.toml"
    return tuple(Problem(field, wrong, cure) for field, who in named.items() if who and who not in known)
