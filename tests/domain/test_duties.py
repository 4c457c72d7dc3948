"""Whose every deadline is: every kind has a row, and it says the same as matters and phases do."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain import commands as c
from domain.duties import ANYBODY, BY_ITSELF, RULES, Duty, Party, duties_of, nearest
from domain.ladders import SILENT
from domain.lifecycle import ROWS, Phase
from domain.matters import RULES as MATTERS
from domain.matters import MatterKind
from domain.timers import TimerKind
from tests.domain.staging import course_of, in_phase, staged
from tests.factories import accept, appointment, at, beginning, day, goals, match, register
from tests.factory.every_story import every_story


def _of(kind: TimerKind, duties: tuple[Duty, ...]) -> Duty:
    return next(duty for duty in duties if duty.kind is kind)


def test_every_kind_of_deadline_is_somebody_s_or_happens_by_itself() -> None:
    assert set(RULES) == set(TimerKind)
    assert {kind for kind, rule in RULES.items() if rule is BY_ITSELF} == SILENT
    assert all(rule.command in {"", *ROWS} for rule in RULES.values())


@pytest.mark.parametrize("kind", sorted(set(MatterKind) - {MatterKind.EXTENSION}))
def test_a_matter_s_deadline_is_owed_by_whom_the_course_waits_for(kind: MatterKind) -> None:
    assert RULES[TimerKind(kind.value)].parties[0] == MATTERS[kind].waits_on


@pytest.mark.parametrize("kind", [kind for kind, rule in MATTERS.items() if rule.outcomes])
def test_a_matter_with_outcomes_is_settled(kind: MatterKind) -> None:
    assert RULES[TimerKind(kind.value)].command == "SettleMatter"


def test_every_duty_of_every_story_is_a_running_timer_in_the_order_of_days() -> None:
    for course, _history in every_story():
        duties = duties_of(course)
        assert sorted(duty.key for duty in duties) == sorted(one.key for one in course.running_timers())
        assert [duty.deadline_on for duty in duties] == sorted(duty.deadline_on for duty in duties)


def test_where_there_is_no_mentor_what_is_hers_is_the_coordinator_s() -> None:
    without = duties_of(course_of(staged(register(), at("2026-02-26 10:00"), accept())))
    assert _of(TimerKind.FIRST_CONTACT, without).parties == (Party.COORDINATOR,)
    with_mentor = duties_of(course_of(staged(register(), at("2026-02-26 10:00"), accept(), match())))
    assert _of(TimerKind.FIRST_CONTACT, with_mentor).parties == (Party.MENTOR,)


def test_once_the_goals_are_agreed_the_agreement_is_what_is_left_to_do() -> None:
    stage = in_phase(Phase.GOAL_SETTING)
    assert _of(TimerKind.GOAL_SETTING, duties_of(course_of(stage))).command == "AgreeGoals"
    stage.step(at("2026-03-03 12:00"))
    stage.step(goals("Et deltidsjob."))
    assert _of(TimerKind.GOAL_SETTING, duties_of(course_of(stage))).command == "SignAgreement"


def test_an_appointment_tells_its_own_hour() -> None:
    course = course_of(staged(*beginning(), appointment("2026-03-20 10:00")))
    duty = next(one for one in duties_of(course) if one.deadline_on == day("2026-03-20") and one.at)
    assert (duty.at, duty.command, duty.parties) == (
        at("2026-03-20 10:00"),
        "RecordMeeting",
        (Party.MENTOR,),
    )


def test_only_what_somebody_owes_can_be_overdue() -> None:
    course = course_of(staged(*beginning()))
    for duty in duties_of(course):
        assert not duty.is_overdue(duty.deadline_on)
        assert duty.is_overdue(duty.deadline_on + timedelta(days=1)) is not duty.by_itself


def test_the_jobcentre_owes_the_answer_to_a_deviation() -> None:
    """S0: the ladder stands until somebody there has acknowledged it."""
    stage = staged(*beginning())
    stage.step(c.ReportDeviation(occurred_at=stage.now, fact="Kom ikke i praktik."))
    duty = _of(TimerKind.DEVIATION, duties_of(course_of(stage)))
    assert (duty.parties, duty.command, duty.subject) == ((Party.JOBCENTRE,), "AcknowledgeDeviation", "f1")


def test_the_nearest_days_are_those_of_the_duties() -> None:
    for course, _history in every_story():
        owed = [duty for duty in duties_of(course) if duty.parties]
        days = nearest(course)
        assert days.get(ANYBODY) == min((duty.deadline_on for duty in owed), default=None)
        for party in Party:
            first = [duty.deadline_on for duty in owed if duty.parties[0] is party]
            assert days.get(party) == min(first, default=None)
