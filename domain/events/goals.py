"""What becomes of goals on the way: revised, dropped, planned step by step, and in focus for a period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from domain.events.base import Event
from domain.events.beginning import GoalText
from domain.events.work import Stage
from domain.values import SEALED, Stored


class GoalRevised(Event, frozen=True, kw_only=True):
    """A goal was changed, with a reason; what it said before stays in the history.

    `changed` names what changed. `words` and the neutral fields hold only what is new; `parent` is None where
    it stays, and empty where the goal became a top goal.
    """

    goal: str
    changed: tuple[str, ...]
    target_on: date | None = None
    parent: str | None = None
    aim: str = ""
    words: Annotated[GoalText, SEALED]
    reason: Annotated[str, SEALED]


class GoalDropped(Event, frozen=True, kw_only=True):
    """A goal is not worked on any more, with a reason."""

    goal: str
    reason: Annotated[str, SEALED]


@dataclass(frozen=True, slots=True)
class PlanStep:
    """One step of a change plan: what is done, at which stage of the circle, and by when (S2: stepwise)."""

    step: str
    stage: Stage
    goal: str = ""
    by_on: date | None = None


class ChangePlanAgreed(Event, frozen=True, kw_only=True):
    """Citizen and mentor made a change plan together (S2); a later one is a new version."""

    number: int
    agreed_on: date
    steps: Annotated[tuple[PlanStep, ...], SEALED]
    citizen_words: Annotated[str, SEALED] = ""


class RoleWeight(Stored, frozen=True):
    """How much of the mentor's work a role is, in percent."""

    role: str
    percent: int


class RolesSet(Event, frozen=True, kw_only=True):
    """The mentor's roles were weighted, heaviest first (S4: their weight varies over time)."""

    number: int
    from_on: date
    weights: tuple[RoleWeight, ...]
    reason: Annotated[str, SEALED] = ""


class FocusAreasSet(Event, frozen=True, kw_only=True):
    """The caseworker set what the effort is about in a period (S3); a later version replaces it."""

    number: int
    from_on: date
    to_on: date | None = None
    areas: Annotated[tuple[str, ...], SEALED]
    set_by: Annotated[str, SEALED] = ""


FinalAim = Literal["education", "job"]
"""What every effort leads to in the end (S4, S3)."""
