"""The parts of a course's page: the strip, hours, goals over time, deadlines held, and what can be done."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from casework.commands.acting import BY_THEMSELVES
from casework.commands.can_do import NEEDS
from casework.course_page.goals import goals_over_time
from casework.course_page.hours import hours_told, share_of
from casework.course_page.possible import USUAL, possible, still_in_time
from casework.course_page.strip import strip
from domain import commands as c
from domain.lifecycle import ROWS, Phase
from domain.values import Actor, Role
from tests.domain.five import NAESTVED
from tests.domain.staging import IN_PHASE, course_of, in_phase, staged
from tests.factories import AMIRA, KIRSTEN, VIBORG, at, beginning, day, full_course
from tests.factory.every_story import every_story
from tests.factory.playing import CIRCLE
from tests.factory.short_stories import reopened_course
from tests.factory.together import together_course

JONAS = Actor(Role.CASEWORKER, "D-0001")
SOREN = Actor(Role.MANAGER, "soren")


@pytest.mark.parametrize("phase", list(IN_PHASE))
def test_the_strip_stands_in_one_place(phase: Phase) -> None:
    stage = in_phase(phase)
    steps = strip(course_of(stage), stage.history)
    states = [step.state for step in steps]
    assert states.count("now") == 1
    here = states.index("now")
    assert set(states[:here]) <= {"done", "skipped"}
    assert set(states[here + 1 :]) <= {"ahead"}
    assert all((step.on is None) == (step.state in {"ahead", "skipped"}) for step in steps)


def test_the_days_of_the_strip_are_when_each_phase_first_came() -> None:
    stage = staged(*beginning())
    days = {step.name: step.on for step in strip(course_of(stage), stage.history)}
    assert days["første kontakt"] == day("2026-03-02")
    assert days["i gang"] == day("2026-03-12")
    assert days["udfasning"] is None


def test_a_phase_that_never_came_is_skipped() -> None:
    stage = in_phase(Phase.GOAL_SETTING)
    states = {step.name: step.state for step in strip(course_of(stage), stage.history)}
    assert (states["første kontakt"], states["aftale og mål"]) == ("skipped", "now")


def test_hours_add_up_over_the_periods() -> None:
    for course, _ in every_story():
        told = hours_told(course, VIBORG, day("2026-09-01"))
        assert sum((period.granted for period in told.periods), Decimal(0)) == course.hours_granted
        assert 0 <= told.filled <= 100
        assert told.left >= 0


@pytest.mark.parametrize(("used", "granted", "share"), [("0", "0", 0), ("1", "3", 33), ("40", "32", 125)])
def test_a_share_is_whole_percent(used: str, granted: str, share: int) -> None:
    assert share_of(Decimal(used), Decimal(granted)) == share


@pytest.mark.requirement("local.course_page")
def test_goals_move_along_the_circle_and_a_relapse_is_at_its_foot() -> None:
    course, history = together_course()
    goals = {goal.id: goal for goal in goals_over_time(course, history, CIRCLE)}
    stages = [(point.stage, point.height) for point in goals["g2"].points]
    assert stages == [("overvejelse", 0.25), ("tilbagefald", 0.0), ("tilbagefald", 0.0)]
    assert (goals["g3"].status, goals["g3"].dropped_because) == ("opgivet", "Praktikpladsen er lukket.")
    assert "klokken 9" in goals["g2"].text


def test_goals_of_a_closed_course_stand_as_its_closing_report_says() -> None:
    course, history = full_course()
    assert course.closed_on is not None
    assert {goal.status for goal in goals_over_time(course, history, VIBORG)} <= {
        "nået",
        "delvist nået",
        "ikke nået",
        "ikke længere aktuelt",
    }
    reopened, history = reopened_course()
    assert {goal.status for goal in goals_over_time(reopened, history, VIBORG)} == {"i gang"}
    cancelled = staged(*beginning(), c.Cancel(cause="moved", reason="Flyttet."))
    found = goals_over_time(course_of(cancelled), cancelled.history, VIBORG)
    assert {goal.status for goal in found} == {"i gang"}, "the closing report is still to be written"


def test_the_weeks_of_hours_end_with_the_support() -> None:
    stage = staged(*beginning(), at("2026-03-16 10:00"), c.Cancel(cause="moved", reason="Flyttet."))
    told = hours_told(course_of(stage), VIBORG, day("2026-09-01"))
    assert (told.weeks[-1].monday, told.over) == (day("2026-03-16"), True)


def test_nothing_is_opened_again_when_its_grant_is_over() -> None:
    course, _ = full_course()
    last = course.periods[-1].ends_on
    hers = possible(course, KIRSTEN, VIBORG)
    assert "Reopen" in hers
    assert "Reopen" in still_in_time(hers, course, last)
    assert "Reopen" not in still_in_time(hers, course, last + timedelta(days=1))
    assert set(hers) - set(still_in_time(hers, course, day("2030-01-01"))) == {"Reopen"}


def test_a_mark_stands_at_its_place_on_the_programme_s_scale() -> None:
    course, history = full_course()
    marked = [point for goal in goals_over_time(course, history, VIBORG) for point in goal.drawn]
    assert marked
    assert all(point.mark is None or point.height == point.mark / VIBORG.goals.scale for point in marked)


def test_every_command_of_a_person_is_possible_for_somebody_in_some_story() -> None:
    stages = [course_of(in_phase(phase)) for phase in IN_PHASE] + [course for course, _ in every_story()]
    found = {name for course in stages for name in possible(course, KIRSTEN, NAESTVED)}
    found |= {name for course in stages for name in possible(course, AMIRA, CIRCLE)}
    found |= {name for course in stages for name in possible(course, JONAS, VIBORG)}
    assert set(ROWS) - BY_THEMSELVES.keys() - found <= NEEDS.keys()


def test_what_is_possible_is_allowed_in_the_phase_and_has_something_to_be_done_to() -> None:
    for course, _ in every_story():
        for actor in (AMIRA, KIRSTEN, JONAS, SOREN):
            names = possible(course, actor, VIBORG)
            assert len(names) == len(set(names))
            assert all(course.phase in ROWS[name].allowed_in for name in names)
            assert all(NEEDS[name](course) for name in names if name in NEEDS)


@pytest.mark.requirement("S3.authority_decides")
def test_only_the_authority_decides() -> None:
    """S3: everything else is a proposal."""
    review = course_of(staged(*beginning(), c.OpenExtensionReview()))
    assert possible(review, JONAS, VIBORG)[0] == "DecideExtension"
    for actor in (AMIRA, KIRSTEN, SOREN):
        assert not {"DecideExtension", "EndEffort"} & set(possible(review, actor, VIBORG))


def test_a_mentor_s_most_usual_comes_first() -> None:
    names = possible(course_of(staged(*beginning(), at("2026-03-20 10:00"))), AMIRA, VIBORG)
    assert names[:4] == ("RecordMeeting", "PlanAppointment", "RecordFollowUp", "ReportDeviation")
    assert not {"MatchMentor", "Cancel", "ReassignMentor"} & set(names)
    assert all(name in ROWS for usual in USUAL.values() for name in usual)
