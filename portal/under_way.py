"""How far something is that was asked for on a page and is done outside of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from domain.values import Actor
from models.jobs import Job
from portal.visitor import Visitor

SOON = timedelta(minutes=1)
"""When a job should have begun."""


@dataclass(frozen=True, slots=True)
class UnderWay:
    """A job with the name of whoever asked; `is_slow` where it should have begun by now."""

    job: Job
    by: str
    is_slow: bool


def under_way(visit: Visitor, job: Job | None) -> UnderWay | None:
    """How far a job is, as it is told; nothing of none."""
    if job is None:
        return None
    slow = job.done_at is None and not job.is_begun and visit.office.now - job.asked_at > SOON
    return UnderWay(job, name_of(visit, job.asked_by), slow)


def name_of(visit: Visitor, actor: str) -> str:
    """The name of whoever signed as that actor."""
    return visit.office.staff.name_of(Actor.parse(actor).id)
