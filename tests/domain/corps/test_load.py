"""What a mentor carries, and how a week looks."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from adapters.calendar import danish_calendar
from domain.calendar import ONE_DAY
from domain.corps.lieu import LieuHours, balance, may_enter
from domain.corps.load import load_of, weekly_hours, weight_of
from domain.corps.rota import mondays, week_of
from domain.lifecycle import Phase
from tests.domain.corps.cast import MONDAY, absence, profile
from tests.domain.staging import course_of, in_phase, refused
from tests.factories import VIBORG, active_course, at, day, play, register

COURSE, _ = active_course()
WEIGHT = weight_of(COURSE)
CALENDAR = danish_calendar(VIBORG)


@pytest.mark.requirement("local.caseload")
def test_a_grants_hours_are_spread_over_its_weeks() -> None:
    """S3: 32 hours in the 91 days from 2 March to 31 May are 2.46 a week; none after the last day."""
    assert weekly_hours(COURSE.periods, day("2026-03-02")) == Decimal("2.46")
    assert weekly_hours(COURSE.periods, day("2026-02-01")) == Decimal("2.46")
    assert weekly_hours(COURSE.periods, day("2026-06-01")) == 0


def test_a_paused_course_keeps_its_hours() -> None:
    paused = weight_of(course_of(in_phase(Phase.PAUSED)))
    load = load_of([WEIGHT, paused], day("2026-03-16"))
    assert (load.courses, load.hours_per_week) == (2, Decimal("4.92"))


def test_hours_count_from_their_day_for_four_weeks() -> None:
    came = [item.on for item in COURSE.log.worked if item.attendance == "present"]
    assert load_of([WEIGHT], min(came) - ONE_DAY).used_lately == 0 < load_of([WEIGHT], min(came)).used_lately
    assert load_of([WEIGHT], max(came) + ONE_DAY * 28).used_lately == 0
    assert load_of([WEIGHT], max(came) + ONE_DAY * 27).used_lately > 0


@pytest.mark.requirement("local.caseload")
def test_hours_used_lately_are_those_of_four_weeks_and_only_when_somebody_came() -> None:
    """local: the caseload view shows the hours of the last four weeks."""
    last = max(item.on for item in COURSE.log.worked)
    all_of_it = sum(item.hours for item in COURSE.log.worked if item.attendance == "present")
    assert load_of([WEIGHT], last).used_lately == all_of_it > 0
    assert load_of([WEIGHT], day("2026-12-01")).used_lately == 0
    assert load_of([WEIGHT], day("2026-01-01")).used_lately == 0


def test_a_course_with_a_deadline_behind_it_is_overdue() -> None:
    assert load_of([WEIGHT], day("2026-03-02")).overdue == 0
    late, _ = play(register(), at("2026-03-20 10:00"))
    assert load_of([weight_of(late)], day("2026-03-20")).overdue == 1


def test_a_course_with_a_deadline_today_is_due_and_not_overdue() -> None:
    fresh, _ = play(register(), at("2026-03-02 10:00"))
    nearest = weight_of(fresh).nearest_on
    assert nearest is not None
    assert (load_of([weight_of(fresh)], nearest).due, load_of([weight_of(fresh)], nearest).overdue) == (1, 0)
    tomorrow = load_of([weight_of(fresh)], nearest + ONE_DAY)
    assert (tomorrow.due, tomorrow.overdue) == (0, 1)


@pytest.mark.requirement("S3.rota")
def test_a_week_counts_only_the_days_somebody_is_here() -> None:
    """S3: rota and holidays: Maundy Thursday and Good Friday are closed, two days are an absence."""
    away = [absence("amira", "2026-03-30", "2026-03-31", "bo")]
    easter = week_of(profile(), Decimal("2.46"), day("2026-03-30"), away, CALENDAR)
    assert [name for _, name in easter.closed] == ["skærtorsdag", "langfredag"]
    assert easter.away == (day("2026-03-30"), day("2026-03-31"))
    assert (easter.mentor, easter.monday, easter.covers) == ("amira", day("2026-03-30"), ("bo",))
    assert (easter.capacity, easter.granted) == (Decimal("4.00"), Decimal("2.46"))
    assert easter.free == Decimal("1.54")


def test_before_she_starts_and_after_she_has_left_there_is_no_capacity() -> None:
    leaves = profile(starts_on=day("2026-03-03"), leaves_on=day("2026-03-05"))
    assert week_of(leaves, Decimal(0), MONDAY, [], CALENDAR).capacity == Decimal("12.00")
    assert week_of(leaves, Decimal(0), day("2026-03-09"), [], CALENDAR).capacity == 0


def test_weeks_begin_on_the_monday_of_the_week_we_are_in() -> None:
    assert mondays(day("2026-03-05"), 2) == (day("2026-03-02"), day("2026-03-09"))


def line(kind: Any, hours: str) -> LieuHours:
    return LieuHours(mentor="amira", on=MONDAY, kind=kind, hours=Decimal(hours))


@pytest.mark.requirement("S3.rota")
def test_time_off_in_lieu_is_what_was_earned_and_not_taken() -> None:
    """S3: time off in lieu (afspadsering)."""
    ledger = [line("earned", "2.5"), line("earned", "1"), line("taken", "3")]
    assert balance(ledger) == Decimal("0.5")
    may_enter(line("taken", "0.5"), ledger)
    with refused("lieu-overdrawn") as told:
        may_enter(line("taken", "0.75"), ledger)
    assert told.value.message == "Der er kun optjent 0,5 timer til afspadsering."
    may_enter(line("earned", "24"), [])
    for wrong in ("0", "-1", "24.5", "0.333"):
        with refused("lieu-hours"):
            may_enter(line("earned", wrong), ledger)
