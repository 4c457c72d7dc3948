"""The log book: who was there, which hours count, and what they lead to."""

from __future__ import annotations

from decimal import Decimal

import pytest

from domain import commands as c
from domain.events import MeetingRecorded
from domain.lifecycle import Phase
from domain.programme import HoursCategory
from tests.domain.staging import LATER, MATCHED, PAUSE, course_of, later, refused, staged
from tests.factories import VIBORG, Step, appointment, at, beginning, day, granted, meeting


def long_days(*days: str) -> tuple[Step, ...]:
    """Ten logged hours on each day."""
    return tuple(meeting(one, "08:00", "18:00") for one in days)


def test_a_meeting_settles_its_appointment_and_no_other() -> None:
    stage = later(appointment("2026-04-20 13:00"), appointment("2026-04-27 10:00"), at("2026-04-20 15:00"))
    with refused("appointment-unknown"):
        stage.step(meeting("2026-04-20", appointment="a9"))
    stage.step(meeting("2026-04-20", appointment="a2"))
    assert [name for name, _ in course_of(stage).appointments] == ["a3"]
    assert [timer.subject for timer in course_of(stage).timers if timer.subject] == ["a3"]


@pytest.mark.requirement("S3.hour_categories")
def test_hours_are_logged_in_the_programmes_categories_only() -> None:
    with refused("hours-category"):
        later().step(meeting("2026-04-20", category="own_travel"))
    hours = {
        "categories": (*VIBORG.hours.categories, HoursCategory(code="own_travel", name="egen transport"))
    }
    stage = later(meeting("2026-04-20", category="own_travel"), hours=hours)
    assert course_of(stage).log.hours == {"personal_contact": Decimal("1.50"), "own_travel": Decimal("1.50")}


def test_hours_on_a_day_without_a_grant_are_refused() -> None:
    stage = staged(*beginning(), at("2026-06-03 09:00"))
    assert course_of(stage).phase is Phase.CLOSING
    with refused("outside-grant"):
        stage.step(meeting("2026-06-01"))
    stage.step(meeting("2026-05-31"))
    assert course_of(stage).hours_used == Decimal("3.00")


def test_an_hour_is_not_logged_twice_but_one_meeting_can_follow_another() -> None:
    stage = later(at("2026-04-20 13:00"), meeting("2026-04-20", "10:00", "11:00"))
    with refused("hours-overlap"):
        stage.step(meeting("2026-04-20", "10:59", "12:00"))
    stage.step(meeting("2026-04-20", "11:00", "12:00"))
    stage.step(meeting("2026-04-20", "10:15", "10:45", attendance="excused"))
    stage.step(meeting("2026-04-20", "12:00", "13:00"))
    assert course_of(stage).hours_used == Decimal("4.50")


def test_a_meeting_ends_after_it_begins() -> None:
    with refused("meeting-order"):
        later().step(meeting("2026-04-20", "11:00", "11:00"))


@pytest.mark.requirement("local.impossible_entry")
def test_what_went_over_midnight_is_refused_with_how_to_enter_it() -> None:
    """local: a meeting and a call alike; as two entries they are taken."""
    call = c.QuickNote(minutes=30, note="Hun var bange.", began_at=at("2026-04-17 23:45"))
    for over in (meeting("2026-04-17", "23:45", "00:15"), call):
        with refused("meeting-order") as told:
            later().step(over)
        assert "ét for hver dag, det første til kl. 23.59" in told.value.message
    stage = later(meeting("2026-04-17", "23:45", "23:59"), meeting("2026-04-18", "00:00", "00:15"))
    assert course_of(stage).hours_used == Decimal("1.98")


@pytest.mark.requirement("local.impossible_entry")
def test_an_entry_of_more_hours_than_anybody_works_in_one_go_is_refused() -> None:
    """local: twelve hours unless the programme says otherwise; an absence has none."""
    with refused("entry-too-long") as told:
        later().step(meeting("2026-04-17", "06:00", "18:01"))
    assert "12,02 timer, og ét notat har højst 12" in told.value.message
    later().step(meeting("2026-04-17", "06:00", "18:00"))
    later().step(meeting("2026-04-17", "06:00", "18:01", attendance="excused"))
    later(hours={"longest_entry": 13}).step(meeting("2026-04-17", "06:00", "18:01"))


def test_a_citizen_who_does_not_come_the_first_time_is_logged_but_hours_with_her_wait_for_it() -> None:
    stage = staged(*MATCHED, appointment("2026-03-02 10:00"), at("2026-03-02 12:00"))
    with refused("not-met-yet"):
        stage.step(meeting("2026-03-02", appointment="a1"))
    stage.step(meeting("2026-03-02", appointment="a1", attendance="no_show"))
    assert course_of(stage).open_matters("deviation")
    assert not course_of(stage).appointments
    stage.step(meeting("2026-03-02", category="administration", form="desk"))
    assert course_of(stage).log.hours == {"administration": Decimal("1.50")}


def test_what_was_before_a_pause_may_be_entered_in_it_and_nothing_from_the_pause_itself() -> None:
    stage = later(PAUSE, at("2026-04-27 12:00"))
    stage.step(meeting("2026-04-20"))
    assert course_of(stage).hours_used == Decimal("3.00")
    for attendance in ("present", "no_show"):
        with refused("during-pause"):
            stage.step(meeting("2026-04-21", attendance=attendance))
    assert course_of(stage).phase is Phase.PAUSED


def test_a_meeting_names_goals_that_exist() -> None:
    with refused("unknown-goal"):
        later().step(meeting("2026-04-20", goals=("g1", "g9")))


def test_a_meeting_that_has_not_been_held_is_not_logged() -> None:
    with refused("not-in-the-future"):
        later().step(meeting("2026-04-21"))


@pytest.mark.requirement("S3.refund_basis")
def test_hours_are_logged_when_they_have_been_given_and_not_before() -> None:
    """outside: hours billed that were not given."""
    stage = later()
    with refused("not-in-the-future"):
        stage.step(meeting("2026-04-20", "11:00", "12:01"))
    stage.step(meeting("2026-04-20", "11:00", "12:00"))
    stage.step(meeting("2026-04-20", "13:00", "14:00", attendance="excused"))
    assert course_of(stage).hours_used == Decimal("2.50")


def test_a_correction_replaces_one_entry_once() -> None:
    stage = later(meeting("2026-04-20", "10:00", "12:00"))
    stage.step(meeting("2026-04-20", "10:00", "11:00", category="administration", corrects=2))
    assert course_of(stage).log.hours == {
        "personal_contact": Decimal("1.50"),
        "administration": Decimal("1.00"),
    }
    with refused("correction-unknown"):
        stage.step(meeting("2026-04-20", "10:00", "11:00", corrects=2))
    with refused("correction-unknown"):
        stage.step(meeting("2026-04-20", "13:00", "14:00", corrects=99))


def test_a_citizen_who_was_there_after_all_is_no_longer_a_no_show() -> None:
    stage = later(meeting("2026-04-20", attendance="no_show"))
    assert (course_of(stage).log.no_shows, course_of(stage).log.meetings) == (1, 1)
    stage.step(meeting("2026-04-20", corrects=2))
    assert (course_of(stage).log.no_shows, course_of(stage).log.meetings) == (0, 2)
    assert not course_of(stage).open_matters("deviation")


@pytest.mark.parametrize(
    ("night", "hours"), [("2026-03-29", "2.00"), ("2026-10-25", "4.00"), ("2026-11-01", "3.00")]
)
def test_a_night_watch_over_a_clock_change_has_the_hours_that_passed(night: str, hours: str) -> None:
    long_grant = granted(day("2026-06-01"), day("2026-08-31"), at("2026-03-12 12:00"))
    longer = granted(day("2026-09-01"), day("2026-11-30"), at("2026-03-12 12:00"))
    review = c.OpenExtensionReview()
    stage = staged(*beginning(), review, long_grant, review, longer, at("2026-11-02 09:00"))
    stage.step(meeting(night, "01:00", "04:00"))
    last = stage.history[-1].event
    assert isinstance(last, MeetingRecorded)
    assert last.hours == Decimal(hours)


@pytest.mark.requirement("local.no_show")
def test_a_no_show_is_a_deviation_where_the_programme_says_so() -> None:
    missed = meeting("2026-04-20", attendance="no_show")
    assert [matter.id for matter in course_of(later(missed)).open_matters()] == ["f1"]
    assert not course_of(later(missed, no_show_is_deviation=False)).matters


def test_an_excused_absence_takes_no_hours_and_is_no_deviation() -> None:
    course = course_of(later(meeting("2026-04-20", attendance="excused")))
    assert (course.hours_used, course.matters, course.log.meetings) == (Decimal("1.50"), (), 1)


@pytest.mark.requirement("local.hours_warning")
def test_the_entry_that_takes_the_last_hour_opens_a_review_and_none_after_it_does() -> None:
    stage = later(*long_days("2026-04-14", "2026-04-15", "2026-04-16"))
    assert not course_of(stage).open_matters("extension")
    stage.step(meeting("2026-04-17", "08:00", "08:30"))
    matter = course_of(stage).open_matters("extension")[0]
    assert matter.id == "e2"
    stage.step(meeting("2026-04-18"))
    refusal = granted(day("2026-06-01"), day("2026-08-31"), at("2026-04-20 12:00"), granted=False)
    stage.step(refusal)
    stage.step(meeting("2026-04-19"))
    assert not course_of(stage).open_matters()
    assert course_of(stage).phase is Phase.PHASING_OUT


def test_hours_used_up_with_no_step_left_begin_the_phase_out() -> None:
    grants = VIBORG.grants.model_copy(update={"steps": VIBORG.grants.steps[:1]})
    used = long_days("2026-04-14", "2026-04-15", "2026-04-16", "2026-04-17")
    stage = staged(*LATER, *used, programme=VIBORG.model_copy(update={"grants": grants}))
    assert course_of(stage).phase is Phase.PHASING_OUT
    assert [getattr(recorded.event, "cause", None) for recorded in stage.history][-1] == "hours"


def test_hours_that_are_logged_after_the_end_open_no_review_that_nobody_could_decide() -> None:
    stage = staged(*beginning(), at("2026-06-02 09:00"))
    before = course_of(stage).open_matters()
    for step in long_days("2026-05-11", "2026-05-12", "2026-05-13", "2026-05-18"):
        stage.step(step)
    assert course_of(stage).open_matters() == before


def test_work_without_the_citizen_has_hours_but_is_no_meeting() -> None:
    before = course_of(later())
    after = course_of(later(meeting("2026-04-20", category="administration", form="desk")))
    assert after.log.hours["administration"] == Decimal("1.50")
    assert after.log.meetings == before.log.meetings
    assert after.hours_used == before.hours_used + Decimal("1.50")


def test_work_without_the_citizen_has_no_attendance_and_no_appointment() -> None:
    with refused("desk-work"):
        later().step(meeting("2026-04-20", form="desk", attendance="no_show"))
    with refused("desk-work"):
        later(appointment("2026-04-20 13:00"), at("2026-04-20 15:00")).step(
            meeting("2026-04-20", form="desk", appointment="a2")
        )
