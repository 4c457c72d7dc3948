"""Stretches of a story: commands given at a moment, put in order of time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from domain import commands as c
from domain.events import Stage
from tests.factory.commands import meeting
from tests.factory.playing import Step, at, day

Block = tuple[datetime, tuple[c.Command, ...]]
AT_WORK: dict[str, Any] = {"category": "other_professionals", "form": "workplace", "goals": ("g3",)}


def block(when: str, *commands: c.Command) -> Block:
    """Commands given at a Danish clock time."""
    return at(when), commands


def in_order(*blocks: Block) -> tuple[Step, ...]:
    """The blocks as steps of a play, earliest first."""
    ordered = sorted(blocks, key=lambda one: one[0])
    steps: list[Step] = []
    for when, commands in ordered:
        steps += [when, *commands]
    return tuple(steps)


def weekly(first: str, last: str, skip: tuple[str, ...] = (), every: int = 7) -> Iterator[Block]:
    """A meeting every week (or so many days), logged at noon."""
    on = day(first)
    while on <= day(last):
        if on.isoformat() not in skip:
            yield block(f"{on} 12:00", meeting(on.isoformat(), goals=("g1",), shown="accepted"))
        on += timedelta(days=every)


def answers(stage: Stage, reached: tuple[str, ...] = ()) -> dict[str, Stage]:
    """The same stage of change for every goal that is not reached yet; the third is a step behind."""
    behind: dict[Stage, Stage] = {"contemplation": "precontemplation", "action": "preparation"}
    stages: dict[str, Stage] = {"g1": stage, "g2": stage, "g3": behind.get(stage, stage)}
    return {goal: one for goal, one in stages.items() if goal not in reached}


def no_show(on: str, planned: str) -> c.RecordMeeting:
    """The citizen did not come to a planned appointment."""
    return meeting(on, attendance="no_show", appointment=planned, comment="Bussen var aflyst.")


def acknowledged(matter: str) -> c.AcknowledgeDeviation:
    """The caseworker has it in hand."""
    return c.AcknowledgeDeviation(matter=matter, by="D-0001", outcome="Talt med Maja. Busplan er på plads.")


def proposal(starts_on: str, ends_on: str, hours: int, special: str = "") -> c.ProposeExtension:
    """The mentor proposes a new period."""
    return c.ProposeExtension(
        starts_on=day(starts_on),
        ends_on=day(ends_on),
        hours=Decimal(hours),
        need="Praktikken kræver støtte, til hverdagen er faldet til ro.",
        special_reasons=special,
    )
