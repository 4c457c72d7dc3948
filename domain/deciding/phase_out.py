"""Phase-out: every course is arranged for it (S1), and there is one way to start it."""

from __future__ import annotations

from typing import Literal

from domain.course import Course
from domain.events import PhaseOutStarted
from domain.lifecycle import BEGUN, Phase
from domain.timers import TimerKind


def may_start(course: Course) -> bool:
    """Whether support has begun and is not being phased out already; a pause does not stand in the way."""
    return course.working_phase in BEGUN


def start(
    course: Course, cause: Literal["time", "hours", "refused", "agreed"], plan: str = ""
) -> PhaseOutStarted:
    """The phase-out up to the last granted day. A paused course stays paused and goes on in phase-out.

    Nobody waits for progress any more: it is decided that the support ends.
    """
    return PhaseOutStarted(
        ends_on=course.periods[-1].ends_on,
        cause=cause,
        plan=plan,
        to_phase=None if course.phase is Phase.PAUSED else Phase.PHASING_OUT,
        cleared=(TimerKind.PHASE_OUT.value, TimerKind.PROGRESS_WINDOW.value),
    )
