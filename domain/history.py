"""A course's history as it is read back: every event with its number, its instant and who did it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import takewhile
from typing import TypeVar

from domain.calendar import local
from domain.errors import InvalidInput, Problem
from domain.events import (
    CaseworkerChanged,
    ConsentWithdrawn,
    ConsiderationsRevised,
    Event,
    ReferralCompleted,
    ReferralReceived,
    ReferralUpdated,
)
from domain.referral import JobPlanPart, Referral
from domain.values import Actor

E = TypeVar("E", bound=Event)


@dataclass(frozen=True, slots=True)
class Recorded:
    """One event as recorded: its number in the course (from 1), the instant (UTC), the actor, the run."""

    seq: int
    at: datetime
    actor: Actor
    event: Event
    flow_run_id: str = ""
    hash: bytes = b""


def known_at(history: Sequence[Recorded], instant: datetime) -> tuple[Recorded, ...]:
    """What had been recorded at an instant (UTC), that instant included: always a beginning of the history.

    Raises InvalidInput for a moment before the first event.
    """
    known = tuple(takewhile(lambda recorded: recorded.at <= instant, history))
    if not known:
        begins = local(history[0].at)
        cure = f"vælg et tidspunkt fra og med {begins:%Y-%m-%d} kl. {begins:%H.%M.%S}"
        raise InvalidInput("Tidspunkt", (Problem("--at", "ligger før forløbets begyndelse", cure),))
    return known


def of_type(history: Iterable[Recorded], kind: type[E]) -> Iterator[tuple[Recorded, E]]:
    """The recorded events of one type, with the event typed."""
    for recorded in history:
        if isinstance(recorded.event, kind):
            yield recorded, recorded.event


def referral_of(history: Iterable[Recorded]) -> Referral:
    """The referral as it last stood. Raises ValueError on a history without one."""
    referral: Referral | None = None
    for recorded in history:
        event = recorded.event
        if isinstance(event, ReferralReceived | ReferralCompleted | ReferralUpdated):
            referral = event.referral
        elif isinstance(event, CaseworkerChanged) and referral:
            referral = _handled_by(referral, event)
        elif isinstance(event, ConsiderationsRevised) and referral:
            referral = replace(referral, considerations=event.considerations)
        elif isinstance(event, ConsentWithdrawn) and referral and referral.consent:
            taken_back = replace(referral.consent, withdrawn_on=event.withdrawn_on)
            referral = replace(referral, consent=taken_back)
    if referral is None:
        raise ValueError("a course begins with a referral")
    return referral


def _handled_by(referral: Referral, event: CaseworkerChanged) -> Referral:
    """The referral with the caseworker and, where it was told, the unit that handles the case now."""
    return replace(
        referral,
        caseworker=event.caseworker,
        caseworker_contact=event.contact,
        unit=event.unit or referral.unit,
    )


def job_plans_of(history: Iterable[Recorded]) -> tuple[JobPlanPart, ...]:
    """Every version of the job plan in the order they came: number 1 is the first."""
    plans: list[JobPlanPart] = []
    for recorded in history:
        event = recorded.event
        if isinstance(event, ReferralReceived | ReferralCompleted | ReferralUpdated):
            older = event.older_plan if isinstance(event, ReferralUpdated) else None
            plans += [plan for plan in (event.referral.job_plan, older) if plan and plan not in plans]
    return tuple(plans)


def mails_of(history: Iterable[Recorded]) -> frozenset[str]:
    """The ids of the mails that the course was made of or has taken in since."""
    kinds = ReferralReceived | ReferralCompleted | ReferralUpdated
    events = (recorded.event for recorded in history)
    return frozenset(event.mail_id for event in events if isinstance(event, kinds) and event.mail_id)
