"""The mentor's roles on a course, whose weight varies over time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field

from domain.commands.base import Command
from domain.values import Code


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedRole:
    """A role by its code, and how many percent of the work it is."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
    role: Code
    percent: Annotated[int, Field(ge=1, le=100)]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighRoles(Command):
    """Say how the mentor's roles weigh from now on (S4); each time is a new version of it."""

    weights: Annotated[tuple[WeighedRole, ...], Field(min_length=1, max_length=20)]
