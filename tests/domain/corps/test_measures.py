"""What the corps reached of its measurable goals is counted from what was recorded, and never guessed."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from domain import commands as c
from domain.corps.measures import NAMES, Measure, Tally, tallies
from domain.errors import Refused
from domain.events import CitizenEvaluated, Event
from domain.matters import ASKED_FOR, MatterKind
from domain.programme.corps import CorpsRules, Target
from domain.timers import TimerKind
from domain.values import Span
from tests.domain.staging import (
    AFTER_THE_GRANT,
    APPROVED,
    CANCEL,
    RETURNED,
    closing,
    course_of,
    staged,
)
from tests.factories import AMIRA, CASEWORKER, KIRSTEN, VIBORG, Play, Step, at, beginning, day, follow_up

YEAR = Span(day("2026-01-01"), day("2026-12-31"))
SPRING = Span(day("2026-03-01"), day("2026-05-31"))
ASKED = (*beginning(), AFTER_THE_GRANT, closing(may_be_asked=True))
HALF_A_YEAR_ON = at("2026-12-02 09:00")


def events(*steps: Step) -> list[Event]:
    return [one.event for one in staged(*steps).history]


def counted(measure: Measure, *courses: list[Event], span: Span = YEAR) -> Tally:
    return tallies(courses, span)[measure]


def answered(outcome: str) -> list[Event]:
    """A course whose citizen was asked half a year after it ended in a job."""
    (asked,) = course_of(staged(*ASKED)).open_matters(MatterKind.AFTERMATH)
    answer = c.SettleMatter(matter=asked.id, outcome=outcome)
    return events(*ASKED, HALF_A_YEAR_ON, (KIRSTEN, answer))


@pytest.mark.requirement("S3.corps_goals")
@pytest.mark.parametrize(
    ("outcome", "tally"),
    [
        ("in_job", Tally(1, 1)),
        ("in_education", Tally(1, 1)),
        ("in_activity", Tally(1, 1)),
        ("in_nothing", Tally(0, 1)),
        ("not_reached", Tally(0, 0, 1)),
        ("declined", Tally(0, 0, 1)),
    ],
)
def test_retention_is_what_citizens_answer_some_months_after_the_closing(outcome: str, tally: Tally) -> None:
    assert counted(Measure.RETENTION, answered(outcome)) == tally


@pytest.mark.requirement("S3.corps_goals")
def test_who_was_not_asked_is_unknown_and_who_had_nothing_is_not_counted() -> None:
    not_asked = events(*beginning(), AFTER_THE_GRANT, closing())
    had_nothing = events(*beginning(), AFTER_THE_GRANT, closing(outcome="none"))
    assert counted(Measure.RETENTION, not_asked) == Tally(0, 0, 1)
    assert counted(Measure.RETENTION, had_nothing) == Tally()


@pytest.mark.requirement("S3.corps_goals")
def test_activation_is_what_citizens_were_in_when_the_course_ended() -> None:
    ended = [
        events(*beginning(), AFTER_THE_GRANT, closing(outcome=outcome))
        for outcome in ("job", "education", "placement", "activity", "other_support", "none")
    ]
    assert counted(Measure.ACTIVATION, *ended, events(*beginning())) == Tally(4, 6)


@pytest.mark.requirement("S3.corps_goals")
def test_a_course_that_was_stopped_before_its_time_was_not_carried_through() -> None:
    through = events(*beginning(), AFTER_THE_GRANT, closing())
    stopped = events(*beginning(), CANCEL, closing(reason="moved"))
    assert counted(Measure.COMPLETION, through, stopped) == Tally(1, 2)


def test_a_closing_that_was_undone_counts_no_more() -> None:
    again = (
        *beginning(),
        CANCEL,
        closing(reason="moved"),
        c.Reopen(reason="Flytningen blev ikke til noget."),
    )
    assert counted(Measure.COMPLETION, events(*again)) == Tally()
    assert counted(Measure.COMPLETION, events(*again, AFTER_THE_GRANT, closing())) == Tally(1, 1)


@pytest.mark.requirement("S3.corps_goals")
def test_the_citizens_own_mark_tells_how_she_experienced_it_and_the_last_one_counts() -> None:
    def marked(*scores: int) -> list[Event]:
        marks = [c.RecordEvaluation(given_on=day("2026-04-02"), score=score) for score in scores]
        return events(*beginning(), at("2026-04-03 10:00"), *marks)

    assert counted(Measure.EXPERIENCE, marked(2, 4), marked(5), marked(5, 3), marked()) == Tally(2, 3)
    assert counted(Measure.EXPERIENCE, marked(5), span=Span(day("2026-05-01"), day("2026-05-31"))) == Tally()
    unmarked = events(*beginning(), AFTER_THE_GRANT, closing())
    assert counted(Measure.EXPERIENCE, unmarked) == Tally(0, 0, 1)


def marks(on: str, *levels: int | None, reached: tuple[str, ...] = ()) -> tuple[Step, ...]:
    """A follow-up with a mark for each of the three goals; the first is the parent of the others."""
    stages: dict[int, Any] = {1: "precontemplation", 3: "contemplation", 5: "preparation", 7: "action"}
    answers = {f"g{n}": stages[level] for n, level in enumerate(levels, 1) if level}
    return at(f"{on} 15:00"), follow_up(on, answers, reached)


@pytest.mark.requirement("S3.corps_goals")
def test_sub_goals_have_moved_when_they_are_reached_or_stand_higher_than_before() -> None:
    """S3: the goal above them is not counted beside them."""
    first, second = marks("2026-03-18", 1, 3, 5), marks("2026-04-08", 7, 3, 7)
    assert counted(Measure.SUB_GOALS, events(*beginning(), *first)) == Tally(0, 0, 2)
    assert counted(Measure.SUB_GOALS, events(*beginning(), *first, *second)) == Tally(1, 2)
    third = marks("2026-04-22", 7, 1, 5, reached=("g3",))
    assert counted(Measure.SUB_GOALS, events(*beginning(), *first, *second, *third)) == Tally(1, 2)


def test_what_a_sub_goal_had_reached_before_the_span_is_where_it_is_measured_from() -> None:
    course = events(*beginning(), *marks("2026-03-18", 1, 3, 5), *marks("2026-04-08", 1, 5, 5))
    april = Span(day("2026-04-01"), day("2026-04-30"))
    assert counted(Measure.SUB_GOALS, course, span=april) == Tally(1, 2)
    reached = events(
        *beginning(), *marks("2026-03-18", 1, 3, 5, reached=("g2",)), *marks("2026-04-08", 1, None, 7)
    )
    assert counted(Measure.SUB_GOALS, reached, span=april) == Tally(1, 1)
    may = Span(day("2026-05-01"), day("2026-05-31"))
    assert counted(Measure.SUB_GOALS, reached, span=may) == Tally(0, 0, 1)


def test_a_dropped_sub_goal_is_not_counted_and_neither_is_a_course_closed_before() -> None:
    dropped = events(*beginning(), c.DropGoal(goal="g2", reason="Ikke aktuelt."))
    assert counted(Measure.SUB_GOALS, dropped) == Tally(0, 0, 1)
    closed = events(*beginning(), AFTER_THE_GRANT, closing())
    assert counted(Measure.SUB_GOALS, closed, span=Span(day("2026-07-01"), day("2026-07-31"))) == Tally()


@pytest.mark.requirement("S3.corps_goals")
def test_the_order_of_the_courses_never_matters_and_every_measure_is_there() -> None:
    courses = [answered("in_job"), answered("in_nothing"), events(*beginning())]
    assert tallies(courses, YEAR) == tallies(courses[::-1], YEAR)
    assert list(tallies(courses, YEAR)) == list(Measure) == list(NAMES)
    assert counted(Measure.RETENTION, *courses).percent == 50
    assert counted(Measure.RETENTION, *courses, span=SPRING) == Tally()


def test_the_share_is_rounded_half_up_and_nothing_known_has_none() -> None:
    shares = [
        tally.percent for tally in (Tally(1, 8), Tally(1, 200), Tally(0, 3), Tally(3, 3), Tally(0, 0, 9))
    ]
    assert shares == [13, 1, 0, 100, None]


@pytest.mark.requirement("S3.corps_goals")
def test_a_figure_that_tells_of_few_is_known_as_such() -> None:
    """outside: fewer than five can point at a person, also those who did not get there or are unknown."""
    few = [Tally(4, 9), Tally(5, 9), Tally(9, 9, 1), Tally(1, 1)]
    assert [tally.tells_of_few for tally in few] == [True, True, True, True]
    assert not any(tally.tells_of_few for tally in (Tally(), Tally(5, 10), Tally(0, 5), Tally(5, 5, 5)))


@pytest.mark.requirement("S3.corps_goals")
def test_citizens_who_agreed_are_asked_when_the_programme_says_and_nobody_else() -> None:
    """local: half a year after the closing; asking again and again stops with an answer."""
    stage = staged(*ASKED)
    (timer,) = [one for one in course_of(stage).timers if one.kind is TimerKind.AFTERMATH]
    assert timer.deadline_on == day("2026-12-02")
    assert course_of(stage).waiting_on == "coordinator"
    stage.step(c.SettleMatter(matter=timer.subject, outcome="declined"))
    assert not course_of(stage).timers
    assert not course_of(staged(*beginning(), AFTER_THE_GRANT, closing())).timers


def test_nobody_is_asked_about_a_course_that_goes_on_or_is_to_be_erased() -> None:
    """outside: the controller's instruction to erase does not wait for it."""
    assert MatterKind.AFTERMATH not in ASKED_FOR
    stage = staged(*ASKED, RETURNED, (CASEWORKER, APPROVED))
    assert (course_of(stage).timers, course_of(stage).open_matters()) == ((), ())
    early = staged(
        *beginning(), c.StartPhaseOut(), closing(may_be_asked=True), c.Reopen(reason="For tidligt.")
    )
    assert not course_of(early).open_matters(MatterKind.AFTERMATH)
    assert not [one for one in course_of(early).timers if one.kind is TimerKind.AFTERMATH]


def test_a_mark_is_not_given_in_the_future_and_what_was_said_is_sealed() -> None:
    with pytest.raises(Refused, match="Borgerens vurdering kan ikke ligge i fremtiden"):
        staged(*beginning(), (AMIRA, c.RecordEvaluation(given_on=day("2030-01-01"), score=3)))
    given = c.RecordEvaluation(given_on=day("2026-03-05"), score=3, comment="Det var svært.")
    stage: Play = staged(*beginning(), at("2026-03-06 10:00"), given)
    event = stage.history[-1].event
    assert event == CitizenEvaluated(given_on=day("2026-03-05"), score=3, comment="Det var svært.")


def target(**changes: Any) -> Target:
    fields = {"measure": "retention", "percent": 60, "valid_from": day("2026-01-01")}
    return Target.model_validate({**fields, **changes})


def rules(*targets: Target) -> CorpsRules:
    return CorpsRules.model_validate(
        {**VIBORG.corps.model_dump(), "targets": [one.model_dump() for one in targets]}
    )


@pytest.mark.requirement("S3.corps_goals")
def test_a_target_holds_for_its_measure_and_its_days() -> None:
    old = target(valid_to=day("2026-06-30"), percent=50)
    corps = rules(old, target(valid_from=day("2026-07-01")), target(measure="experience", percent=80))

    def percent(measure: Measure, on: str) -> int | None:
        held = corps.target(measure, day(on))
        return held.percent if held else None

    of_days = [percent(Measure.RETENTION, on) for on in ("2025-12-31", "2026-06-30", "2026-07-01")]
    assert of_days == [None, 50, 60]
    assert (percent(Measure.EXPERIENCE, "2027-01-01"), percent(Measure.SUB_GOALS, "2026-07-01")) == (80, None)


def test_two_targets_for_the_same_days_or_one_that_ends_first_are_told() -> None:
    with pytest.raises(ValidationError, match="to mål for retention gælder på samme tid"):
        rules(target(valid_to=day("2026-06-30")), target(valid_from=day("2026-06-30")))
    with pytest.raises(ValidationError, match="valid_to ligger før valid_from"):
        target(valid_to=day("2025-12-31"))
