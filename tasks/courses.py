"""The tasks of a round: which courses are due, one step of one course, and what coordinators see of it."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass

from prefect.artifacts import acreate_markdown_artifact, acreate_table_artifact

from casework import rounds
from casework.lists import cards
from casework.office import Office
from casework.rounds import StepResult
from domain.errors import MentorError
from domain.lifecycle import Phase
from domain.timers import TimerKind
from tasks.effect import effect, flow_run_id
from tasks.office import current_office

COMING_DUE_KEY = "forfald-14-dage"


@dataclass(frozen=True, slots=True)
class DueStep:
    """A course that is due: its phase, and what rings first; neither if the course cannot be read."""

    ref: str
    phase: Phase | None = None
    rings: TimerKind | None = None


@effect(seconds=60)
async def find_due_courses() -> list[DueStep]:
    """The courses that are due now, the longest overdue first."""
    office = current_office()
    due = await asyncio.to_thread(rounds.due_now, office)
    return await asyncio.to_thread(lambda: [_due_step(office, ref) for ref in due])


def _due_step(office: Office, ref: str) -> DueStep:
    """What is due on a course. One that cannot be read must not hide the others: its own run will fail."""
    try:
        course = office.casebook.course(ref)
    except MentorError:
        return DueStep(ref)
    first = min(course.running_timers(), key=lambda timer: timer.due_at, default=None)
    return DueStep(ref, course.phase, first.kind if first else None)


@effect(seconds=30)
async def advance_course(ref: str) -> StepResult:
    """Let time pass for one course; a second call at the same instant does nothing."""
    return await rounds.advance(current_office(), ref, flow_run_id=flow_run_id())


@effect(seconds=30)
async def look_up_course(ref: str) -> StepResult:
    """How a course stands, without doing anything to it."""
    course = await asyncio.to_thread(current_office().casebook.course, ref)
    return rounds.step_result(course, ())


@effect(seconds=30)
async def publish_course_card(ref: str) -> None:
    """Refresh the course card: phase, next deadline and why, hours, open items. No personal data."""
    office = current_office()
    seq, card = await asyncio.to_thread(cards.course_card, office, ref)
    await acreate_markdown_artifact(card, key=card_key(ref), description=f"Forløbskort for {ref}")
    await asyncio.to_thread(cards.remember_card, office, ref, seq)


@effect(seconds=30)
async def find_outdated_cards() -> list[str]:
    """Courses that have moved on outside Prefect (a mentor logged hours), or whose mentor is away or back."""
    return await asyncio.to_thread(cards.outdated_cards, current_office())


@effect(seconds=60)
async def publish_coming_due() -> None:
    """Refresh the table of what comes due on open courses in the next 14 days."""
    rows = await asyncio.to_thread(cards.coming_due, current_office())
    shown = [{column: literally(text) for column, text in row.items()} for row in rows]
    await acreate_table_artifact(shown, key=COMING_DUE_KEY, description="Frister i de næste 14 dage")


def literally(cell: str) -> str:
    """Prefect's page reads a cell as markdown, in which `7. april` begins a list and becomes `1. april`."""
    return re.sub(r"^(\d+)\.", r"\1\\.", cell)


def card_key(ref: str) -> str:
    """The key of a course's card among Prefect's artifacts: `kort-m-2026-0042`."""
    return f"kort-{ref.lower()}"
