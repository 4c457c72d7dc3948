"""Doing a command on a course for a person: what must be true outside the rules is checked first."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from casework.commands.actors import must_be_on_course
from casework.commands.appointments import with_interpreter
from casework.commands.outside_the_rules import must_hold
from casework.decisions import extension
from casework.decisions.ending_effort import end_effort
from casework.decisions.extension import read_decision
from casework.office import Office
from casework.rounds import StepResult, step_result
from domain.commands import Command
from domain.errors import InvalidInput, PartsRefused, Problem, Refused
from domain.parsing import parse_command
from domain.values import Actor

DECISION, ENDING = "DecideExtension", "EndEffort"
BY_THEMSELVES = {
    "RegisterReferral": "Et forløb oprettes af en henvisning: mentor mail intake",
    "UpdateReferral": "Nyt fra jobcenteret kommer som sikker mail (mentor mail intake) eller i portalen",
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
    _must_be_by_hand(name)
    if name == DECISION:
        _must_not_be_conditional(seen)
        return asyncio.run(extension.decide(office, read_decision(ref, data), proposer=actor))
    if name == ENDING:
        _must_not_be_conditional(seen)
        return end_effort(office, ref, data)
    must_be_on_course(office, ref, actor)
    command = parse_command(name, data)
    must_hold(office, ref, command, actor)
    command = with_interpreter(office, ref, command)
    outcome = office.casebook.handle(ref, command, actor, office.now, expected_seq=seen)
    return step_result(outcome.course, outcome.events)


def act_all(
    office: Office, ref: str, parts: Mapping[str, tuple[str, bytes]], actor: Actor, *, seen: int | None = None
) -> StepResult:
    """Do several commands in one commit, in their order: all of them or none. Each has a name of its own
    (`meeting`), with which the field of a problem begins: `meeting.held_on`, and `meeting` alone where a rule
    says no.

    `seen` as for `act`. A decision is nothing beside others: its code counts for itself. Raises InvalidInput
    with every part's problems, UnknownCourse, Conflict.
    """
    must_be_on_course(office, ref, actor)
    problems: list[Problem] = []
    read = {part: _part(office, ref, part, given, actor, problems) for part, given in parts.items()}
    if problems:
        raise InvalidInput("Flere på én gang", tuple(problems))
    commands = [command for command in read.values() if command is not None]
    try:
        outcome = office.casebook.handle_all(ref, commands, actor, office.now, expected_seq=seen)
    except PartsRefused as refused:
        names = tuple(read)
        told = (Problem(names[part], "kan ikke lade sig gøre", why.message) for part, why in refused.parts)
        raise InvalidInput("Flere på én gang", tuple(told)) from None
    return step_result(outcome.course, outcome.events)


def _part(
    office: Office, ref: str, part: str, given: tuple[str, bytes], actor: Actor, problems: list[Problem]
) -> Command | None:
    """The part's command; None where something is wrong with it, which is added to the problems."""
    name, data = given
    try:
        _must_be_by_hand(name)
        command = parse_command(name, data)
        must_hold(office, ref, command, actor)
    except InvalidInput as error:
        problems += (Problem(f"{part}.{one.field}", one.wrong, one.cure) for one in error.problems)
    except Refused as refusal:
        problems.append(Problem(part, "kan ikke lade sig gøre", refusal.message))
    else:
        return with_interpreter(office, ref, command)
    return None


def _must_be_by_hand(name: str) -> None:
    if name in BY_THEMSELVES:
        raise Refused("not-by-hand", BY_THEMSELVES[name])


def _must_not_be_conditional(seen: int | None) -> None:
    if seen is not None:
        problem = Problem("seen", "gælder ikke en afgørelse", "udelad det: koden virker kun én gang")
        raise InvalidInput("Afgørelse", (problem,))
