"""A course's history as it is read back: every event with its number, its instant and who did it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from domain.events import Event, ReferralCompleted, ReferralReceived
from domain.referral import Referral
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


def of_type(history: Iterable[Recorded], kind: type[E]) -> Iterator[tuple[Recorded, E]]:
    """The recorded events of one type, with the event typed."""
    for recorded in history:
        if isinstance(recorded.event, kind):
            yield recorded, recorded.event


def referral_of(history: Iterable[Recorded]) -> Referral:
    """The referral as it last stood. Raises ValueError on a history without one."""
    referral: Referral | None = None
    for recorded in history:
        if isinstance(recorded.event, ReferralReceived | ReferralCompleted):
            referral = recorded.event.referral
    if referral is None:
        raise ValueError("a course begins with a referral")
    return referral
