"""Deciding an extension through a form, the CLI or a letter: only a registered decider with a valid,
unused code decides; everything else is a proposal.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import ClassVar, Literal

from pydantic import ConfigDict, TypeAdapter, ValidationError

from casework.office import Office
from casework.rounds import StepResult, step_result
from domain.calendar import local_day
from domain.commands import Command, DecideExtension, OpenExtensionReview, ProposeExtension
from domain.errors import InvalidInput, Refused
from domain.parsing import problems_of
from domain.values import Actor, CourseRef, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionForm:
    """A decision as it is handed in. Only `reason` is free text; a form in Prefect never carries it."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
    ref: CourseRef = "M-0000-0000"
    granted: bool
    starts_on: date | None = None
    ends_on: date | None = None
    hours: Decimal | None = None
    document_sha256: str = ""
    decider_ref: str = ""
    decision_code: str = ""
    channel: Literal["deployment_form", "cli", "portal", "letter"] = "deployment_form"
    reason: str = ""


_READER = TypeAdapter(DecisionForm)


def read_decision(ref: str, data: bytes) -> DecisionForm:
    """A decision from JSON with `decider_ref` and `decision_code`. Raises InvalidInput by field."""
    try:
        form = _READER.validate_json(data)
    except ValidationError as error:
        raise InvalidInput("DecideExtension", problems_of(error)) from None
    return replace(form, ref=ref, channel="cli")


async def decide(office: Office, form: DecisionForm, flow_run_id: str | None = None) -> StepResult:
    """Record the decision, or without a valid code a proposal. Raises Refused, saying what is missing.

    The code is spent in the same transaction that records the decision, so it can never be used twice.
    """
    if not form.decision_code:
        return await propose(office, form, flow_run_id)
    decider = await asyncio.to_thread(office.deciders.registered, form.decider_ref)
    if decider is None:
        raise Refused("unknown-decider", "Beslutningstageren er ikke registreret. Brug: mentor decider add.")
    command = DecideExtension(
        granted=form.granted,
        decider=decider.ref,
        decider_role=decider.role,
        unit=decider.unit,
        channel=form.channel,
        decided_on=local_day(office.now),
        starts_on=form.starts_on,
        ends_on=form.ends_on,
        hours=form.hours,
        document_sha256=form.document_sha256,
        reason=form.reason,
    )
    actor = Actor(Role(decider.role), decider.ref)
    return await _handle(office, form, command, actor, flow_run_id, code=form.decision_code)


async def propose(office: Office, form: DecisionForm, flow_run_id: str | None = None) -> StepResult:
    """Record a proposal; a review is opened first where none is open. A refusal cannot be proposed."""
    if form.starts_on is None or form.ends_on is None or form.hours is None:
        raise Refused(
            "proposal-incomplete", "Uden gyldig kode er det et forslag: angiv start, slut og timer."
        )
    actor = Actor(Role.OPERATOR, "formular")
    course = await asyncio.to_thread(office.casebook.course, form.ref)
    if not course.open_matters("extension"):
        await _handle(office, form, OpenExtensionReview(), actor, flow_run_id)
    command = ProposeExtension(
        starts_on=form.starts_on, ends_on=form.ends_on, hours=form.hours, need=form.reason
    )
    return await _handle(office, form, command, actor, flow_run_id)


async def _handle(
    office: Office,
    form: DecisionForm,
    command: Command,
    actor: Actor,
    flow_run_id: str | None,
    *,
    code: str | None = None,
) -> StepResult:
    outcome = await asyncio.to_thread(
        office.casebook.handle,
        form.ref,
        command,
        actor,
        office.now,
        flow_run_id=flow_run_id,
        decision_code=code,
    )
    return step_result(outcome.course, outcome.events)
