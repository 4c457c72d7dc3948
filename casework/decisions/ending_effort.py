"""Ending the effort after no progress: a registered caseworker's decision, with a single-use code (S3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import ConfigDict, StringConstraints, TypeAdapter, ValidationError

from casework.office import Office
from casework.rounds import StepResult, step_result
from domain.commands import EndEffort, Sha256
from domain.errors import InvalidInput, Refused
from domain.parsing import problems_of
from domain.values import Actor, Code, Text
from domain.who import ACTS_AS


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingRuling:
    """What is decided. Only `reason` is free text."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
    matter: Code
    reason: Text
    document_sha256: Sha256 = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending(EndingRuling):
    """What is decided, by whom and with which code."""

    decider_ref: Annotated[str, StringConstraints(pattern=r"^D-\d{4,}$")]
    decision_code: Annotated[str, StringConstraints(pattern=r"^[2-9A-Za-z -]{1,20}$")]


_READER = TypeAdapter(Ending)


def end_effort(office: Office, ref: str, data: bytes) -> StepResult:
    """Record the decision, in the commit that spends the code. Raises InvalidInput by field, Refused.

    It counts for the one whose code it is, whoever writes it down.
    """
    try:
        ending = _READER.validate_json(data)
    except ValidationError as error:
        raise InvalidInput("EndEffort", problems_of(error)) from None
    decider = office.deciders.registered(ending.decider_ref)
    if decider is None:
        raise Refused("unknown-decider", "Beslutningstageren er ikke registreret. Brug: mentor decider add.")
    command = EndEffort(matter=ending.matter, reason=ending.reason, document_sha256=ending.document_sha256)
    actor = Actor(ACTS_AS[decider.role], decider.ref)
    outcome = office.casebook.handle(ref, command, actor, office.now, decision_code=ending.decision_code)
    return step_result(outcome.course, outcome.events)
