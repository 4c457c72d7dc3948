"""Supervision and case discussions: kept apart from every case, so that no file ever holds them (S3)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field

from domain.errors import Refused
from domain.values import Code, Text

SESSIONS: Mapping[str, str] = {
    "supervision": "supervision",
    "case_discussion": "sagsdrøftelse",
    "training": "uddannelse",
}
_POINTS_AT_A_CASE = re.compile(r"M-\d{4}-\d{4,}|\d{6}[- ]?\d{4}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervision:
    """A session: the Danish day, what it was, who took part, and what was learned; no citizen in it."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
    held_on: date
    kind: Literal["supervision", "case_discussion", "training"]
    mentors: Annotated[tuple[Code, ...], Field(min_length=1, max_length=100)]
    notes: Text


def must_be_apart(session: Supervision, today: date) -> None:
    """Refuse notes that name a case or a CPR number, and a day that has not come. Raises Refused."""
    if session.held_on > today:
        raise Refused("supervision-day", "Supervisionen kan ikke ligge i fremtiden. Ret datoen.")
    if _POINTS_AT_A_CASE.search(session.notes):
        raise Refused(
            "supervision-apart",
            "Supervision holdes adskilt fra sagerne. Skriv hverken sagsnummer eller CPR-nummer i noterne.",
        )
