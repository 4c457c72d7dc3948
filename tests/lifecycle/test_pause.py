"""Maja is ill: what is internal waits for her, what the law counts does not."""

from __future__ import annotations

from domain import commands as c
from domain.timers import TimerKind
from tests.factories import appointment, beginning, day, deviation
from tests.lifecycle.telling import Story, acknowledged


def test_during_an_illness_the_work_waits_and_the_grant_does_not() -> None:
    story = Story("2026-02-26 09:14")
    story.then(*beginning())
    ends = story.why(TimerKind.GRANT_END)
    story.on("2026-03-16 09:00", appointment("2026-03-18 10:00"))
    story.then(c.Pause(cause="illness", until=day("2026-04-10"), reason="Maja er syg."))
    assert (story.phase, story.course.waiting_on) == ("paused", "coordinator")
    story.notices()

    story.on("2026-04-09 12:00")
    assert story.notices() == [], "nothing internal is asked about meanwhile"

    story.on("2026-04-13 09:00")
    assert story.notices() == ["reminder → mentor, 10.04 08:00", "reminder → coordinator, 10.04 08:00"]
    story.then(c.Resume())
    story.on("2026-04-13 09:01")
    assert story.notices() == ["reminder → mentor, 13.04 09:00"]
    assert story.phase == "active"
    assert story.why(TimerKind.FOLLOW_UP).startswith(
        "torsdag den 23. april 2026: 2 uger efter 12. marts 2026 (seneste opfølgning, eller da målene var på "
        "plads), altså 26. marts 2026; pause fra 16. marts 2026 til 13. april 2026 giver "
        "17 arbejdsdage mere; lukket: 2. april 2026 (skærtorsdag), "
    )
    assert story.why(TimerKind.GRANT_END) == ends


def test_a_deviation_and_the_question_of_an_extension_do_not_wait() -> None:
    story = Story("2026-02-26 09:14")
    story.then(*beginning())
    story.on("2026-04-15 10:20", deviation(), c.Pause(cause="hospital"))
    story.notices()

    story.on("2026-04-16 12:00")
    assert "deviation_next_rung → jobcentre, 16.04 10:20" in story.notices()
    story.then(acknowledged("f1"))

    story.on("2026-04-24 12:00")
    assert "extension_review_opened → coordinator, 24.04 08:00" in story.notices()
    assert story.phase == "paused"


def test_a_pause_that_everybody_forgets_is_asked_about_and_ends_with_the_grant() -> None:
    story = Story("2026-02-26 09:14")
    story.then(*beginning(), c.Pause(cause="other"))
    story.notices()

    story.on("2026-04-10 12:00")
    asked = [notice.rpartition(", ")[2] for notice in story.notices() if "coordinator" in notice]
    assert asked == ["19.03 08:00", "26.03 08:00", "07.04 08:00"]

    story.on("2026-06-01 08:00")
    assert (story.phase, story.course.pause.began_on) == ("closing", None)
