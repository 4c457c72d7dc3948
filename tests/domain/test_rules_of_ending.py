"""Phase-out, closing, resumption and cancellation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain import commands as c
from domain.events import GoalResult, PhaseOutStarted, SupportEnded
from domain.intents import intents
from domain.lifecycle import SUPPORT, Phase
from domain.timers import TimerKind
from tests.domain.pauses import RESUME
from tests.domain.staging import (
    AFTER_THE_GRANT,
    CANCEL,
    GOAL_SETTING,
    IN_PHASE,
    MATCHED,
    PAUSE,
    PHASE_OUT,
    closing,
    course_of,
    in_phase,
    refused,
    staged,
)
from tests.factories import CALENDAR, VIBORG, Step, at, attempt, beginning, day, deviation, events_of

WITHDRAWN = c.WithdrawConsent(withdrawn_on=day("2026-03-12"))


@pytest.mark.requirement("outside.legal_basis", "S0.closing_report")
@pytest.mark.parametrize("way", [beginning(), GOAL_SETTING, MATCHED])
def test_an_effort_that_rested_on_a_withdrawn_consent_ends_truly_and_is_no_deviation(
    way: tuple[Step, ...],
) -> None:
    """outside: a withdrawal is never a deviation; the jobcentre is told by law, and so it gets the report."""
    stop = c.Cancel(cause="consent_withdrawn", reason="Støtten kan ikke gives uden samtykket.")
    withdrawn = replace(WITHDRAWN, withdrawn_on=day("2026-02-26"))
    with refused("consent-stands"):
        staged(*way, stop)
    stage = staged(*way, withdrawn, stop)
    course = course_of(stage)
    assert course.phase is (Phase.CANCELLED if way is MATCHED else Phase.CLOSING)
    assert not events_of(stage.history, "DeviationReported")
    told = [intents(one.event, course, stage.now, CALENDAR) for one in stage.history[-2:]]
    assert {(one.kind, one.to) for found in told for one in found} >= {("course_cancelled", "jobcentre")}
    if way is not MATCHED:
        stage.step(closing(len(course.goals), reason="consent_withdrawn"))
        closed = intents(stage.history[-1].event, course_of(stage), stage.now, CALENDAR)
        assert {(one.kind, one.to) for one in closed} == {
            ("closing_report", "jobcentre"),
            ("closing_report", "citizen"),
        }


def test_a_report_does_not_say_that_a_consent_ended_while_it_stands() -> None:
    with refused("consent-stands"):
        staged(*beginning(), PHASE_OUT, closing(reason="consent_withdrawn"))
    assert course_of(
        staged(*beginning(), PHASE_OUT, WITHDRAWN, closing(reason="consent_withdrawn"))
    ).closed_on


@pytest.mark.requirement("S1.phase_out", "local.phase_out")
def test_phase_out_begins_by_the_clock_when_nobody_has_decided_on_more() -> None:
    stage = staged(*GOAL_SETTING, at("2026-05-15 09:00"))
    causes = [one.event.cause for one in stage.history if isinstance(one.event, PhaseOutStarted)]
    assert causes == ["time"]
    assert course_of(stage).phase is Phase.PHASING_OUT


def test_phase_out_that_came_due_before_support_began_starts_with_the_first_meeting() -> None:
    stage = staged(*MATCHED, at("2026-05-20 09:00"))
    assert course_of(stage).phase is Phase.MATCHED
    stage.step(c.RecordFirstMeeting(held_on=day("2026-05-20")))
    stage.step(at("2026-05-20 09:01"))
    assert course_of(stage).phase is Phase.PHASING_OUT


def test_a_course_paused_before_its_first_meeting_goes_on_with_first_contact() -> None:
    stage = staged(
        *MATCHED, attempt("2026-02-26 09:00", reached=False), PAUSE, at("2026-05-20 09:00"), RESUME
    )
    assert course_of(stage).phase is Phase.CONTACTING
    assert course_of(stage).timer(TimerKind.FIRST_CONTACT) is not None


def test_phase_out_during_a_pause_shows_when_the_course_goes_on() -> None:
    stage = staged(*beginning(), at("2026-05-12 09:00"), PAUSE, at("2026-05-20 09:00"))
    assert course_of(stage).phase is Phase.PAUSED
    assert [type(one.event) for one in stage.history if isinstance(one.event, PhaseOutStarted)]
    stage.step(RESUME)
    assert course_of(stage).phase is Phase.PHASING_OUT


def test_the_grant_ends_on_its_last_day_and_hours_after_it_are_nobodys() -> None:
    stage = staged(*beginning(), at("2026-06-01 07:59"))
    assert course_of(stage).phase in SUPPORT
    stage.step(at("2026-06-01 08:00"))
    ended = events_of(stage.history, "SupportEnded")[-1].event
    assert isinstance(ended, SupportEnded)
    assert ended.ended_on == day("2026-05-31")
    assert course_of(stage).phase is Phase.CLOSING
    assert course_of(stage).appointments == ()


@pytest.mark.parametrize("phase", [Phase.ACCEPTED, Phase.CONTACTING, Phase.PAUSED, Phase.PHASING_OUT])
@pytest.mark.requirement("S0.closing_report")
def test_the_end_of_the_grant_leads_to_the_closing_report_from_everywhere(phase: Phase) -> None:
    stage = staged(*IN_PHASE[phase], at("2026-06-01 08:00"))
    course = course_of(stage)
    assert (course.phase, course.pause.began_on, course.pause.phase_before) == (Phase.CLOSING, None, None)
    assert {timer.kind for timer in course.timers} == {TimerKind.CLOSING_REPORT, TimerKind.UNDECIDED}
    assert course.waiting_on == "coordinator"


@pytest.mark.parametrize("results", [(), ("g1", "g2"), ("g1", "g2", "g3", "g3"), ("g1", "g2", "g9")])
@pytest.mark.requirement("S0.closing_report")
def test_the_closing_report_has_one_result_for_each_goal(results: tuple[str, ...]) -> None:
    given = tuple(GoalResult(goal, "reached") for goal in results)
    with refused("goal-results"):
        staged(*beginning(), PHASE_OUT).step(closing(results=given))


@pytest.mark.requirement("S1.subgoals", "S2.alone_afterwards", "S4.considerations")
@pytest.mark.requirement("S0.closing_report")
@pytest.mark.parametrize("last", ["partly", "not_reached"])
def test_a_report_does_not_say_that_the_goals_are_reached_while_one_is_not(last: str) -> None:
    """S0: the closing report reviews the whole course truly."""
    ended = closing(reason="goals_reached")
    partly = replace(ended, results=(*ended.results[:2], GoalResult("g3", last)))
    given_up = replace(ended, results=(*ended.results[:2], GoalResult("g3", "dropped")))
    with refused("goals-not-reached"):
        staged(*beginning(), PHASE_OUT, partly)
    for true in (ended, replace(partly, reason="job"), given_up):
        assert course_of(staged(*beginning(), PHASE_OUT, true)).phase is Phase.CLOSED


def test_the_closing_report_says_everything_the_programme_asks_for() -> None:
    """S1: coping without support. S2: what the citizen manages alone. S4: considerations passed on."""
    parts = ("manages_alone", "coping", "considerations", "citizen_evaluation")
    reports = VIBORG.reports.model_copy(update={"closing_parts": parts})
    stage = staged(*beginning(), AFTER_THE_GRANT, programme=VIBORG.model_copy(update={"reports": reports}))
    with refused("closing-parts"):
        stage.step(closing())
    told = {"manages_alone": "Bussen.", "coping": "Breve.", "citizen_evaluation": "Godt."}
    with refused("closing-parts"):
        stage.step(closing(**told))
    stage.step(closing(outcome="other_support", **told))


@pytest.mark.requirement("S2.alone_afterwards", "S4.considerations")
def test_what_a_programme_asks_for_may_be_written_before_the_course_is_closed() -> None:
    """S2, S4: a closing without words of its own stands on those that were written first."""
    reports = VIBORG.reports.model_copy(update={"closing_parts": ("manages_alone", "considerations")})
    stage = staged(*beginning(), PHASE_OUT, programme=VIBORG.model_copy(update={"reports": reports}))
    with refused("no-closing-part"):
        stage.step(c.WriteClosingParts())
    stage.step(c.WriteClosingParts(manages_alone="Bussen."))
    with refused("closing-parts"):
        stage.step(closing())
    stage.step(c.WriteClosingParts(considerations="Pauser.", handover="Lone er fast støtte."))
    assert course_of(stage).written.closing == ("manages_alone", "handover", "considerations")
    stage.step(closing(role_passed_to="workplace"))
    stage.step(c.Reopen(reason="Det nye job holdt ikke."))
    assert course_of(stage).written.closing == ()


@pytest.mark.requirement("S4.role_passes")
def test_the_mentor_s_role_passes_to_staff_with_a_hand_over() -> None:
    """S4: the mentor role can in some cases pass to staff at school or company."""
    stage = staged(*beginning(), AFTER_THE_GRANT)
    with refused("role-passed-how"):
        stage.step(closing(role_passed_to="workplace"))
    stage.step(closing(role_passed_to="workplace", handover="Lone er fast støtte.", considerations="Pauser."))


def test_a_course_is_not_closed_over_a_deviation_that_nobody_has_acknowledged() -> None:
    stage = staged(*beginning(), at("2026-05-29 12:00"), deviation(), AFTER_THE_GRANT)
    with refused("deviation-open"):
        stage.step(closing())
    stage.step(c.AcknowledgeDeviation(matter=course_of(stage).open_matters("deviation")[0].id, by="D-0001"))
    stage.step(closing())
    assert course_of(stage).phase is Phase.CLOSED


@pytest.mark.requirement("S0.placement_finding")
def test_placement_follow_up_alone_is_recorded_as_a_finding_and_never_blocks() -> None:
    stage = in_phase(Phase.CLOSING)
    stage.step(closing(only_placement_follow_up=True))
    assert getattr(stage.history[-1].event, "finding_placement_only", None) is True


DEVIATION = c.ReportDeviation(occurred_at=at("2026-03-02 09:00"), fact="Kom ikke.")


def test_a_course_that_ends_settles_its_open_matters() -> None:
    stage = staged(*beginning(), c.OpenExtensionReview(), PHASE_OUT, closing())
    assert not course_of(stage).open_matters()
    stage = staged(*MATCHED, at("2026-03-02 10:20"), DEVIATION, CANCEL)
    assert not course_of(stage).open_matters()
    assert (course_of(stage).waiting_on, course_of(stage).timers) == ("", ())
