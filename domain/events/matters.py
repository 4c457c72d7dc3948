"""What is open beside the phase: deviations, extension reviews, and news from the jobcentre."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from domain.events.base import Event, GrantFacts, OrderFacts, Period
from domain.events.deviation import DeviationResult
from domain.matters import MatterKind
from domain.referral import JobPlanPart, Referral
from domain.values import SEALED, Stored


class DeviationReported(Event, frozen=True, kw_only=True):
    """A departure from the job plan; the jobcentre is told at once (S0).

    `entry` is the log-book entry it was seen by, if any.
    """

    matter: str
    occurred_at: datetime
    discovered_at: datetime
    attempts: int = 0
    no_show: bool = False
    entry: int = 0
    fact: Annotated[str, SEALED]
    plan_item: Annotated[str, SEALED] = ""
    citizen_explanation: Annotated[str, SEALED] = ""


class DeviationAcknowledged(Event, frozen=True, kw_only=True):
    """A named person at the jobcentre took the deviation in hand."""

    matter: str
    by: str
    result: DeviationResult = "in_hand"
    person: Annotated[str, SEALED] = ""
    outcome: Annotated[str, SEALED] = ""


class ExtensionReviewOpened(Event, frozen=True, kw_only=True):
    """The question of a new support period was opened: by time, by hours used, or on request."""

    matter: str
    cause: Literal["time", "hours", "request"]
    opened_at: datetime
    grant_ends_on: date
    decide_by: date
    step: int
    steps: int
    special: bool
    hours_granted: Decimal
    hours_used: Decimal


class ExtensionProposed(Event, frozen=True, kw_only=True):
    """A proposal for a new period. It binds nobody; only an authority decides."""

    matter: str
    starts_on: date
    ends_on: date
    hours: Decimal
    by: str
    hours_per_week: Decimal | None = None
    reasoned: bool = False
    need: Annotated[str, SEALED] = ""
    special_reasons: Annotated[str, SEALED] = ""


class Signature(Stored, frozen=True):
    """A decider who has signed an extension that others must sign too: who, and for which period."""

    decider: str
    starts_on: date
    ends_on: date
    hours: Decimal

    def same_period(self, other: Signature) -> bool:
        """Whether both are for the same days and hours."""
        mine, theirs = ((one.starts_on, one.ends_on, one.hours) for one in (self, other))
        return mine == theirs


class ExtensionSigned(Event, frozen=True, kw_only=True):
    """One of the deciders that must sign an extension has done so; it is not granted yet."""

    matter: str
    number: int
    needed: int
    decider_role: str
    unit: str
    channel: str
    decided_on: date
    document_sha256: str = ""
    signature: Signature
    reason: Annotated[str, SEALED] = ""


class ExtensionDecided(Event, frozen=True, kw_only=True):
    """An authenticated authority granted or refused a new support period."""

    matter: str
    granted: bool
    decider: str
    decider_role: str
    unit: str
    channel: str
    decided_on: date
    document_sha256: str = ""
    period: Period | None = None
    reason: Annotated[str, SEALED] = ""


class ReferralUpdated(Event, frozen=True, kw_only=True):
    """The jobcentre changed what is on file, in a later mail or in the portal's form; `changed` names what,
    and never to what.

    A job plan that came is a new version. `plan_is_older`: it is dated before the one that counts, and is
    only filed. A consent stops counting, or counts again, from the Danish day that is given.
    """

    matter: str
    mail_id: str = ""
    form_id: str = ""
    opened_at: datetime
    changed: tuple[str, ...]
    plan_version: int = 0
    plan_changes: tuple[str, ...] = ()
    plan_is_older: bool = False
    consent_withdrawn_on: date | None = None
    consent_given_on: date | None = None
    consent_expires_on: date | None = None
    grant: GrantFacts | None = None
    order: OrderFacts | None = None
    referral: Annotated[Referral, SEALED]
    older_plan: Annotated[JobPlanPart | None, SEALED] = None


class UpdateSeen(Event, frozen=True, kw_only=True):
    """The coordinator has seen what the jobcentre sent."""

    matter: str


class EffortEnded(Event, frozen=True, kw_only=True):
    """The caseworker ended the effort, because the mentor's role does not support it (S3)."""

    matter: str
    decider: str
    decided_on: date
    document_sha256: str = ""
    reason: Annotated[str, SEALED]


class MatterOpened(Event, frozen=True, kw_only=True):
    """Something was opened that a person must settle; `cause` is a code, `note` what people wrote, `asked_by`
    who of us asked for it and waits for the answer.
    """

    matter: str
    kind: MatterKind
    opened_at: datetime
    cause: str = ""
    asked_by: str = ""
    note: Annotated[str, SEALED] = ""


class MatterSettled(Event, frozen=True, kw_only=True):
    """A person settled it; `outcome` is one of its kind's codes, `settled_on` the Danish day, where it is
    told to whoever asked.
    """

    matter: str
    kind: MatterKind
    outcome: str
    settled_on: date | None = None
    note: Annotated[str, SEALED] = ""
