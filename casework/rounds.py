"""The round: one step of one course when its time has come, or of all that are due."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from casework.names.states import StateName, state_of
from casework.office import Office
from domain.commands import PassTime
from domain.course import Course
from domain.events import Event
from domain.intents import is_urgent
from domain.lifecycle import Phase
from models.passing import CLOCK
from models.pulses import Part


@dataclass(frozen=True, slots=True)
class StepResult:
    """What one step did: the course after it, the events' names, and the state the run should end in."""

    ref: str
    phase: Phase
    fired: tuple[str, ...]
    state_name: StateName
    urgent: bool
    follow_ups: int
    tags: tuple[str, ...]


def due_now(office: Office) -> list[str]:
    """The references of the courses that are due; that somebody has looked is noted."""
    due = office.casebook.due(office.now)
    office.pulses.beat(Part.ROUND, office.now)
    return due


async def advance(office: Office, ref: str, flow_run_id: str | None = None) -> StepResult:
    """Let time pass for one course. Doing it twice at the same instant does nothing the second time."""
    outcome = await asyncio.to_thread(
        office.casebook.handle, ref, PassTime(), CLOCK, office.now, flow_run_id=flow_run_id
    )
    return step_result(outcome.course, outcome.events)


def step_result(course: Course, events: tuple[Event, ...]) -> StepResult:
    """What a run should show of a step: codes, counts and names, nothing personal."""
    return StepResult(
        ref=course.ref,
        phase=course.phase,
        fired=tuple(type(event).__name__ for event in events),
        state_name=state_of(events),
        urgent=any(is_urgent(event) for event in events),
        follow_ups=course.progress.follow_ups,
        tags=(f"course:{course.ref}", f"programme:{course.programme}", f"controller:{course.controller}"),
    )


def pass_round(office: Office) -> list[StepResult]:
    """The whole round by command, in one commit: every course that is due now."""
    moved = office.casebook.pass_time(office.now)
    office.pulses.beat(Part.ROUND, office.now)
    return [step_result(outcome.course, outcome.events) for outcome in moved]
