"""What one course adds to the key figures follows from what was recorded, month by month."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain import commands as c
from domain.figures.counting import lines_of, open_notices, summed
from domain.figures.lines import Kind, Line
from domain.history import Recorded
from tests.domain.staging import AFTER_THE_GRANT, CANCEL, MATCHED, closing
from tests.factories import (
    CALENDAR,
    CASEWORKER,
    Step,
    accept,
    at,
    attempt,
    beginning,
    day,
    deviation,
    follow_up,
    full_course,
    match,
    meeting,
    play,
    register,
    reopened_course,
)
from tests.factory.blocks import answers

MARCH, APRIL = "2026-03", "2026-04"
GIVE_UP = c.Cancel(cause="no_contact", reason="Kan ikke træffes.")
IN_VAIN = tuple(attempt("2026-02-26 09:10", reached=False) for _ in range(3))
LATELY = tuple(attempt("2026-03-12 11:00", reached=False) for _ in range(3))


def history_of(*steps: Step) -> tuple[Recorded, ...]:
    return play(*steps)[1]


def counted(kind: Kind, *steps: Step) -> dict[tuple[str, str], int]:
    """The counts of a kind by month and code."""
    lines = lines_of(history_of(*steps), CALENDAR, {})
    return {(line.month, line.code): line.times for line in lines if line.kind == kind}


def held(on: str) -> c.RecordFollowUp:
    return follow_up(on, answers("action"))


@pytest.mark.requirement("local.key_figures")
def test_a_course_counts_in_the_month_it_was_received() -> None:
    assert counted(Kind.RECEIVED, register()) == {("2026-02", ""): 1}


@pytest.mark.requirement("local.key_figures")
def test_the_time_to_the_first_contact_ends_when_the_citizen_is_reached_not_with_an_attempt_in_vain() -> None:
    """From Thursday 26 February to Tuesday 3 March lie three working days."""
    assert counted(Kind.CONTACT_DAYS, *beginning()) == {(MARCH, "3"): 1}
    assert counted(Kind.CONTACT, *beginning()) == {(MARCH, "on_time"): 1}


@pytest.mark.requirement("local.key_figures")
def test_a_citizen_who_is_reached_after_the_deadline_is_reached_late() -> None:
    late = (
        register(),
        accept(),
        match(),
        at("2026-03-02 09:00"),
        attempt("2026-03-02 08:55", reached=False),
        at("2026-03-13 09:00"),
        attempt("2026-03-13 08:55", reached=True),
    )
    assert counted(Kind.CONTACT, *late) == {(MARCH, "late"): 1}
    assert counted(Kind.CONTACT_DAYS, *late) == {(MARCH, "11"): 1}


@pytest.mark.requirement("local.key_figures")
def test_nothing_is_said_of_a_citizen_who_has_not_been_reached() -> None:
    in_vain = (
        register(),
        accept(),
        match(),
        at("2026-03-02 09:00"),
        attempt("2026-03-02 08:55", reached=False),
    )
    assert counted(Kind.CONTACT_DAYS, *in_vain) == {}


@pytest.mark.requirement("local.key_figures")
def test_a_follow_up_is_kept_by_the_day_it_was_held_not_by_the_day_it_was_entered() -> None:
    """The first one is due on 26 March, and is entered on 30 March."""
    entered = (*beginning(), at("2026-03-30 09:00"))
    assert counted(Kind.FOLLOW_UP, *entered, held("2026-03-26"))[MARCH, "on_time"] == 1
    assert counted(Kind.FOLLOW_UP, *entered, held("2026-03-27"))[MARCH, "late"] == 1


@pytest.mark.requirement("local.key_figures")
def test_a_follow_up_that_nobody_has_held_is_missed_until_it_is() -> None:
    overdue = (*beginning(), at("2026-04-01 09:00"))
    assert counted(Kind.FOLLOW_UP, *overdue) == {(MARCH, "missed"): 1}
    assert counted(Kind.FOLLOW_UP, *overdue, held("2026-04-01")) == {(MARCH, "late"): 1}


@pytest.mark.requirement("local.key_figures")
def test_a_pause_holds_a_follow_up_without_its_being_missed() -> None:
    paused = (
        *beginning(),
        at("2026-03-20 09:00"),
        c.Pause(cause="holiday", until=day("2026-04-30"), reason="Ferie."),
        at("2026-04-20 09:00"),
    )
    assert counted(Kind.FOLLOW_UP, *paused) == {}


@pytest.mark.requirement("local.key_figures")
def test_the_minutes_to_the_notice_are_counted_to_when_the_mail_server_took_it() -> None:
    history = history_of(*beginning(), at("2026-04-15 10:20"), deviation())
    reported = next(one for one in history if type(one.event).__name__ == "DeviationReported")
    told = {reported.seq: reported.at + timedelta(minutes=2, seconds=59)}
    assert Line("2026-04", Kind.DEVIATION, "2", "", 1) in lines_of(history, CALENDAR, told)
    assert Line("2026-04", Kind.DEVIATION, "untold", "", 1) in lines_of(history, CALENDAR, {})
    assert (open_notices(history, {}), open_notices(history, told)) == (1, 0)


@pytest.mark.requirement("local.key_figures")
def test_a_deviation_that_was_a_mistake_was_none() -> None:
    taken_back = c.WithdrawDeviation(matter="f1", reason="Det var en anden dag.")
    steps = (*beginning(), at("2026-04-15 10:20"), deviation(), taken_back)
    assert counted(Kind.DEVIATION, *steps) == {}
    assert open_notices(history_of(*steps), {}) == 0


@pytest.mark.requirement("local.key_figures")
def test_a_goal_moves_when_it_is_reached_or_stands_higher_than_the_last_time() -> None:
    goals = lines_of(full_course()[1], CALENDAR, {})
    by_month = {(line.month, line.code): line.times for line in goals if line.kind == Kind.GOAL}
    assert by_month[MARCH, "unknown"] == 3  # the first time there is nothing to compare with
    assert by_month[APRIL, "moved"] == 3
    assert by_month["2026-06", "moved"] == 1  # g2 is reached, the others stand
    assert by_month["2026-10", "back"] == 2


@pytest.mark.requirement("local.key_figures")
@pytest.mark.parametrize(
    ("steps", "how", "outcome"),
    [
        ((*beginning(), AFTER_THE_GRANT, closing()), "completed", "job"),
        ((*beginning(), CANCEL, AFTER_THE_GRANT, closing()), "stopped", "job"),
        ((register(), CANCEL), "never_begun", None),
        ((*MATCHED, *IN_VAIN, (CASEWORKER, GIVE_UP)), "lost_contact", None),
        ((*beginning(), *LATELY, (CASEWORKER, GIVE_UP), closing()), "lost_contact", "job"),
    ],
)
def test_a_course_ends_carried_through_stopped_without_contact_or_before_it_began(
    steps: tuple[Step, ...], how: str, outcome: str | None
) -> None:
    assert [code for _, code in counted(Kind.ENDED, *steps)] == [how]
    assert [code for _, code in counted(Kind.OUTCOME, *steps)] == ([outcome] if outcome else [])


@pytest.mark.requirement("local.key_figures")
def test_an_ending_that_was_undone_counts_not() -> None:
    lines = lines_of(reopened_course()[1], CALENDAR, {})
    closed = [line for line in lines if line.kind == Kind.ENDED]
    assert sum(line.times for line in closed) <= 1


@pytest.mark.requirement("local.key_figures")
def test_hours_count_in_the_month_of_the_meeting_and_a_correction_takes_its_entrys_place() -> None:
    steps = (*beginning(), at("2026-04-01 13:00"), meeting("2026-04-01", "10:00", "12:00"))
    corrected = (*steps, meeting("2026-04-01", "10:00", "11:30", corrects=2))

    def hours(*played: Step) -> dict[str, int]:
        lines = lines_of(history_of(*played), CALENDAR, {})
        return {line.month: line.amount for line in lines if line.kind == Kind.USED}

    assert hours(*steps)[APRIL] == 200
    assert hours(*corrected)[APRIL] == 150


@pytest.mark.requirement("local.key_figures")
def test_a_mentor_carries_a_course_until_she_gives_it_up_or_it_ends() -> None:
    carried = {
        (line.mentor, line.month): line.times
        for line in lines_of(full_course()[1], CALENDAR, {})
        if line.kind == Kind.MENTOR
    }
    assert carried == {
        ("amira", "2026-02"): 1,
        ("amira", "2026-06"): -1,
        ("bo", "2026-06"): 1,
        ("bo", "2026-12"): -1,
    }


@pytest.mark.requirement("local.key_figures")
def test_granted_and_used_hours_of_a_whole_course_are_told_when_it_ends() -> None:
    ended = {
        line.kind: line.amount for line in lines_of(full_course()[1], CALENDAR, {}) if line.month == "2026-12"
    }
    assert (ended[Kind.ENDED_GRANTED], ended[Kind.ENDED_USED]) == (8600, 5125)


@pytest.mark.requirement("local.key_figures")
def test_lines_add_up_in_any_order_and_nothing_is_left_of_what_cancels_out() -> None:
    lines = lines_of(full_course()[1], CALENDAR, {})
    taken_back = [line._replace(times=-line.times, amount=-line.amount) for line in lines]
    assert summed(reversed(lines)) == lines
    assert summed([*lines, *taken_back]) == ()
