"""A command that several rules speak against is told all of them at once, and the first one names it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain import commands as c
from domain.errors import Refused, refuse_all
from domain.events import GoalAnswer
from tests.domain.staging import PAUSE, PHASE_OUT, closing, later, staged
from tests.factories import (
    GRANT,
    Play,
    accept,
    beginning,
    day,
    deviation,
    granted,
    meeting,
    referral,
    register,
)


def rules(stage: Play, command: c.Command) -> tuple[str, ...]:
    """The names of all rules that say no; each of them has its own sentence with a cure."""
    before = stage.course
    with pytest.raises(Refused) as caught:
        stage.step(command)
    assert stage.course is before
    assert caught.value.rule == caught.value.rules[0]
    assert caught.value.message.count(". ") >= len(caught.value.rules)
    return caught.value.rules


@pytest.mark.requirement("local.bad_input")
def test_an_entry_is_told_everything_that_is_wrong_with_it() -> None:
    """local: category, goal, appointment, observation, correction and order are told at once."""
    stage = later(meeting("2026-04-20", "10:00", "11:00"))
    wrong = meeting(
        "2026-04-20",
        "10:30",
        "09:30",
        "own_travel",
        goals=("g9",),
        appointment="a9",
        corrects=99,
        observation_kinds=("humør",),
    )
    assert rules(stage, wrong) == (
        "hours-category",
        "unknown-goal",
        "appointment-unknown",
        "observation-kind",
        "correction-unknown",
        "meeting-order",
    )
    assert rules(stage, meeting("2026-04-20", "10:30", "11:30", "own_travel")) == (
        "hours-category",
        "hours-overlap",
    )


@pytest.mark.requirement("local.bad_input")
def test_a_day_may_be_wrong_for_more_than_one_reason() -> None:
    """local: in the future, in a pause and outside the grant are three reasons."""
    stage = later(PAUSE)
    assert rules(stage, meeting("2026-06-15")) == ("not-in-the-future", "during-pause", "outside-grant")


@pytest.mark.requirement("local.bad_input")
def test_a_hand_over_is_told_that_nothing_changes_and_that_nobody_covers_herself() -> None:
    """local: both are said at once."""
    again = c.ReassignMentor(mentor="amira", cover="amira", handover="Læs logbogen.")
    assert rules(later(), again) == ("same-mentor", "cover")


@pytest.mark.requirement("local.bad_input")
def test_a_referral_that_cannot_be_accepted_is_told_every_reason() -> None:
    """S1: the assertions; outside: the rule set and the length of the grant; all reasons in one answer."""
    grant = replace(GRANT, decisive=False, starts_on=day("2019-12-02"), ends_on=day("2020-12-31"))
    stage = staged(register(referral(grant=grant)))
    assert rules(stage, accept())[:4] == ("assertions", "rule-set", "grant-over", "period-too-long")


@pytest.mark.requirement("local.bad_input", "S1.ladder")
def test_a_decision_is_told_who_may_decide_and_what_is_wrong_with_the_period() -> None:
    """S1: the deciders and the ladder; outside: the written reason and a period that does not overlap."""
    stage = staged(*beginning(), c.OpenExtensionReview())
    decision = granted(day("2026-05-01"), day("2027-05-01"), stage.now)
    wrong = replace(decision, decider_role="mentor", decided_on=day("2027-01-01"))
    assert rules(stage, wrong) == (
        "decider-role",
        "not-in-the-future",
        "period-overlap",
        "period-too-long",
    )
    missing = replace(wrong, ends_on=None)
    assert rules(stage, missing) == ("decider-role", "not-in-the-future", "period-missing")


@pytest.mark.requirement("local.bad_input")
def test_a_follow_up_goals_an_agreement_and_a_closing_are_told_everything_too() -> None:
    """local: each of the commands of the periodic work tells all its rules at once."""
    stage = later(deviation(), PHASE_OUT)
    follow_up = c.RecordFollowUp(
        held_on=day("2027-01-01"), answers=(GoalAnswer("g9", False, True, False, "action"),), inactive=True
    )
    assert rules(stage, follow_up)[:4] == (
        "not-in-the-future",
        "unknown-goal",
        "goal-unanswered",
        "motivation-work",
    )
    nowhere = c.NewGoal(text="Op klokken 8.", target_on=day("2026-05-01"), parent="g9")
    assert rules(stage, c.AgreeGoals(goals=(nowhere, nowhere))) == ("parent-goal", "parent-goal")
    assert rules(stage, closing(goals=1)) == ("goal-results", "deviation-open")
    unsigned = c.SignAgreement(signed_on=day("2027-01-01"), signed_by=("mentor",))
    assert rules(stage, unsigned) == ("not-in-the-future", "signatures")


def test_a_rule_is_told_once_and_nothing_is_refused_where_none_speaks() -> None:
    refuse_all(())
    with pytest.raises(Refused) as caught:
        refuse_all((Refused("cover", "En ting."), Refused("cover", "En ting."), Refused("phase", "To.")))
    assert (caught.value.message, caught.value.rules) == ("En ting. To.", ("cover", "phase"))


def test_a_refusal_of_several_rules_keeps_them_all_among_others() -> None:
    several = Refused("cover", "En ting.", also=(Refused("phase", "To."),))
    for first, second, rules in (
        (several, Refused("erased", "Tre."), ("cover", "phase", "erased")),
        (Refused("erased", "Tre."), several, ("erased", "cover", "phase")),
    ):
        with pytest.raises(Refused) as caught:
            refuse_all((first, second))
        assert caught.value.rules == rules
        assert all(told in caught.value.message for told in ("En ting.", "To.", "Tre."))
