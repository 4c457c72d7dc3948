"""What a corps has in place before it takes citizens: crisis plan, contact list and intake plan (S3)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar, Literal, get_args

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from domain.errors import InvalidInput, Problem, Refused
from domain.parsing import problems_of
from domain.values import Line, OptionalLine, Text
from domain.words import listed

_CONFIG = ConfigDict(extra="forbid")
Steps = Annotated[tuple[Line, ...], Field(min_length=1, max_length=50)]


class Document(StrEnum):
    """The standing documents of a corps."""

    CRISIS_PLAN = "crisis_plan"
    CONTACT_LIST = "contact_list"
    INTAKE_PLAN = "intake_plan"


ContactKind = Literal[
    "psychiatric_emergency", "crisis_centre", "district_psychiatry", "social_psychiatry", "benefits",
    "addiction_centre", "ssp", "sps", "health_care", "ppr", "companies", "shelter", "drop_in_centre",
    "housing_association", "education_guidance", "volunteers", "emergency_call", "other",
]  # fmt: skip
"""Whom a mentor may need to reach (S3); `emergency_call` and `other` are ours."""
CONTACT_KINDS: Mapping[str, str] = {
    "psychiatric_emergency": "psykiatrisk skadestue",
    "crisis_centre": "krisecenter",
    "district_psychiatry": "distriktspsykiatri",
    "social_psychiatry": "socialpsykiatri",
    "benefits": "ydelse",
    "addiction_centre": "misbrugscenter",
    "ssp": "SSP",
    "sps": "SPS",
    "health_care": "sundhedspleje",
    "ppr": "PPR",
    "companies": "virksomheder",
    "shelter": "herberg",
    "drop_in_centre": "væresteder",
    "housing_association": "boligselskaber",
    "education_guidance": "uddannelsesvejledning",
    "volunteers": "frivillige",
    "emergency_call": "alarmcentral",
    "other": "andet",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CrisisPlan:
    """What a mentor does when a citizen is in danger, or a meeting gets out of hand."""

    __pydantic_config__: ClassVar[ConfigDict] = _CONFIG
    reviewed_on: date
    applies_when: Text
    call_first: Steps
    steps: Steps
    afterwards: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """One place that a mentor or a citizen may turn to: its work contact, never a private one."""

    __pydantic_config__: ClassVar[ConfigDict] = _CONFIG
    kind: ContactKind
    name: Line
    phone: OptionalLine = ""
    email: OptionalLine = ""
    hours: OptionalLine = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactList:
    """Professionals and volunteers that support the mentors' work."""

    __pydantic_config__: ClassVar[ConfigDict] = _CONFIG
    reviewed_on: date
    contacts: Annotated[tuple[Contact, ...], Field(min_length=1, max_length=500)]

    def missing(self) -> tuple[str, ...]:
        """The kinds of S3's list that nobody is entered under yet, in its order."""
        present = {contact.kind for contact in self.contacts}
        asked = (kind for kind in get_args(ContactKind) if kind not in OUR_OWN_KINDS)
        return tuple(kind for kind in asked if kind not in present)


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakePlan:
    """How citizens come into the corps: who decides, by which steps, and who goes first in a queue."""

    __pydantic_config__: ClassVar[ConfigDict] = _CONFIG
    reviewed_on: date
    decided_by: Line
    steps: Steps
    goes_first: Steps


OUR_OWN_KINDS = frozenset({"emergency_call", "other"})
Content = CrisisPlan | ContactList | IntakePlan
SHAPES: Mapping[Document, TypeAdapter[Content]] = {
    Document.CRISIS_PLAN: TypeAdapter(CrisisPlan),
    Document.CONTACT_LIST: TypeAdapter(ContactList),
    Document.INTAKE_PLAN: TypeAdapter(IntakePlan),
}
NAMES: Mapping[str, str] = {
    Document.CRISIS_PLAN: "kriseplan",
    Document.CONTACT_LIST: "kontaktliste",
    Document.INTAKE_PLAN: "indslusningsplan",
}


def read_document(kind: Document, data: bytes, today: date) -> Content:
    """A standing document from JSON. Raises InvalidInput with every problem, by field."""
    try:
        content = SHAPES[kind].validate_json(data)
    except ValidationError as error:
        raise InvalidInput(NAMES[kind].capitalize(), problems_of(error)) from None
    if problems := tuple(_problems(content, today)):
        raise InvalidInput(NAMES[kind].capitalize(), problems)
    return content


def not_in_place(required: Collection[Document], present: Collection[Document]) -> Iterator[Refused]:
    """The corps takes no citizen before the documents that the programme asks for exist (S3)."""
    lacking = [document for document in Document if document in required and document not in present]
    if lacking:
        yield Refused(
            "corps-not-ready",
            f"Korpset tager ikke borgere ind endnu: {listed(lacking, NAMES)} mangler. Indfør det "
            "manglende med: mentor corps document enter.",
        )


def _problems(content: Content, today: date) -> list[Problem]:
    found = []
    if content.reviewed_on > today:
        found.append(Problem("reviewed_on", "ligger i fremtiden", "skriv den dag, det sidst er gennemgået"))
    if isinstance(content, ContactList):
        unreachable = (n for n, one in enumerate(content.contacts) if not one.phone and not one.email)
        found += [Problem(f"contacts.{n}", "kan ikke nås", "skriv phone eller email") for n in unreachable]
    return found
