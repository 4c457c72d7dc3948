"""Maja's nine months: three periods, a no-show, an extension in a special case, and a job at the end."""

from __future__ import annotations

from decimal import Decimal

from domain import commands as c
from domain.timers import TimerKind
from tests.domain.staging import closing
from tests.factories import (
    accept,
    appointment,
    at,
    attempt,
    day,
    follow_up,
    goals,
    granted,
    match,
    meeting,
    register,
    sign,
)
from tests.lifecycle.telling import Story, acknowledged


def test_maja_comes_from_a_referral_to_a_job_in_nine_months() -> None:
    story = Story("2026-02-26 09:14")
    the_referral_arrives_and_amira_is_found(story)
    nobody_answers_and_then_maja_does(story)
    they_agree_what_they_want(story)
    maja_does_not_come_one_wednesday(story)
    the_jobcentre_gives_three_more_months(story)
    the_third_period_is_a_special_case(story)
    the_support_is_phased_out_and_ends(story)
    the_report_is_written(story)


def the_referral_arrives_and_amira_is_found(story: Story) -> None:
    story.then(register())
    assert (story.phase, story.course.waiting_on) == ("received", "coordinator")
    assert story.notices() == ["referral_received → jobcentre, 26.02 09:14"]
    story.on("2026-02-26 10:00", accept())
    assert story.why(TimerKind.FIRST_CONTACT).startswith("tirsdag den 3. marts 2026: 3 arbejdsdage efter")
    story.on("2026-02-26 16:30", match())
    assert story.notices() == [
        "course_assigned → mentor, 27.02 08:00",
        "mentor_assigned → jobcentre, 27.02 08:00",
        "mentor_assigned → citizen, 27.02 08:00",
    ]


def nobody_answers_and_then_maja_does(story: Story) -> None:
    story.on("2026-03-02 09:30", attempt("2026-03-02 09:25", reached=False))
    assert (story.phase, story.notices()) == ("contacting", [])
    story.on("2026-03-03 16:10", attempt("2026-03-03 16:00", reached=True, channel="text_message"))
    assert story.notices() == [
        "first_contact_due → mentor, 03.03 08:00",
        "first_contact_due → coordinator, 03.03 08:00",
    ]
    story.then(appointment("2026-03-05 10:00", place="Biblioteket"))
    story.on("2026-03-05 12:30", c.RecordFirstMeeting(held_on=day("2026-03-05")))
    story.then(meeting("2026-03-05", appointment="a1", shown="accepted"))
    assert story.notices() == ["appointment_reminder → citizen, 04.03 10:00"]
    assert (story.phase, story.course.hours_used) == ("goal_setting", Decimal("1.50"))


def they_agree_what_they_want(story: Story) -> None:
    story.on("2026-03-12 12:00", sign("2026-03-12"), goals("En hverdag.", "Op klokken 8.", "En praktik."))
    assert story.phase == "active"
    assert story.why(TimerKind.FOLLOW_UP).startswith(
        "torsdag den 26. marts 2026: 2 uger efter 12. marts 2026 ("
    )
    story.on(
        "2026-03-26 13:00",
        follow_up("2026-03-26", {"g1": "contemplation", "g2": "preparation", "g3": "precontemplation"}),
    )
    assert story.why(TimerKind.FOLLOW_UP).startswith(
        "torsdag den 9. april 2026: 2 uger efter 26. marts 2026 ("
    )
    assert story.kinds() == ["reminder"]


def maja_does_not_come_one_wednesday(story: Story) -> None:
    story.on("2026-04-13 09:00", appointment("2026-04-15 10:00"))
    story.on("2026-04-15 10:45", meeting("2026-04-15", attendance="no_show", appointment="a2"))
    assert "deviation → jobcentre, 15.04 10:45" in story.notices()
    assert story.course.waiting_on == "jobcentre"
    story.on("2026-04-16 13:00", acknowledged("f1"))
    assert [notice for notice in story.notices() if "deviation" in notice] == [
        "deviation_next_rung → jobcentre, 16.04 10:45",
        "deviation_next_rung → coordinator, 16.04 10:45",
    ]
    assert story.course.waiting_on == "mentor"


def the_jobcentre_gives_three_more_months(story: Story) -> None:
    story.on("2026-04-24 08:00")
    assert story.course.open_matters("extension")
    assert "extension_review_opened → jobcentre, 24.04 08:00" in story.notices()
    story.on("2026-05-12 10:00", granted(day("2026-06-01"), day("2026-08-31"), at("2026-05-12 10:00")))
    assert story.course.hours_granted == 62
    story.on("2026-06-02 12:00", meeting("2026-06-02"))
    assert story.phase == "active"
    assert story.why(TimerKind.GRANT_END).startswith(
        "tirsdag den 1. september 2026: 1 dag efter 31. august 2026 ("
    )


def the_third_period_is_a_special_case(story: Story) -> None:
    story.on("2026-07-27 08:00")
    assert [matter.special for matter in story.course.open_matters("extension")] == [True]
    story.on(
        "2026-08-05 10:00",
        c.ProposeExtension(
            starts_on=day("2026-09-01"),
            ends_on=day("2026-11-30"),
            hours=Decimal(24),
            special_reasons="Sygdom har forsinket praktikken.",
        ),
    )
    assert story.course.hours_granted == 62
    last_period = granted(day("2026-09-01"), day("2026-11-30"), at("2026-08-11 10:00"), hours=Decimal(24))
    story.on("2026-08-11 10:00", last_period)
    assert [period.special for period in story.course.periods] == [False, False, True]


def the_support_is_phased_out_and_ends(story: Story) -> None:
    story.notices()
    story.on("2026-10-30 10:00", c.StartPhaseOut(plan="Hver anden uge, derefter telefon."))
    assert story.phase == "phasing_out"
    assert "phase_out_started → citizen, 30.10 10:00" in story.notices()
    story.on("2026-11-11 12:00", meeting("2026-11-11"))
    story.on("2026-12-01 08:00")
    assert (story.phase, story.course.ended_on) == ("closing", day("2026-11-30"))


def the_report_is_written(story: Story) -> None:
    story.notices()
    story.on("2026-12-03 10:00", closing(3, outcome="job", manages_alone="Står selv op og tager bussen."))
    assert story.notices() == [
        "reminder → jobcentre, 02.12 08:00",
        "reminder → coordinator, 02.12 08:00",
        "closing_report → jobcentre, 03.12 10:00",
        "closing_report → citizen, 03.12 10:00",
    ]
    assert (story.phase, story.course.waiting_on, story.course.next_due_at) == ("closed", "", None)
    assert story.course.hours_used == Decimal("4.50")
    assert (story.course.log.no_shows, len(story.course.periods)) == (1, 3)
