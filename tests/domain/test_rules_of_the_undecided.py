"""A grant that ends before anybody has decided its extension: no silent continuation, and a way out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from domain import commands as c
from domain.course import Course
from domain.events import SupportEnded, TimerFired
from domain.lifecycle import Phase
from domain.timers import TimerKind
from tests.domain.staging import (
    GOAL_SETTING,
    IN_PHASE,
    MATCHED,
    PAUSE,
    closing,
    course_of,
    refused,
    staged,
)
from tests.factories import (
    CASEWORKER,
    GRANT,
    Play,
    Step,
    at,
    attempt,
    beginning,
    day,
    events_of,
    granted,
    meeting,
    referral,
    update,
)

ENDED = at("2026-06-01 08:00")
LATER_ON = at("2026-06-05 10:00")
PROPOSAL = c.ProposeExtension(starts_on=day("2026-06-01"), ends_on=day("2026-08-31"), hours=GRANT.hours_total)


def undecided(*steps: Step, begun: tuple[Step, ...] = beginning()) -> Play:
    """A course whose grant has ended without a decision."""
    return staged(*begun, *steps, ENDED)


def decision(starts: str = "2026-06-05", **changes: Any) -> c.DecideExtension:
    return replace(granted(day(starts), day("2026-08-31"), LATER_ON), **changes)


def kinds(course: Course) -> set[TimerKind]:
    return {timer.kind for timer in course.timers}


@pytest.mark.requirement("local.undecided")
def test_the_support_stops_and_takes_no_more_hours() -> None:
    """S1: undecided at the end, no silent continuation; outside: after the end of a grant no hours accrue."""
    stage = undecided(PROPOSAL)
    assert course_of(stage).phase is Phase.CLOSING
    ended = events_of(stage.history, "SupportEnded")[-1].event
    assert isinstance(ended, SupportEnded)
    assert ended.undecided == "e1"
    stage.now = at("2026-06-01 12:00")
    with refused("outside-grant"):
        stage.step(meeting("2026-06-01"))


@pytest.mark.requirement("local.undecided", "local.reminders")
def test_whoever_owes_the_decision_is_reminded_until_it_comes_or_the_course_is_closed() -> None:
    """S1: undecided at the end, the course escalates to the coordinator and the jobcentre."""
    stage = undecided(PROPOSAL)
    stage.step(at("2026-06-04 12:00"))
    told = [one.event for one in events_of(stage.history, "TimerFired")]
    rungs = [event for event in told if isinstance(event, TimerFired) and event.kind == "undecided"]
    assert [(event.rung, event.to) for event in rungs] == [
        (0, ("mentor", "coordinator")),
        (1, ("jobcentre", "coordinator")),
        (2, ("jobcentre", "coordinator")),
    ]
    assert course_of(stage).waiting_on == "jobcentre"
    stage.step(closing())
    assert (course_of(stage).open_matters(), course_of(stage).timer(TimerKind.UNDECIDED)) == ((), None)


@pytest.mark.requirement("local.undecided", "S3.authority_decides")
def test_without_a_proposal_it_is_the_coordinator_who_is_waited_for() -> None:
    """S1: everything but the decision is a proposal, and the coordinator owes it first."""
    assert course_of(staged(*beginning(), c.OpenExtensionReview())).waiting_on == "coordinator"
    assert course_of(staged(*beginning(), PROPOSAL)).waiting_on == "jobcentre"
    assert course_of(undecided()).waiting_on == "coordinator"


@pytest.mark.requirement("local.bad_input", "S3.authority_decides")
def test_a_proposal_opens_the_review_it_needs_and_a_refused_one_leaves_none_behind() -> None:
    """S1: a proposal binds nobody; what is refused leaves nothing half-written."""
    stage = staged(*beginning())
    with refused("period-overlap"):
        stage.step(replace(PROPOSAL, starts_on=day("2026-05-31")))
    assert not course_of(stage).open_matters()
    stage.step(PROPOSAL)
    assert [matter.status for matter in course_of(stage).open_matters("extension")] == ["proposed"]


@pytest.mark.requirement("local.undecided", "outside.new_grant")
def test_a_decision_that_comes_late_begins_a_new_period_and_the_work_goes_on() -> None:
    """S1: a new period is a new grant."""
    stage = undecided(PROPOSAL, LATER_ON, decision())
    course = course_of(stage)
    assert (course.phase, course.ended_on, course.open_matters()) == (Phase.ACTIVE, None, ())
    assert [(period.number, period.starts_on) for period in course.periods][1:] == [(2, day("2026-06-05"))]
    assert {TimerKind.FOLLOW_UP, TimerKind.PROGRESS_REPORT, TimerKind.GRANT_END} <= kinds(course)
    assert not {TimerKind.CLOSING_REPORT, TimerKind.UNDECIDED} & kinds(course)
    stage.step(at("2026-06-08 12:00"))
    stage.step(meeting("2026-06-08"))
    with refused("outside-grant"):
        stage.step(meeting("2026-06-03"))


@pytest.mark.requirement("local.undecided", "S3.authority_decides")
def test_the_coordinator_can_still_propose_what_she_owed_and_only_that() -> None:
    """S1: everything but the decision is a proposal, also after the end."""
    stage = undecided(LATER_ON, replace(PROPOSAL, starts_on=day("2026-06-05")))
    assert course_of(stage).waiting_on == "jobcentre"
    stage.step(decision(granted=False))
    with refused("support-over"):
        stage.step(PROPOSAL)


@pytest.mark.requirement("local.undecided", "outside.who_decided")
def test_a_late_decision_does_not_work_backwards() -> None:
    """outside: a grant is decided before its support; only an authority decides."""
    stage = undecided(PROPOSAL, LATER_ON)
    with refused("decision-backwards"):
        stage.step(decision("2026-06-04"))
    stage.step(decision("2026-06-01", decided_on=day("2026-05-29")))
    assert course_of(stage).phase is Phase.ACTIVE


@pytest.mark.requirement("local.undecided", "S1.phase_out")
def test_a_late_refusal_leaves_the_course_to_be_closed() -> None:
    """S1: refused, phase-out starts; where the support is over, the closing report is what is left."""
    stage = undecided(LATER_ON, decision(granted=False))
    assert course_of(stage).phase is Phase.CLOSING
    assert not course_of(stage).open_matters()
    assert kinds(course_of(stage)) == {TimerKind.CLOSING_REPORT}
    with refused("support-over"):
        stage.step(decision())


@pytest.mark.requirement("S1.granters", "S1.ladder")
def test_the_authority_decides_late_as_it_decides_in_time() -> None:
    """S1: granters, ladder position and reason are enforced."""
    stage = undecided(LATER_ON)
    with refused("decider-role"):
        stage.step(decision(decider_role="mentor"))
    with refused("period-too-long"):
        stage.step(decision(ends_on=day("2026-09-05")))
    with refused("period-missing"):
        stage.step(decision(hours=None))
    stage.act(decision(), CASEWORKER)
    assert len(course_of(stage).periods) == 2


REACHED = (*MATCHED, at("2026-02-27 10:00"), attempt("2026-02-27 09:00", reached=True))
PERIODIC = {
    TimerKind.FOLLOW_UP,
    TimerKind.PROGRESS_REPORT,
    TimerKind.PROGRESS_WINDOW,
    TimerKind.THREE_PARTY_MEETING,
}


@pytest.mark.parametrize(
    ("begun", "phase", "owed"),
    [
        (IN_PHASE[Phase.ACCEPTED], Phase.ACCEPTED, {TimerKind.MATCHING, TimerKind.FIRST_CONTACT}),
        (IN_PHASE[Phase.MATCHED], Phase.MATCHED, {TimerKind.FIRST_CONTACT}),
        (IN_PHASE[Phase.CONTACTING], Phase.CONTACTING, {TimerKind.FIRST_CONTACT}),
        (REACHED, Phase.CONTACTING, {TimerKind.FIRST_MEETING}),
        (GOAL_SETTING, Phase.GOAL_SETTING, {TimerKind.GOAL_SETTING}),
        (IN_PHASE[Phase.ACTIVE], Phase.ACTIVE, PERIODIC),
    ],
)
@pytest.mark.requirement("local.undecided")
def test_the_course_goes_on_where_it_was(begun: tuple[Step, ...], phase: Phase, owed: set[TimerKind]) -> None:
    """local: what is owed first is due anew from the new period's first day."""
    stage = undecided(LATER_ON, decision(), begun=begun)
    course = course_of(stage)
    assert course.phase is phase
    assert kinds(course) == owed | {TimerKind.GRANT_END, TimerKind.PHASE_OUT, TimerKind.EXTENSION_REVIEW}
    assert all(timer.due_at > stage.now for timer in course.timers)
    assert {timer.why.base_on for timer in course.timers if timer.kind in owed} == {day("2026-06-05")}


@pytest.mark.requirement("local.undecided", "local.pause")
def test_a_paused_course_goes_on_without_its_pause() -> None:
    """outside: a pause never moves the grant's end."""
    course = course_of(undecided(PAUSE, LATER_ON, decision()))
    assert (course.phase, course.pause.began_on) == (Phase.ACTIVE, None)
    early = course_of(undecided(c.OpenExtensionReview(), LATER_ON, decision(), begun=GOAL_SETTING))
    assert early.phase is Phase.GOAL_SETTING


@pytest.mark.requirement("local.undecided", "S3.authority_decides")
def test_a_grant_that_comes_late_by_signed_mail_is_a_decision_too() -> None:
    """S1: decision recorded only from an authenticated authority; the jobcentre's own signature is one."""
    stage = undecided(LATER_ON)
    paper = replace(
        GRANT, granted_on=day("2026-06-05"), starts_on=day("2026-06-05"), ends_on=day("2026-08-31")
    )
    stage.step(update(referral(grant=paper), periods=course_of(stage).periods))
    assert course_of(stage).phase is Phase.ACTIVE
    assert [matter.kind for matter in course_of(stage).open_matters()] == ["update"]


@pytest.mark.requirement("local.undecided")
def test_a_course_may_end_undecided_and_late_again() -> None:
    """local: no rung fires twice, also where the support stopped and went on."""
    stage = undecided(LATER_ON, decision(ends_on=day("2026-07-31")), at("2026-08-10 12:00"))
    assert course_of(stage).phase is Phase.CLOSING
    assert [matter.kind for matter in course_of(stage).open_matters()] == ["extension"]
    firings = [one.event.firing for one in stage.history if isinstance(one.event, TimerFired)]
    assert len(firings) == len(set(firings))
    assert isinstance(events_of(stage.history, "SupportEnded")[-1].event, SupportEnded)
