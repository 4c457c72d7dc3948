"""Extension reviews: who may decide what, when, and what comes of it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from domain import commands as c
from domain.events import ExtensionDecided, ExtensionReviewOpened, PhaseOutStarted, TimerFired
from domain.lifecycle import Phase
from domain.programme import Step as LadderStep
from domain.timers import TimerKind
from tests.domain.staging import ACCEPTED, GOAL_SETTING, PAUSE, PHASE_OUT, course_of, refused, staged
from tests.factories import CASEWORKER, KIRSTEN, VIBORG, Play, Step, at, beginning, day, events_of, granted

REVIEW = c.OpenExtensionReview()
FIRST, LAST = day("2026-06-01"), day("2026-08-31")


def decision(**changes: Any) -> c.DecideExtension:
    """The caseworker's decision on 12 March: June to August, unless a test says otherwise."""
    return replace(granted(FIRST, LAST, at("2026-03-12 12:00")), **changes)


def proposal(**changes: Any) -> c.ProposeExtension:
    """The same period as a proposal."""
    return c.ProposeExtension(**{"starts_on": FIRST, "ends_on": LAST, "hours": Decimal(30), **changes})


def reviewed(*steps: Step, ladder: tuple[LadderStep, ...] = VIBORG.grants.steps) -> Play:
    """An active course with an open review."""
    grants = VIBORG.grants.model_copy(update={"steps": ladder})
    return staged(*beginning(), REVIEW, *steps, programme=VIBORG.model_copy(update={"grants": grants}))


SPECIAL_SECOND = (LadderStep(months=3), LadderStep(months=3, special=True))


def test_there_is_one_review_at_a_time() -> None:
    with refused("review-open"):
        reviewed().step(REVIEW)


def test_a_ladder_without_steps_left_is_not_climbed() -> None:
    stage = reviewed(decision(), ladder=VIBORG.grants.steps[:2])
    with refused("ladder-used"):
        stage.step(REVIEW)
    assert course_of(stage).timer(TimerKind.EXTENSION_REVIEW) is None


def test_a_period_is_not_decided_without_a_review() -> None:
    stage = staged(*beginning())
    for command in (decision(), decision(granted=False)):
        with refused("no-review"):
            stage.step(command)


@pytest.mark.parametrize("role", ["mentor", "coordinator", "manager"])
@pytest.mark.requirement("S1.granters")
def test_only_a_registered_role_of_the_programme_decides(role: str) -> None:
    with refused("decider-role"):
        reviewed().step(decision(decider_role=role))
    for named in VIBORG.grants.deciders:
        assert course_of(reviewed(decision(decider_role=named))).hours_granted == 62


def test_a_decision_from_tomorrow_is_refused() -> None:
    with refused("not-in-the-future"):
        reviewed().step(decision(decided_on=day("2026-03-13")))


@pytest.mark.parametrize("gap", ["starts_on", "ends_on", "hours"])
def test_what_is_granted_has_dates_and_hours(gap: str) -> None:
    with refused("period-missing"):
        reviewed().step(decision(**{gap: None}))


@pytest.mark.parametrize("command", [decision, proposal])
def test_a_new_period_begins_after_the_last_one_and_fits_its_step(command: Any) -> None:
    stage = reviewed()
    with refused("period-overlap"):
        stage.step(command(starts_on=day("2026-05-31")))
    with refused("period-too-long") as told:
        stage.step(command(ends_on=day("2026-09-01")))
    assert told.value.message == "Perioden må højst vare 3 måneder, altså til og med 31. august 2026."
    with refused("period-order"):
        stage.step(command(starts_on=LAST, ends_on=FIRST))


@pytest.mark.requirement("S1.special_reason")
def test_a_special_step_needs_its_reason_in_writing_in_the_proposal_or_the_decision() -> None:
    stage = reviewed(ladder=SPECIAL_SECOND)
    with refused("special-reasons"):
        stage.step(proposal())
    with refused("special-reasons"):
        stage.step(decision(reason=""))
    stage.act(proposal(), CASEWORKER)
    with refused("special-reasons"):
        stage.step(decision(reason=""))
    stage.act(proposal(special_reasons="Sygdom har forsinket praktikken."), KIRSTEN)
    stage.step(decision(reason=""))
    period = course_of(stage).period
    assert period is not None
    assert period.special


@pytest.mark.requirement("S3.authority_decides")
def test_a_proposal_decides_nothing() -> None:
    course = course_of(reviewed(proposal()))
    assert [matter.status for matter in course.open_matters()] == ["proposed"]
    assert len(course.periods) == 1
    assert course.waiting_on == "jobcentre"


@pytest.mark.requirement("outside.new_grant")
def test_a_granted_period_is_a_new_one_and_sets_the_deadlines_of_its_own_end() -> None:
    before = course_of(staged(*beginning()))
    after = course_of(reviewed(decision()))
    assert [(period.number, period.ends_on) for period in after.periods] == [
        (1, day("2026-05-31")),
        (2, LAST),
    ]
    assert after.hours_granted == before.hours_granted + 30
    for kind in (TimerKind.EXTENSION_REVIEW, TimerKind.PHASE_OUT, TimerKind.GRANT_END):
        timer = after.timer(kind)
        assert timer is not None
        assert timer.why.base_on == LAST
    assert not [timer for timer in after.timers if timer.kind is TimerKind.EXTENSION_DECISION]


def test_a_refusal_begins_the_phase_out_where_support_has_begun() -> None:
    stage = reviewed(decision(granted=False))
    assert course_of(stage).phase is Phase.PHASING_OUT
    assert isinstance(stage.history[-2].event, ExtensionDecided)
    assert isinstance(stage.history[-1].event, PhaseOutStarted)
    assert course_of(stage).timer(TimerKind.PHASE_OUT) is None
    early = staged(*ACCEPTED, REVIEW, decision(granted=False, decided_on=day("2026-02-26")))
    assert course_of(early).phase is Phase.ACCEPTED


def test_a_refusal_during_a_pause_lets_the_course_go_on_in_phase_out() -> None:
    stage = reviewed(PAUSE, decision(granted=False))
    assert course_of(stage).phase is Phase.PAUSED
    assert isinstance(stage.history[-1].event, PhaseOutStarted)
    stage.step(c.Resume())
    assert course_of(stage).phase is Phase.PHASING_OUT


def test_an_extension_takes_a_course_out_of_phase_out_even_during_a_pause() -> None:
    assert course_of(reviewed(PHASE_OUT, decision())).phase is Phase.ACTIVE
    paused = reviewed(PHASE_OUT, PAUSE, decision(), c.Resume())
    assert course_of(paused).phase is Phase.ACTIVE


def test_an_extension_leads_back_to_the_goals_where_none_were_agreed() -> None:
    stage = staged(*GOAL_SETTING, REVIEW, PHASE_OUT, decision(decided_on=day("2026-03-02")))
    assert course_of(stage).phase is Phase.GOAL_SETTING


@pytest.mark.requirement("local.review")
def test_a_review_opened_by_the_clock_is_to_be_decided_some_weeks_before_the_end() -> None:
    stage = staged(*beginning(), at("2026-04-24 09:00"))
    opened = events_of(stage.history, "ExtensionReviewOpened")[0].event
    assert isinstance(opened, ExtensionReviewOpened)
    assert (opened.cause, opened.step, opened.steps, opened.special) == ("time", 2, 4, False)
    assert (opened.grant_ends_on, opened.decide_by) == (day("2026-05-31"), day("2026-05-15"))


def test_a_review_somebody_asks_for_is_to_be_decided_within_the_programmes_days() -> None:
    opened = reviewed().history[-1].event
    assert isinstance(opened, ExtensionReviewOpened)
    assert (opened.cause, opened.decide_by) == ("request", day("2026-03-26"))


def test_phase_out_waits_for_the_decision_but_not_longer_than_it_may_take() -> None:
    stage = staged(*beginning(), at("2026-05-14 15:00"))
    waiting = course_of(stage).timer(TimerKind.PHASE_OUT)
    assert waiting is not None
    assert waiting.deadline_on == day("2026-05-15")
    assert course_of(stage).phase is Phase.ACTIVE
    stage.step(at("2026-05-15 09:00"))
    assert course_of(stage).phase is Phase.PHASING_OUT
    assert course_of(stage).open_matters("extension")


def test_a_review_falls_due_only_once_where_a_programme_lost_its_steps_meanwhile() -> None:
    stage = staged(*beginning())
    grants = VIBORG.grants.model_copy(update={"steps": VIBORG.grants.steps[:1]})
    stage.programme = VIBORG.model_copy(update={"grants": grants})
    stage.step(at("2026-04-24 09:00"))
    assert not course_of(stage).open_matters()
    assert course_of(stage).timer(TimerKind.EXTENSION_REVIEW) is None
    told = [one.event for one in events_of(stage.history, "TimerFired") if isinstance(one.event, TimerFired)]
    assert [fired.to for fired in told if fired.kind == TimerKind.EXTENSION_REVIEW] == [("coordinator",)]


def owed(stage: Play) -> list[str]:
    """The deadlines of the proposal that is still owed."""
    kind = TimerKind.EXTENSION_PROPOSAL
    return [str(timer.deadline_on) for timer in course_of(stage).timers if timer.kind is kind]


@pytest.mark.requirement("local.owed_proposal")
def test_who_owes_the_proposal_is_reminded_until_it_is_there() -> None:
    """local: five working days after the review was opened, the mentor first and then the coordinator too."""
    stage = reviewed()
    assert owed(stage) == ["2026-03-19"]
    stage.step(at("2026-03-25 12:00"))
    fired = [one.event for one in stage.history if isinstance(one.event, TimerFired)]
    told = [one.to for one in fired if one.kind == TimerKind.EXTENSION_PROPOSAL]
    assert told == [("mentor",), ("mentor", "coordinator"), ("mentor", "coordinator")]
    stage.step(proposal())
    assert owed(stage) == []


@pytest.mark.requirement("local.owed_proposal")
@pytest.mark.parametrize(
    "answer", [decision(), decision(granted=False), c.Cancel(cause="moved", reason="Ja.")]
)
def test_a_proposal_is_owed_no_more_when_it_is_decided_or_the_support_ends(answer: c.Command) -> None:
    assert owed(reviewed(answer)) == []
    assert owed(staged(*beginning(), proposal())) == []


def test_the_first_of_several_signatures_needs_no_proposal_any_more() -> None:
    two = VIBORG.grants.model_copy(update={"signatures": 2})
    stage = staged(*beginning(), REVIEW, decision(), programme=VIBORG.model_copy(update={"grants": two}))
    assert course_of(stage).open_matters("extension")
    assert owed(stage) == []


def test_no_proposal_is_waited_for_longer_than_the_decision_may_take() -> None:
    soon = VIBORG.grants.model_copy(update={"decide_within": 3})
    assert owed(staged(*beginning(), REVIEW, programme=VIBORG.model_copy(update={"grants": soon}))) == []
