"""Small values that every rule uses: references, actors, hours, and the mark that seals a field."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from msgspec import Struct
from pydantic import Field, StringConstraints


class Stored(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, gc=False):
    """Base of everything the casebook writes down: courses, events and the values they are made of.

    Compiled to C by msgspec, because a round reads and writes thousands (decision 0023). What equals its
    default is left out. Instances never change and cannot form cycles, so the garbage collector skips them.
    """


@dataclass(frozen=True, slots=True)
class Sealed:
    """Marks an event field as personal: it is stored as ciphertext under the course's own key only."""


SEALED = Sealed()

_REF = re.compile(r"M-[0-9]{4}-[0-9]{4,}")
REF_PATTERN = f"^{_REF.pattern}$"
CourseRef = Annotated[str, StringConstraints(pattern=REF_PATTERN)]
"""The opaque reference of a course, the only thing about it that may leave the casebook."""

CODE_PATTERN = re.compile(r"[a-z0-9][a-z0-9_.-]{0,63}")
Code = Annotated[str, StringConstraints(pattern=f"^{CODE_PATTERN.pattern}$")]
"""A short identifier of ours: a programme, a staff member, a goal, a category. Never personal data."""

PersonRef = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$")]
"""A reference to a person of ours or of the authority, such as `amira` or `D-0001`. Never a name."""

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4000)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
OptionalLine = Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)]
OptionalText = Annotated[str, StringConstraints(strip_whitespace=True, max_length=4000)]

Hours = Annotated[Decimal, Field(ge=0, le=10000, decimal_places=2)]
"""Hours as Decimal with at most two decimals (a quarter of an hour is 0.25)."""


def is_course_ref(text: str) -> bool:
    """Tell whether `text` has the form of a course reference (it need not exist)."""
    return _REF.fullmatch(text) is not None


class Role(StrEnum):
    """Who acts. `clock` is the system itself when time passes; `mailroom` when a mail arrives. An auditor
    reads and never acts. A manager is ours, a head is the authority's.
    """

    COORDINATOR = "coordinator"
    MENTOR = "mentor"
    CASEWORKER = "caseworker"
    JOB_CONSULTANT = "job_consultant"
    MANAGER = "manager"
    HEAD = "head"
    OPERATOR = "operator"
    AUDITOR = "auditor"
    MAILROOM = "mailroom"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did it: a role and an identifier of staff or of a registered decider (never a citizen)."""

    role: Role
    id: str

    def __str__(self) -> str:
        return f"{self.role.value}:{self.id}"

    @classmethod
    def parse(cls, text: str) -> Actor:
        """Read `role:id`, the form used on the command line. Raises ValueError on anything else."""
        role, _, name = text.partition(":")
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}", name):
            raise ValueError("an actor is written role:id, for example coordinator:kirsten")
        return cls(Role(role), name)


@dataclass(frozen=True, slots=True)
class Span:
    """A period of calendar days in Denmark, both ends included."""

    starts_on: date
    ends_on: date

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on
