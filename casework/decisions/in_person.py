"""Decisions the authority's own people take while signed in with a second factor: that stands for the code.

Whoever calls vouches for the sign-in; nothing here is for a token, a form in Prefect or the command line.
"""

from __future__ import annotations

from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from casework.decisions import ending_effort, extension
from casework.office import Office
from casework.rounds import StepResult, step_result
from domain.calendar import local_day
from domain.commands import Command, EndEffort
from domain.errors import InvalidInput
from domain.parsing import problems_of
from domain.values import Actor
from domain.who import REGISTERED_AS
from models.deciders import Decider, unknown
from models.decision_codes import Herself

T = TypeVar("T")
_EXTENSION, _ENDING = TypeAdapter(extension.Ruling), TypeAdapter(ending_effort.EndingRuling)


def decide_extension(
    office: Office, ref: str, data: bytes, by: Actor, *, seen: int | None = None
) -> StepResult:
    """Record her decision on a new period, from JSON without decider and code: they are hers (S1).

    `seen` is the number of the last event she has seen. Raises InvalidInput by field, Refused (also for one
    who is not registered with the course's municipality in that role), UnknownCourse, Conflict.
    """
    ruling, decider = _read(_EXTENSION, "DecideExtension", data), decider_behind(office, by)
    command = extension.ruled(ruling, decider, "portal", local_day(office.now))
    return _handle(office, ref, command, by, seen)


def end_effort(office: Office, ref: str, data: bytes, by: Actor, *, seen: int | None = None) -> StepResult:
    """Record her decision that the effort ends (S3). Raises as `decide_extension`."""
    ruling = _read(_ENDING, "EndEffort", data)
    command = EndEffort(matter=ruling.matter, reason=ruling.reason, document_sha256=ruling.document_sha256)
    return _handle(office, ref, command, by, seen)


def check_ruling(data: bytes) -> None:
    """Raise InvalidInput with everything that is wrong with a decision on a new period."""
    _read(_EXTENSION, "DecideExtension", data)


def check_ending(data: bytes) -> None:
    """Raise InvalidInput with everything that is wrong with a decision that the effort ends."""
    _read(_ENDING, "EndEffort", data)


def decider_behind(office: Office, by: Actor) -> Decider:
    """Who acts, as she is registered. Raises Refused for anybody else."""
    decider = office.deciders.registered(by.id)
    if decider is None or decider.role != REGISTERED_AS.get(by.role):
        raise unknown(by.id)
    return decider


def _read(reader: TypeAdapter[T], what: str, data: bytes) -> T:
    try:
        return reader.validate_json(data)
    except ValidationError as error:
        raise InvalidInput(what, problems_of(error)) from None


def _handle(office: Office, ref: str, command: Command, by: Actor, seen: int | None) -> StepResult:
    outcome = office.casebook.handle(
        ref, command, by, office.now, expected_seq=seen, decision_code=Herself.SIGNED_IN
    )
    return step_result(outcome.course, outcome.events)
