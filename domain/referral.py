"""What a jobcentre sends: the referral with its three parts, as plain values validated at the edge.

The parts are S2's (grant, job plan, consent); which of them a programme requires is programme data.
Everything here is personal and is stored sealed only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, ConfigDict, Field

from domain.values import Hours, Line, OptionalLine, OptionalText, Text

_CONFIG = ConfigDict(extra="forbid")


def cpr_birth_date(cpr: str) -> date | None:
    """The birth date a ten-digit CPR number holds, or None if its date part is impossible.

    The century follows digit 7 (the CPR office's table); modulus 11 is not required since 2007.
    """
    match = re.fullmatch(r"([0-9]{2})([0-9]{2})([0-9]{2})([0-9])[0-9]{3}", cpr)
    if match is None:
        return None
    day, month, year, digit = (int(part) for part in match.groups())
    try:
        return date(_century(digit, year) + year, month, day)
    except ValueError:
        return None


def _century(digit: int, year: int) -> int:
    if digit <= 3:  # noqa: PLR2004 - the CPR office's own table
        return 1900
    if digit in (4, 9):
        return 2000 if year <= 36 else 1900  # noqa: PLR2004
    return 2000 if year <= 57 else 1800  # noqa: PLR2004


def _valid_cpr(cpr: str) -> str:
    if cpr_birth_date(cpr) is None:
        raise ValueError("et CPR-nummer er ti cifre, der begynder med en dato")
    return cpr


Cpr = Annotated[str, AfterValidator(_valid_cpr)]
"""A CPR number as ten digits of text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citizen:
    """The person the course is for. `protected` hides name and address everywhere."""

    __pydantic_config__: ClassVar[ConfigDict] = _CONFIG
    cpr: Cpr
    name: Line
    address: OptionalLine = ""
    phone: OptionalLine = ""
    email: OptionalLine = ""
    protected: bool = False
    protected_until: date | None = None
    language: OptionalLine = ""
    interpreter: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantPart:
    """The grant (bevilling): who granted what, under which law, for how long and how many hours."""

    __pydantic_config__: ClassVar[ConfigDict] = _CONFIG
    legal_basis: Line
    track: OptionalLine = ""
    granter: Line
    granter_role: OptionalLine = ""
    granted_on: date
    starts_on: date
    ends_on: date
    hours_per_week: Hours | None = None
    hours_total: Annotated[Decimal, Field(gt=0, le=10000, decimal_places=2)]
    mentor_form: Literal["individual", "workplace"] = "individual"
    employment_aim: bool = False
    decisive: bool = False
    phase_out: bool = False
    reason: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JobPlanPart:
    """The job plan (Min Plan): aim, activities, agreements and when it is next followed up."""

    __pydantic_config__: ClassVar[ConfigDict] = _CONFIG
    dated_on: date
    aim: Text
    activities: tuple[Line, ...] = ()
    agreements: tuple[Line, ...] = ()
    next_follow_up_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentPart:
    """The citizen's signed consent: for what, which data, with whom, from when until when."""

    __pydantic_config__: ClassVar[ConfigDict] = _CONFIG
    purpose: Text
    data_types: tuple[Line, ...] = ()
    recipients: tuple[Line, ...] = ()
    given_on: date
    expires_on: date | None = None
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A line of the attachment checklist: the file's name, which part it was taken for, and why."""

    __pydantic_config__: ClassVar[ConfigDict] = _CONFIG
    name: Line
    kind: Literal["grant", "job_plan", "consent", "other"]
    why: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """A referral as read from the mail. A part that was not there is None.

    `enclosures` are those of the mail that was read last.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _CONFIG
    citizen: Citizen
    unit: OptionalLine = ""
    caseworker: OptionalLine = ""
    caseworker_contact: OptionalLine = ""
    target_group: OptionalLine = ""
    match_group: OptionalLine = ""
    months_unemployed: Annotated[int, Field(ge=0, le=900)] | None = None
    in_activity: OptionalLine = ""
    tasks: tuple[Line, ...] = ()
    focus_areas: tuple[Line, ...] = ()
    considerations: OptionalText = ""
    risks: OptionalText = ""
    grant: GrantPart | None = None
    job_plan: JobPlanPart | None = None
    consent: ConsentPart | None = None
    enclosures: tuple[Enclosure, ...] = ()

    def parts(self) -> frozenset[str]:
        """The parts that are present: `grant`, `job_plan`, `consent`. A consent withdrawn is none."""
        present = {name for name in ("grant", "job_plan", "consent") if getattr(self, name) is not None}
        withdrawn = self.consent is not None and self.consent.withdrawn_on is not None
        return frozenset(present - {"consent"} if withdrawn else present)
