"""Doing a command on a course for a person: what must be true outside the rules is checked first."""

from __future__ import annotations

import asyncio

from adapters.staff import StaffMember
from casework import extension
from casework.actors import must_be_on_course
from casework.appointments import with_interpreter
from casework.corps.readiness import must_be_with_us
from casework.corps.visits import must_not_be_out
from casework.ending_effort import end_effort
from casework.extension import read_decision
from casework.office import Office
from casework.rounds import StepResult, step_result
from domain.commands import AcceptReferral, Command, MatchMentor, ReassignMentor, RecordMeeting
from domain.errors import InvalidInput, Problem, Refused
from domain.parsing import parse_command
from domain.values import Actor

DECISION, ENDING = "DecideExtension", "EndEffort"
BY_THEMSELVES = {
    "RegisterReferral": "Et forløb oprettes af en henvisning: mentor mail intake",
    "UpdateReferral": "Nyt fra jobcenteret kommer som sikker mail: mentor mail intake",
    "MarkThirdParty": "Det, der udelades, markeres med: mentor access mark",
    "ApproveErasure": "Sletning godkendes af kommunens beslutningstager: mentor retention approve",
    "RecordErasure": "Sletningen noteres, når den er sket: mentor retention approve",
    "ReprojectDeadlines": "Frister regnes om for alle forløb på én gang: mentor deadlines reproject",
    "ReportIncident": "En hændelse noteres med: mentor corps incident add",
    "ReportMissedCheckIn": "Det melder systemet selv, når en mentor ikke er tilbage: mentor corps visit",
    "MigrateProgramme": "Et forløb flyttes til en anden version med: mentor programme migrate",
    "PassTime": "Tiden går af sig selv: mentor round",
}


def act(
    office: Office, ref: str, name: str, data: bytes, actor: Actor, *, seen: int | None = None
) -> StepResult:
    """Do the command `name` with its fields as JSON, in one commit.

    `actor` must have to do with the course; a decision asks for the decider's own code instead, whoever
    hands it in. `seen` is the number of the last event the caller knows of: if there are more, Conflict is
    raised. Raises InvalidInput by field, Refused, UnknownCourse, Conflict.
    """
    if name in BY_THEMSELVES:
        raise Refused("not-by-hand", BY_THEMSELVES[name])
    if name == DECISION:
        _must_not_be_conditional(seen)
        return asyncio.run(extension.decide(office, read_decision(ref, data), proposer=actor))
    if name == ENDING:
        _must_not_be_conditional(seen)
        return end_effort(office, ref, data)
    must_be_on_course(office, ref, actor)
    command = parse_command(name, data)
    must_be_staff(office, command)
    must_not_be_out(office, ref, command)
    command = with_interpreter(office, ref, command)
    outcome = office.casebook.handle(ref, command, actor, office.now, expected_seq=seen)
    return step_result(outcome.course, outcome.events)


def _must_not_be_conditional(seen: int | None) -> None:
    if seen is not None:
        problem = Problem("seen", "gælder ikke en afgørelse", "udelad det: koden virker kun én gang")
        raise InvalidInput("Afgørelse", (problem,))


def must_be_staff(office: Office, command: Command) -> None:
    """Whom a course is given to must be in `staff.toml`: a notice to nobody could never be sent. So must be
    whose hours are written down.

    Raises InvalidInput naming every field of somebody who is missing, Refused for a mentor who has left.
    """
    problems: tuple[Problem, ...] = ()
    if isinstance(command, AcceptReferral):
        problems = _unknown(office.staff.coordinators, "coordinator", coordinator=command.coordinator)
    if isinstance(command, RecordMeeting):
        problems = _unknown(office.staff.mentors, "mentor", mentor=command.mentor)
    if isinstance(command, MatchMentor | ReassignMentor):
        problems = _unknown(office.staff.mentors, "mentor", mentor=command.mentor, cover=command.cover)
    if problems:
        raise InvalidInput(type(command).__name__, problems)
    if isinstance(command, MatchMentor | ReassignMentor):
        must_be_with_us(office, command)


def _unknown(members: tuple[StaffMember, ...], table: str, **named: str) -> tuple[Problem, ...]:
    known = {member.id for member in members}
    cure = f"vælg et id, der står dér, eller tilføj personen som [[{table}]]"
    wrong = "står ikke i staff.toml"
    return tuple(Problem(field, wrong, cure) for field, who in named.items() if who and who not in known)
