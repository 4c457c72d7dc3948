"""The flows of a course's phases: each advances one course and shows coordinators what that did."""

from __future__ import annotations

from prefect import Flow
from prefect.client.schemas.objects import State

from domain.errors import InvalidInput
from domain.lifecycle import Phase
from domain.timers import TimerKind
from domain.values import CourseRef
from flows.course_step import conclude
from flows.labels import about_course, checked_ref, course_tag
from flows.present_run import Ended, forget_parameters, in_office, our_flow, show_as
from tasks.boundary import StepFailed
from tasks.courses import DueStep, advance_course


@our_flow("first_contact")
async def first_contact(ref: CourseRef) -> State[None]:
    """From the referral until citizen and mentor have met."""
    return await in_office(_step(ref, "første kontakt", "first-contact"))


@our_flow("goal_setting")
async def goal_setting(ref: CourseRef) -> State[None]:
    """The agreement and the goals."""
    return await in_office(_step(ref, "aftale og mål", "goal-setting"))


@our_flow("follow_up")
async def follow_up(ref: CourseRef) -> State[None]:
    """The months of support with their follow-ups; also while the course is paused."""
    return await in_office(_step(ref, "opfølgning", "follow-up"))


@our_flow("extension_review")
async def extension_review(ref: CourseRef) -> State[None]:
    """The question of a new support period: opened, and reminded of until it is decided."""
    return await in_office(_step(ref, "vurdering af forlængelse", "extension-review"))


@our_flow("phase_out")
async def phase_out(ref: CourseRef) -> State[None]:
    """The last weeks, in which the support fades."""
    return await in_office(_step(ref, "udfasning", "phase-out"))


@our_flow("closing")
async def closing(ref: CourseRef) -> State[None]:
    """After the last day of support, until the closing report is written."""
    return await in_office(_step(ref, "afslutning", "closing"))


BY_PHASE: dict[Phase | None, Flow[[str], Ended]] = {
    Phase.RECEIVED: first_contact,
    Phase.INCOMPLETE: first_contact,
    Phase.ACCEPTED: first_contact,
    Phase.MATCHED: first_contact,
    Phase.CONTACTING: first_contact,
    Phase.GOAL_SETTING: goal_setting,
    Phase.ACTIVE: follow_up,
    Phase.PAUSED: follow_up,
    Phase.PHASING_OUT: phase_out,
    Phase.CLOSING: closing,
    None: follow_up,
}
REVIEW_TIMERS = frozenset({TimerKind.EXTENSION_REVIEW, TimerKind.EXTENSION_DECISION, TimerKind.UNDECIDED})


def flow_of(due: DueStep) -> Flow[[str], Ended]:
    """The phase flow for a course that is due: its review's if that is what rings, else its phase's."""
    return extension_review if due.rings in REVIEW_TIMERS else BY_PHASE[due.phase]


async def _step(given: object, what: str, phase: str) -> State[None]:
    ref = await _course(given)
    tags = (course_tag(ref), f"phase:{phase}")
    try:
        result = await advance_course(ref)
    except StepFailed:
        await show_as(about_course(ref, what), *tags)
        raise
    numbered = f"{what} {result.follow_ups + 1}" if phase == "follow-up" else what
    return await conclude(result, about_course(ref, numbered), *tags)


async def _course(given: object) -> str:
    try:
        return checked_ref(given)
    except InvalidInput:
        await forget_parameters()
        raise
