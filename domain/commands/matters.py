"""Deviations, extension reviews, and news from the jobcentre."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from domain.commands.base import Command, Sha256
from domain.events import DeviationResult
from domain.referral import JobPlanPart, Referral
from domain.values import Code, Hours, OptionalLine, OptionalText, PersonRef, Text


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
    """A named person takes the deviation in hand, which stops its ladder: a reference, and the name.

    `result` is what came of it so far, `outcome` the words.
    """

    matter: Code
    by: PersonRef
    person: OptionalLine = ""
    result: DeviationResult = "in_hand"
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
    hours_per_week: Hours | None = None
    need: OptionalText = ""
    special_reasons: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideExtension(Command):
    """An authority's decision. The decider and the channel are filled in by what authenticated them."""

    granted: bool
    decider: PersonRef
    decider_role: Code
    unit: OptionalLine
    channel: Literal["deployment_form", "cli", "portal", "letter", "signed_mail"]
    decided_on: date
    starts_on: date | None = None
    ends_on: date | None = None
    hours: Annotated[Decimal, Field(gt=0, le=10000, decimal_places=2)] | None = None
    hours_per_week: Hours | None = None
    document_sha256: Sha256 = ""
    reason: OptionalText = ""


Change = Literal[
    "caseworker",
    "caseworker_contact",
    "unit",
    "citizen",
    "order",
    "grant",
    "job_plan",
    "consent",
    "consent_withdrawn",
]
"""What of a referral a later mail changed. `order`: target group, tasks, focus areas and considerations."""

ComplaintAbout = Literal["mentor", "course", "treatment", "decision"]
"""`decision` is the authority's: we only pass it on."""

PlanChange = Literal["goals", "hours", "mentor", "pause", "focus", "other"]
"""What of the plan a mentor asks to have changed: `hours` is how many, or how often they meet."""

PlanField = Literal["dated_on", "aim", "activities", "agreements", "next_follow_up_on"]


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateReferral(Command):
    """File what the jobcentre says later, compared with what is on file (`domain.comparison`): in a mail, or
    in the portal's form.

    `referral` is the whole referral as it now stands. A grant in it that is no period of the course yet is
    the authority's decision on a new one.
    """

    mail_id: OptionalLine = ""
    form_id: OptionalLine = ""
    referral: Referral
    changed: tuple[Change, ...] = ()
    plan_version: Annotated[int, Field(ge=0)] = 0
    plan_changes: tuple[PlanField, ...] = ()
    older_plan: JobPlanPart | None = None
    consent_withdrawn_on: date | None = None
    consent_given_on: date | None = None
    document_sha256: Sha256 = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkUpdateSeen(Command):
    """Say that one has seen what the jobcentre sent, which stops its reminders."""

    matter: Code


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestOtherMentor(Command):
    """Note that the citizen wants another mentor, in her words."""

    wish: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForPlanChange(Command):
    """Ask for a change of the plan: of what, and in words to what and why (local)."""

    about: PlanChange
    why: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FileComplaint(Command):
    """File the citizen's complaint: what it is about, and what she says."""

    about: ComplaintAbout
    complaint: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class EndEffort(Command):
    """End the effort after no progress: the caseworker's decision, with the reason (S3)."""

    matter: Code
    reason: Text
    document_sha256: Sha256 = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleMatter(Command):
    """Settle an open matter: what came of it, as one of its kind's outcomes, and in words."""

    matter: Code
    outcome: Code
    note: OptionalText = ""
