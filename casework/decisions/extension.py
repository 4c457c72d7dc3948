"""Deciding an extension through a form, the CLI or a letter: only a registered decider with a valid,
unused code decides; everything else is a proposal.
"""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from casework.office import Office
from casework.rounds import StepResult, step_result
from domain.calendar import local_day
from domain.commands import Command, DecideExtension, ProposeExtension, Sha256
from domain.errors import InvalidInput, Refused
from domain.far_days import must_be_near
from domain.parsing import problems_of
from domain.values import Actor, CourseRef, OptionalText, Role
from domain.who import ACTS_AS
from models.deciders import Decider

FORM = Actor(Role.OPERATOR, "formular")
Channel = Literal["deployment_form", "cli", "portal", "letter"]
Hours = Annotated[Decimal, Field(gt=0, le=10000, decimal_places=2)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What is decided. Only `reason` is free text."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
    granted: bool
    starts_on: date | None = None
    ends_on: date | None = None
    hours: Hours | None = None
    hours_per_week: Annotated[Decimal, Field(gt=0, le=168, decimal_places=2)] | None = None
    document_sha256: Sha256 = ""
    reason: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Ruling):
    """What is decided, by whom and with which code."""

    decider_ref: Annotated[str, StringConstraints(pattern=r"^(D-\d{4,})?$")] = ""
    decision_code: Annotated[str, StringConstraints(pattern=r"^[2-9A-Za-z -]{0,20}$")] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionForm(Decision):
    """A decision on a course, as it is handed in. A form in Prefect never carries the free text."""

    ref: CourseRef = "M-0000-0000"
    channel: Channel = "deployment_form"


_READER = TypeAdapter(Decision)


def read_decision(ref: str, data: bytes) -> DecisionForm:
    """A decision from JSON with `decider_ref` and `decision_code`. Raises InvalidInput by field."""
    try:
        decision = _READER.validate_json(data)
    except ValidationError as error:
        raise InvalidInput("DecideExtension", problems_of(error)) from None
    must_be_near("DecideExtension", decision)
    return DecisionForm(**asdict(decision), ref=ref, channel="cli")


async def decide(
    office: Office, form: DecisionForm, flow_run_id: str | None = None, *, proposer: Actor = FORM
) -> StepResult:
    """Record the decision, or without a code `proposer`'s proposal. Raises Refused, saying what is missing.

    The code is spent in the same transaction that records the decision, so it can never be used twice.
    """
    if not form.decision_code:
        return await propose(office, form, flow_run_id, proposer=proposer)
    decider = await asyncio.to_thread(office.deciders.registered, form.decider_ref)
    if decider is None:
        raise Refused("unknown-decider", "Beslutningstageren er ikke registreret. Brug: mentor decider add.")
    actor = Actor(ACTS_AS[decider.role], decider.ref)
    command = ruled(form, decider, form.channel, local_day(office.now))
    return await _handle(office, form, command, actor, flow_run_id, code=form.decision_code)


async def propose(
    office: Office, form: DecisionForm, flow_run_id: str | None = None, *, proposer: Actor = FORM
) -> StepResult:
    """Record a proposal; a review is opened first where none is open. Raises Refused.

    A refusal is a decision and cannot be proposed: without a code it is turned away.
    """
    if not form.granted:
        raise Refused("refusal-needs-code", "Et afslag er en afgørelse og kræver beslutningstagerens kode.")
    course = await asyncio.to_thread(office.casebook.course, form.ref)
    steps = office.programme_of(course).grants.steps[len(course.periods) :]
    special = bool(steps) and steps[0].special
    return await _handle(office, form, _proposal(form, special=special), proposer, flow_run_id)


def ruled(form: Ruling, decider: Decider, channel: Channel, today: date) -> DecideExtension:
    """The decision as the rules know it, taken by that decider on a Danish day."""
    return DecideExtension(
        granted=form.granted,
        decider=decider.ref,
        decider_role=decider.role,
        unit=decider.unit,
        channel=channel,
        decided_on=today,
        starts_on=form.starts_on,
        ends_on=form.ends_on,
        hours=form.hours,
        hours_per_week=form.hours_per_week,
        document_sha256=form.document_sha256,
        reason=form.reason,
    )


def _proposal(form: DecisionForm, *, special: bool) -> ProposeExtension:
    """Where the next step is a special one, the reason given is the special reason too (S1)."""
    if form.starts_on is None or form.ends_on is None or form.hours is None:
        text = "Uden gyldig kode er det et forslag: angiv start, slut og timer."
        raise Refused("proposal-incomplete", text)
    return ProposeExtension(
        starts_on=form.starts_on,
        ends_on=form.ends_on,
        hours=form.hours,
        hours_per_week=form.hours_per_week,
        need=form.reason,
        special_reasons=form.reason if special else "",
    )


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
