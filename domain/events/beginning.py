"""From the referral to agreed goals."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from domain.events.base import Event, GrantFacts, Period
from domain.referral import Referral
from domain.values import SEALED


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralReceived(Event):
    """A referral became a course; `missing` names the required parts that were not there."""

    ref: str
    controller: str
    partner: str
    programme: str
    programme_version: str
    received_at: datetime
    missing: tuple[str, ...] = ()
    mail_id: str = ""
    grant: GrantFacts | None = None
    referral: Annotated[Referral, SEALED]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralCompleted(Event):
    """Missing parts arrived or were entered by a person."""

    missing: tuple[str, ...] = ()
    mail_id: str = ""
    grant: GrantFacts | None = None
    referral: Annotated[Referral, SEALED]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralAccepted(Event):
    """The coordinator accepted the course; the grant became its first support period."""

    coordinator: str
    period: Period


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorMatched(Event):
    """One fixed contact person was chosen."""

    mentor: str
    cover: str = ""
    reason: Annotated[str, SEALED] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorReassigned(Event):
    """Another mentor took over, with a hand-over note (S1's answer to lost knowledge)."""

    mentor: str
    previous: str
    cover: str = ""
    handover: Annotated[str, SEALED]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactAttempted(Event):
    """The mentor tried to reach the citizen; `number` counts attempts, `failed` those without an answer."""

    number: int
    attempted_at: datetime
    channel: str
    reached: bool
    failed: int = 0
    tell_jobcentre: bool = False
    note: Annotated[str, SEALED] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstMeetingHeld(Event):
    """Citizen and mentor met for the first time."""

    held_on: date
    note: Annotated[str, SEALED] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementSigned(Event):
    """The written agreement between citizen and jobcentre was signed; we keep a copy's hash."""

    signed_on: date
    signed_by: tuple[str, ...]
    document_sha256: str = ""
    roles: tuple[str, ...] = ()
    tasks: Annotated[tuple[str, ...], SEALED] = ()
    phase_out_plan: Annotated[str, SEALED] = ""


@dataclass(frozen=True, slots=True)
class GoalText:
    """The personal side of a goal: what it says and how it is seen that it is reached."""

    id: str
    text: str
    indicator: str = ""
    baseline: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True)
class GoalPlan:
    """The neutral side of a goal: its id, its parent and its date."""

    id: str
    target_on: date
    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalsAgreed(Event):
    """Goals and sub-goals were agreed with the citizen."""

    goals: tuple[GoalPlan, ...]
    texts: Annotated[tuple[GoalText, ...], SEALED]
