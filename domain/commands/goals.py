"""Goals from agreement to their end, the change plan, and the focus areas of a period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field

from domain.commands.base import Command
from domain.events import FinalAim, Stage
from domain.values import Code, Line, OptionalLine, OptionalText, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class NewGoal:
    """A goal as agreed: text, parent goal's id, what it leads to in the end (S4), and the (local) indicator,
    baseline, target and date. `template` names the programme's aim it comes from, whose text it has if it
    has none of its own (S1).
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
    text: OptionalText = ""
    target_on: date
    parent: OptionalLine = ""
    aim: FinalAim | Literal[""] = ""
    template: Code | Literal[""] = ""
    indicator: OptionalText = ""
    baseline: OptionalText = ""
    target: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeGoals(Command):
    """Agree goals and sub-goals with the citizen; later calls add goals."""

    goals: Annotated[tuple[NewGoal, ...], Field(min_length=1, max_length=30)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseGoal(Command):
    """Change a goal, with the reason. What is left out stays; an empty `parent` makes it a top goal."""

    goal: Code
    reason: Text
    text: OptionalText = ""
    indicator: OptionalText = ""
    baseline: OptionalText = ""
    target: OptionalText = ""
    target_on: date | None = None
    parent: Code | Literal[""] | None = None
    aim: FinalAim | Literal[""] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DropGoal(Command):
    """Stop working on a goal, with the reason."""

    goal: Code
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class NewStep:
    """One step of a change plan: what is done, at which stage of the circle, for which goal, by when."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
    step: Text
    stage: Stage
    goal: Code | Literal[""] = ""
    by_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeChangePlan(Command):
    """File the change plan that citizen and mentor made together (S2); a later one is a new version."""

    agreed_on: date
    with_citizen: bool
    steps: Annotated[tuple[NewStep, ...], Field(min_length=1, max_length=30)]
    citizen_words: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetRoles(Command):
    """Set how much of the mentor's work each role is from a day on, in percent of the whole (S4)."""

    weights: Annotated[dict[Code, Annotated[int, Field(ge=1, le=100)]], Field(min_length=1)]
    from_on: date
    reason: OptionalText = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetFocusAreas(Command):
    """Set what the effort is about in a period (S3); a coordinator names the caseworker who did."""

    areas: Annotated[tuple[Line, ...], Field(min_length=1, max_length=10)]
    from_on: date
    to_on: date | None = None
    set_by: OptionalLine = ""
