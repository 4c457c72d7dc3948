"""Deviations and extension reviews."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from domain.commands.base import Command, Sha256
from domain.values import Code, OptionalLine, OptionalText, PersonRef, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportDeviation(Command):
    """Report a departure from the job plan; the jobcentre is told at once (S0)."""

    occurred_at: AwareDatetime
    fact: Text
    plan_item: OptionalText = ""
    citizen_explanation: OptionalText = ""
    attempts: Annotated[int, Field(ge=0, le=100)] = 0
    no_show: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeDeviation(Command):
    """A named person takes the deviation in hand, which stops its ladder: a reference, and the name."""

    matter: Code
    by: PersonRef
    person: OptionalLine = ""
    outcome: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenExtensionReview(Command):
    """Open the question of a new period before the clock does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeExtension(Command):
    """Propose a new period. Special reasons are needed where the next step is a special case (S1)."""

    starts_on: date
    ends_on: date
    hours: Annotated[Decimal, Field(gt=0, le=10000, decimal_places=2)]
    need: OptionalText = ""
    special_reasons: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideExtension(Command):
    """An authority's decision. The decider and the channel are filled in by what authenticated them."""

    granted: bool
    decider: str
    decider_role: Code
    unit: OptionalLine
    channel: Literal["deployment_form", "cli", "portal", "letter"]
    decided_on: date
    starts_on: date | None = None
    ends_on: date | None = None
    hours: Annotated[Decimal, Field(gt=0, le=10000, decimal_places=2)] | None = None
    document_sha256: Sha256 = ""
    reason: OptionalText = ""
