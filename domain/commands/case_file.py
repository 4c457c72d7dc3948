"""The file about a course: what is left out of an export, legal hold, return, and erasure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Literal, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator
from pydantic.dataclasses import dataclass as validated

from domain.commands.base import Command, Sha256
from domain.values import Code, OptionalLine, OptionalText, PersonRef

WhyLeftOut = Literal["third_party", "safety", "authority"]
"""Why something is left out of what is handed out: it is about others, it would endanger somebody, or it is
the authority's own confidential matter."""


@validated(frozen=True, kw_only=True, config=ConfigDict(extra="forbid"))
class NewMark:
    """One thing to be left out: a whole event, certain words wherever they stand, or a mail's enclosure."""

    what: Literal["event", "words", "enclosure"]
    why: WhyLeftOut
    event: Annotated[int, Field(ge=1)] | None = None
    words: OptionalText = ""
    mail: Annotated[str, StringConstraints(pattern=r"^(P-[0-9]{4}-[0-9]{4,})?$")] = ""
    number: Annotated[int, Field(ge=1, le=1000)] | None = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        given = {"event": self.event, "words": self.words, "enclosure": self.mail and self.number}
        if not given[self.what]:
            raise ValueError(f"what = {self.what} kræver også {_NEEDS[self.what]}")
        if others := [name for name, value in given.items() if value and name != self.what]:
            raise ValueError(f"what = {self.what} bruger ikke {', '.join(_NEEDS[name] for name in others)}")
        return self


_NEEDS = {"event": "event", "words": "words", "enclosure": "mail og number"}


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkThirdParty(Command):
    """Mark what an export leaves out, or take marks (by their numbers, `u1`) back. A person decides that."""

    marks: Annotated[tuple[NewMark, ...], Field(max_length=500)] = ()
    put_back: Annotated[tuple[Code, ...], Field(max_length=500)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldErasure(Command):
    """Hold the file back from erasure (legal hold) until it is lifted, for a reason that is a code."""

    reason: Literal["complaint", "court", "audit", "authority"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftHold(Command):
    """The reason to hold the file back is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFileReturn(Command):
    """The controller has confirmed that it received the file: when, how, and the hash of what was handed."""

    returned_on: date
    how: Literal["secure_mail", "handover", "in_person"]
    document_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ApproveErasure(Command):
    """The controller's instruction to erase. Who gives it is filled in by what authenticated her.

    `early`: the controller wants it before the programme's years are over (the contract ends).
    """

    decider: PersonRef
    decider_role: Code
    unit: OptionalLine
    decided_on: date
    document_sha256: Sha256 = ""
    early: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordErasure(Command):
    """The approved erasure begins: from here on nothing is written on the course, and its keys are destroyed.

    How many keys, mails, letters and entries of the index go with it.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
    keys: Annotated[int, Field(ge=1)]
    mails: Annotated[int, Field(ge=0)]
    letters: Annotated[int, Field(ge=0)]
    index_entries: Annotated[int, Field(ge=0)]
