"""First contact, agreement and goals."""

from __future__ import annotations

import pytest

from domain import commands as c
from domain.events import ContactAttempted
from domain.lifecycle import Phase
from domain.timers import TimerKind
from tests.domain.staging import GOAL_SETTING, MATCHED, PHASE_OUT, course_of, refused, staged
from tests.factories import VIBORG, Play, at, attempt, beginning, day, events_of, goals, sign

PERIODIC = {TimerKind.FOLLOW_UP, TimerKind.PROGRESS_REPORT, TimerKind.THREE_PARTY_MEETING}


def tried(times: int, limit: int = 3) -> Play:
    """A course with so many attempts in vain, in a programme that tells after `limit`."""
    contact = VIBORG.contact.model_copy(update={"failed_attempts": limit})
    calls = (attempt("2026-02-26 09:10", reached=False) for _ in range(times))
    return staged(*MATCHED, *calls, programme=VIBORG.model_copy(update={"contact": contact}))


@pytest.mark.parametrize("limit", [1, 3])
@pytest.mark.requirement("local.first_contact")
def test_the_jobcentre_is_told_once_when_the_attempts_are_used(limit: int) -> None:
    told = [recorded.event for recorded in events_of(tried(5, limit).history, "ContactAttempted")]
    flags = [event.tell_jobcentre for event in told if isinstance(event, ContactAttempted)]
    assert flags == [number == limit for number in range(1, 6)]


@pytest.mark.requirement("local.first_contact")
def test_attempts_in_vain_leave_the_deadline_of_first_contact_running() -> None:
    assert course_of(tried(5)).timer(TimerKind.FIRST_CONTACT) is not None
    assert course_of(tried(5)).contact.failed == 5


@pytest.mark.requirement("S2.supplier_contacts")
def test_the_citizen_was_reached_so_the_first_meeting_is_due_and_counted_from_that_danish_day() -> None:
    late = c.RecordContactAttempt(attempted_at=at("2026-03-03 00:30"), channel="phone", reached=True)
    stage = staged(*MATCHED, at("2026-03-03 09:00"), late)
    course = course_of(stage)
    assert course.contact.first_on == day("2026-03-03")
    assert course.timer(TimerKind.FIRST_CONTACT) is None
    due = course.timer(TimerKind.FIRST_MEETING)
    assert due is not None
    assert due.why.base_on == day("2026-03-03")
    stage.step(attempt("2026-03-03 08:30", reached=True))
    assert course_of(stage).timer(TimerKind.FIRST_MEETING) == due


def test_what_has_not_happened_yet_cannot_be_recorded() -> None:
    stage = staged(*MATCHED)
    with refused("not-in-the-future"):
        stage.step(attempt("2026-02-27 09:00", reached=True))
    with refused("not-in-the-future"):
        stage.step(c.RecordFirstMeeting(held_on=day("2026-02-27")))
    stage = staged(*GOAL_SETTING)
    with refused("not-in-the-future"):
        stage.step(sign("2026-03-03"))


@pytest.mark.requirement("S4.agreement")
def test_the_agreement_needs_those_signatures_the_programme_names() -> None:
    stage = staged(*GOAL_SETTING)
    with refused("signatures"):
        stage.step(sign("2026-03-02", signed_by=("citizen", "mentor")))
    work = VIBORG.work.model_copy(update={"signers": ("citizen", "mentor")})
    stage = staged(*GOAL_SETTING, programme=VIBORG.model_copy(update={"work": work}))
    stage.step(sign("2026-03-02", signed_by=("citizen", "mentor")))
    assert course_of(stage).agreement_on == day("2026-03-02")


@pytest.mark.requirement("S0.realistic_goals")
def test_a_sub_goal_needs_a_goal_that_exists() -> None:
    stage = staged(*GOAL_SETTING)
    orphan = c.NewGoal(text="Op klokken 8.", target_on=day("2026-05-01"), parent="g9")
    with refused("parent-goal"):
        stage.step(c.AgreeGoals(goals=(orphan,)))
    stage.step(goals("En hverdag", "Op klokken 8"))
    assert [(goal.id, goal.parent) for goal in course_of(stage).goals] == [("g1", ""), ("g2", "g1")]
    stage.step(c.AgreeGoals(goals=(c.NewGoal(text="I praktik.", target_on=day("2026-05-01"), parent="g2"),)))
    assert course_of(stage).goals[-1].id == "g3"


@pytest.mark.parametrize("order", [("sign", "goals"), ("goals", "sign")])
def test_agreement_and_goals_in_either_order_begin_the_periodic_work_once(order: tuple[str, str]) -> None:
    steps = {"sign": sign("2026-03-02"), "goals": goals("Op klokken 8.")}
    stage = staged(*GOAL_SETTING, steps[order[0]])
    assert course_of(stage).phase is Phase.GOAL_SETTING
    stage.step(steps[order[1]])
    course = course_of(stage)
    assert course.phase is Phase.ACTIVE
    assert {timer.kind for timer in course.timers} >= PERIODIC
    assert course.timer(TimerKind.GOAL_SETTING) is None
    stage.step(at("2026-03-10 09:00"))
    stage.step(sign("2026-03-10"))
    stage.step(goals("Ud at gå."))
    assert course_of(stage).timers == course.timers


def test_agreement_and_goals_can_be_settled_although_phase_out_has_begun() -> None:
    stage = staged(*GOAL_SETTING, PHASE_OUT, goals("Op klokken 8."), sign("2026-03-02"))
    course = course_of(stage)
    assert course.phase is Phase.PHASING_OUT
    assert {timer.kind for timer in course.timers} >= PERIODIC
    assert course.timer(TimerKind.GOAL_SETTING) is None


def test_the_beginning_of_the_story_has_an_agreement_of_its_day() -> None:
    assert course_of(staged(*beginning())).agreement_on == day("2026-03-12")
