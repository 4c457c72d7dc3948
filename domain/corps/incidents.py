"""What happened to a mentor at work: threats, violence, accidents. Sealed, open until followed up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

from pydantic import AwareDatetime, ConfigDict

from domain.values import Code, CourseRef, OptionalText, Text

INCIDENTS = {"threat": "trussel", "violence": "vold", "accident": "ulykke", "other": "andet"}
"""The kinds of incidents as people read them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """What is entered of an incident. With `course` it is sealed under its key and erased with it."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
    mentor: Code
    occurred_at: AwareDatetime
    kind: Literal["threat", "violence", "accident", "other"]
    what: Text
    done: OptionalText = ""
    course: CourseRef | None = None
