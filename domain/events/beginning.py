"""From the referral to agreed goals."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from domain.events.base import NO_ORDER, Entitlement, Event, GrantFacts, OrderFacts, Period
from domain.referral import Referral
from domain.values import SEALED, Stored

WaitingReason = Literal["no_free_hours", "no_match", "language", "place", "absence"]
"""Why there is no mentor yet."""


class ReferralReceived(Event, frozen=True, kw_only=True):
    """A referral became a course; `missing` names the required parts that were not there. It came in a mail
    or as a form in the portal, whose number is here.
    """

    ref: str
    controller: str
    partner: str
    programme: str
    programme_version: str
    received_at: datetime
    missing: tuple[str, ...] = ()
    mail_id: str = ""
    form_id: str = ""
    grant: GrantFacts | None = None
    consent_withdrawn_on: date | None = None
    consent_expires_on: date | None = None
    order: OrderFacts = NO_ORDER
    referral: Annotated[Referral, SEALED]


class ReferralCompleted(Event, frozen=True, kw_only=True):
    """Missing parts arrived or were entered by a person."""

    missing: tuple[str, ...] = ()
    mail_id: str = ""
    form_id: str = ""
    grant: GrantFacts | None = None
    consent_withdrawn_on: date | None = None
    consent_expires_on: date | None = None
    order: OrderFacts = NO_ORDER
    referral: Annotated[Referral, SEALED]


class ReferralAccepted(Event, frozen=True, kw_only=True):
    """The coordinator accepted the course; the grant became its first support period.

    `remarks` are expectations that were not met; `reasoned` the rules a reason was given for; `deciders` who
    extends, where the track it is on has its own. Which group,
    track and tasks it is about, and support under section 85, can be about health and is sealed.
    """

    coordinator: str
    period: Period
    entitlement: Entitlement = "none"
    caseworker_role: str = ""
    remarks: tuple[str, ...] = ()
    reasoned: tuple[str, ...] = ()
    deciders: tuple[str, ...] = ()
    target_group: Annotated[str, SEALED] = ""
    supports_staying: Annotated[bool, SEALED] = False
    track: Annotated[str, SEALED] = ""
    track_on: Annotated[date | None, SEALED] = None
    beyond_normal: Annotated[str, SEALED] = ""
    section_85: Annotated[str, SEALED] = ""
    section_85_by: Annotated[str, SEALED] = ""
    section_85_goal: Annotated[str, SEALED] = ""
    tasks: Annotated[tuple[str, ...], SEALED] = ()
    task_reason: Annotated[str, SEALED] = ""


class Section85Recorded(Event, frozen=True, kw_only=True):
    """The boundary to support under section 85 as it is from a day on (S1, S3)."""

    from_on: date
    section_85: Annotated[str, SEALED]
    section_85_by: Annotated[str, SEALED] = ""
    section_85_goal: Annotated[str, SEALED] = ""
    note: Annotated[str, SEALED] = ""


class MentorMatched(Event, frozen=True, kw_only=True):
    """One fixed contact person was chosen."""

    mentor: str
    cover: str = ""
    reason: Annotated[str, SEALED] = ""


class PlacedOnWaitingList(Event, frozen=True, kw_only=True):
    """There is no mentor yet: why, and the day one is expected. The jobcentre is told."""

    reason: WaitingReason
    placed_on: date
    expected_on: date | None = None


class MentorReassigned(Event, frozen=True, kw_only=True):
    """Another mentor took over, with a hand-over note (S1's answer to lost knowledge)."""

    mentor: str
    previous: str
    cover: str = ""
    handover: Annotated[str, SEALED]


class ContactAttempted(Event, frozen=True, kw_only=True):
    """The mentor tried to reach the citizen; `number` counts attempts, `failed` those without an answer since
    she was last reached.
    """

    number: int
    attempted_at: datetime
    channel: str
    reached: bool
    failed: int = 0
    tell_jobcentre: bool = False
    note: Annotated[str, SEALED] = ""


class FirstMeetingHeld(Event, frozen=True, kw_only=True):
    """Citizen and mentor met for the first time."""

    held_on: date
    note: Annotated[str, SEALED] = ""


class AgreementSigned(Event, frozen=True, kw_only=True):
    """The written agreement between citizen and jobcentre was signed; we keep a copy's hash."""

    signed_on: date
    signed_by: tuple[str, ...]
    document_sha256: str = ""
    roles: tuple[str, ...] = ()
    reasoned: tuple[str, ...] = ()
    tasks: Annotated[tuple[str, ...], SEALED] = ()
    task_reason: Annotated[str, SEALED] = ""
    phase_out_plan: Annotated[str, SEALED] = ""


class GoalText(Stored, frozen=True):
    """The personal side of a goal: what it says and how it is seen that it is reached."""

    id: str
    text: str
    indicator: str = ""
    baseline: str = ""
    target: str = ""


class GoalPlan(Stored, frozen=True):
    """The neutral side of a goal: its id, its parent and its date, what it leads to in the end (`job`,
    `education`), and the aim of the programme it was made from.
    """

    id: str
    target_on: date
    parent: str = ""
    aim: str = ""
    template: str = ""


class GoalsAgreed(Event, frozen=True, kw_only=True):
    """Goals and sub-goals were agreed with the citizen."""

    goals: tuple[GoalPlan, ...]
    texts: Annotated[tuple[GoalText, ...], SEALED]
