"""A small corps: mentors with room, and courses that weigh a known number of hours a week."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from domain.corps.absence import Absence, Standing
from domain.corps.load import Load
from domain.corps.matching import Candidate
from domain.corps.profile import MentorProfile
from tests.factories import day

MONDAY = day("2026-03-02")


def profile(mentor: str = "amira", **changes: Any) -> MentorProfile:
    """A mentor with twenty hours a week."""
    fields: dict[str, Any] = {"hours_per_week": Decimal(20), "starts_on": day("2025-01-01")}
    return MentorProfile(mentor=mentor, **{**fields, **changes})


def candidate(mentor: str = "amira", granted: str = "0", courses: int = 0, **changes: Any) -> Candidate:
    """A mentor who is here, with so many hours a week granted away."""
    load = Load(courses=courses, hours_per_week=Decimal(granted))
    return Candidate(profile=profile(mentor, **changes), load=load, standing=Standing(mentor))


def absence(person: str, first: str, last: str | None, substitute: str = "", number: int = 0) -> Absence:
    """Somebody is away from `first` to `last` (None: until further notice)."""
    ends_on = day(last) if last else None
    return Absence(id=number, person=person, substitute=substitute, starts_on=day(first), ends_on=ends_on)
