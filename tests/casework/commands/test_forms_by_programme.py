"""What each form asks for is possible under each of the five programmes."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from casework.commands.forms import FORM, closing_command, deviation_command, reassignment, resume_or_pause
from domain import commands as c
from domain.calendar import months_after
from domain.errors import Refused
from domain.lifecycle import Phase
from tests.domain.five import FIVE
from tests.domain.staging import PHASE_OUT, course_of
from tests.factories import Play, at, day, granted
from tests.lifecycle.test_five_programmes import TOLD, begun

pytestmark = pytest.mark.parametrize("key", sorted(FIVE))
PROPOSAL = c.ProposeExtension(starts_on=day("2026-06-01"), ends_on=day("2026-08-31"), hours=Decimal(30))


def close_by_form(stage: Play) -> None:
    """What the closing form sends, with every goal reached."""
    goals = tuple(goal.id for goal in course_of(stage).goals)
    stage.act(closing_command("goals_reached", "job", "as_planned", goals, goals), FORM)


@pytest.mark.requirement("S2.alone_afterwards", "S4.considerations", "S0.closing_report")
def test_the_closing_form_names_what_is_missing_and_closes_when_it_is_written(key: str) -> None:
    """S2, S4: what a programme wants in words is written beforehand; the form has no room for it."""
    stage = begun(key)
    stage.step(PHASE_OUT)
    asked = {part: TOLD[part] for part in FIVE[key].reports.closing_parts}
    if asked:
        with pytest.raises(Refused, match="WriteClosingParts") as caught:
            close_by_form(stage)
        assert caught.value.rules == ("closing-parts",)
        stage.step(c.WriteClosingParts(**asked))
    close_by_form(stage)
    assert course_of(stage).phase is Phase.CLOSED


def test_a_goal_that_is_not_the_course_s_is_refused_and_not_passed_over(key: str) -> None:
    stage = begun(key)
    stage.step(PHASE_OUT)
    with pytest.raises(Refused) as caught:
        stage.act(closing_command("goals_reached", "none", "as_planned", ("g9",), ("g1",)), FORM)
    assert "goal-results" in caught.value.rules


@pytest.mark.requirement("S0.deviation_at_once")
def test_a_deviation_a_pause_and_another_mentor_go_by_form(key: str) -> None:
    """S0: a departure from the plan can be reported from the form under every programme."""
    stage = begun(key)
    stage.act(deviation_command("left_activity", stage.now - timedelta(hours=1), 1), FORM)
    stage.act(resume_or_pause(day("2026-03-20"), "illness", resume=False), FORM)
    assert course_of(stage).phase is Phase.PAUSED
    stage.act(resume_or_pause(None, "other", resume=True), FORM)
    stage.act(reassignment("bo", "", "log_read"), FORM)
    assert (course_of(stage).phase, course_of(stage).mentor) == (Phase.ACTIVE, "bo")
    assert len(course_of(stage).open_matters("deviation")) == 1


@pytest.mark.requirement("S1.ladder", "S1.special_reason")
def test_every_step_of_the_ladder_is_decided_by_form(key: str) -> None:
    """S1: a very special case is reasoned in a proposal first, since the form has no room for words."""
    stage = begun(key)
    first = day("2026-06-01")
    for number, step in enumerate(FIVE[key].grants.steps[1:], 2):
        last = months_after(first, step.months) - timedelta(days=1)
        by_form = granted(first, last, stage.now, reason="")
        stage.step(c.OpenExtensionReview())
        if step.special:
            with pytest.raises(Refused, match="ProposeExtension") as caught:
                stage.step(by_form)
            assert caught.value.rules == ("special-reasons",)
            hours, reasons = Decimal(30), "Uden støtte mister borgeren pladsen."
            stage.step(
                c.ProposeExtension(starts_on=first, ends_on=last, hours=hours, special_reasons=reasons)
            )
        stage.step(by_form)
        assert len(course_of(stage).periods) == number
        first = last + timedelta(days=1)


@pytest.mark.requirement("S1.ladder")
def test_a_new_period_is_proposed_by_form(key: str) -> None:
    """S1: without a code the form proposes the next step of the programme's own ladder."""
    stage = begun(key)
    stage.step(at("2026-04-27 12:00"))
    stage.act(PROPOSAL, FORM)
    assert course_of(stage).open_matters("extension")[0].status == "proposed"
