"""Every deadline says why it is on its day; the sentences are read by people and must be exact."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from domain.calendar import instant_at
from domain.explain import explain, explain_on
from domain.timers import Rest, Timer, TimerKind, Unit, Why, count, rung_instant, shifted
from tests.domain.ringing import DAYS, WEEKS, WORKING_DAYS, timer
from tests.domain.staging import course_of, staged
from tests.factories import CALENDAR, VIBORG, at, beginning, day

BASE = "seneste opfølgning, eller da målene var på plads"
EASTER = "3. april 2026 (langfredag), 6. april 2026 (anden påskedag)"
CHRISTMAS = "24. december 2026 (juleaftensdag), 25. december 2026 (juledag)"
NEW_YEAR = "31. december 2026 (nytårsaftensdag)"


@pytest.mark.parametrize(
    ("why", "on", "counted", "closed"),
    [
        (
            ("2026-04-01", 3, WORKING_DAYS),
            "torsdag den 9. april 2026",
            "3 arbejdsdage efter 1. april 2026",
            f"2. april 2026 (skærtorsdag), {EASTER}",
        ),
        (
            ("2026-03-02", 1, WORKING_DAYS),
            "tirsdag den 3. marts 2026",
            "1 arbejdsdag efter 2. marts 2026",
            "",
        ),
        (("2026-03-20", 2, WEEKS), "tirsdag den 7. april 2026", "2 uger efter 20. marts 2026", EASTER),
        (("2026-05-31", -5, WEEKS), "fredag den 24. april 2026", "5 uger før 31. maj 2026", ""),
        (("2027-01-28", -4, WEEKS), "onsdag den 30. december 2026", "4 uger før 28. januar 2027", NEW_YEAR),
        (("2026-05-31", 1, DAYS), "mandag den 1. juni 2026", "1 dag efter 31. maj 2026", ""),
        (("2026-12-23", 1, DAYS), "mandag den 28. december 2026", "1 dag efter 23. december 2026", CHRISTMAS),
        (("2026-03-06", 0, WORKING_DAYS), "fredag den 6. marts 2026", "samme dag som 6. marts 2026", ""),
    ],
)
def test_a_deadline_explains_itself(why: tuple[str, int, Unit], on: str, counted: str, closed: str) -> None:
    moved = f"; lukket: {closed}" if closed else ""
    rings = on.partition(" den ")[2]
    assert explain(timer(*why), CALENDAR) == f"{on}: {counted} ({BASE}){moved}; trin 1 den {rings} kl. 08.00"


def test_the_next_rung_is_told_with_its_own_day_and_hour() -> None:
    late = Timer(
        TimerKind.FOLLOW_UP,
        instant_at(day("2026-03-30"), CALENDAR.opens),
        day("2026-03-26"),
        Why(day("2026-03-12"), 2, Unit.WEEKS),
        rung=2,
    )
    told = explain(late, CALENDAR)
    assert told.endswith(f"2 uger efter 12. marts 2026 ({BASE}); trin 3 den 30. marts 2026 kl. 08.00")


def test_of_years_of_closed_days_the_first_and_the_last_are_told_and_how_many_lie_between() -> None:
    base, ringing = day("2026-03-12"), day("2030-02-04")
    late = Timer(
        TimerKind.FOLLOW_UP,
        instant_at(ringing, CALENDAR.opens),
        day("2026-03-26"),
        Why(base, 2, Unit.WEEKS),
        rung=507,
    )
    told = explain(late, CALENDAR)
    closed = CALENDAR.closed_between(day("2026-03-26"), ringing)
    assert f"trin 508 den 4. februar 2030 kl. 08.00; lukket: 2. april 2026 (skærtorsdag), {EASTER}" in told
    assert f", {len(closed) - 6} lukkedage derimellem, " in told
    assert told.endswith(", 31. december 2029 (nytårsaftensdag), 1. januar 2030 (nytårsdag)")
    assert len(told) < 500


@pytest.mark.requirement("local.why_this_date")
def test_a_rung_tells_the_closed_days_between_it_and_its_deadline() -> None:
    """outside: a date says each Danish holiday that moved it."""
    rung = replace(
        timer("2026-03-18", 2, WEEKS), rung=1, due_at=rung_instant(day("2026-04-01"), 1, None, CALENDAR)
    )
    assert explain(rung, CALENDAR).endswith(
        f"; trin 2 den 7. april 2026 kl. 08.00; lukket: 2. april 2026 (skærtorsdag), {EASTER}"
    )


@pytest.mark.requirement("local.why_this_date")
def test_a_deadline_moved_by_a_pause_tells_the_first_counting_and_the_pause() -> None:
    """local: internal deadlines shift by a pause, and the date says so."""
    moved = shifted(timer("2026-03-12", 2, Unit.WEEKS), Rest(day("2026-03-20"), day("2026-03-25")), CALENDAR)
    assert explain(moved, CALENDAR) == (
        f"tirsdag den 31. marts 2026: 2 uger efter 12. marts 2026 ({BASE}), altså 26. marts 2026; pause fra "
        "20. marts 2026 til 25. marts 2026 giver 3 arbejdsdage mere; trin 1 den 31. marts 2026 kl. 08.00"
    )


@pytest.mark.requirement("local.why_this_date")
def test_every_pause_is_told_in_turn_with_the_closed_days_it_led_over() -> None:
    """local: a second pause moves what the first has moved."""
    once = shifted(timer("2026-03-12", 2, Unit.WEEKS), Rest(day("2026-03-20"), day("2026-03-25")), CALENDAR)
    twice = shifted(once, Rest(day("2026-03-26"), day("2026-03-30")), CALENDAR)
    assert explain(twice, CALENDAR).endswith(
        "3 arbejdsdage mere, altså 31. marts 2026; pause fra 26. marts 2026 til 30. marts 2026 giver "
        f"2 arbejdsdage mere; lukket: 2. april 2026 (skærtorsdag), {EASTER}; "
        "trin 1 den 7. april 2026 kl. 08.00"
    )
    assert twice.deadline_on == count(twice.why, CALENDAR) == day("2026-04-07")


@pytest.mark.requirement("local.why_this_date")
def test_phase_out_that_waits_for_a_decision_says_so_and_when_it_would_have_begun() -> None:
    """S1: every course is arranged for phase-out; it waits while a new period may still come."""
    stage = staged(*beginning(), at("2026-04-27 09:00"))
    course = course_of(stage)
    (held,) = (one for one in course.timers if one.kind is TimerKind.PHASE_OUT)
    assert explain_on(course, held, VIBORG, CALENDAR) == (
        "fredag den 15. maj 2026: udfasningen venter på, at forlængelsen afgøres (2 uger før 31. maj 2026 "
        "(bevillingens sidste dag)); ellers 4 uger før 31. maj 2026 (bevillingens sidste dag), altså "
        "1. maj 2026; sker den 15. maj 2026 kl. 08.00"
    )
