"""A citizen who does not come: the jobcentre is told the same day, and a mistake can be put right."""

from __future__ import annotations

from tests.factories import appointment, beginning, meeting
from tests.lifecycle.telling import Story, acknowledged


def test_a_no_show_is_told_at_once_and_climbs_until_jonas_answers() -> None:
    story = Story("2026-02-26 09:14")
    story.then(*beginning())
    story.notices()

    story.on("2026-03-16 09:00", appointment("2026-03-18 10:00"))
    story.on("2026-03-18 10:40", meeting("2026-03-18", attendance="no_show", appointment="a2"))
    assert story.notices() == [
        "appointment_reminder → citizen, 17.03 10:00",
        "deviation → jobcentre, 18.03 10:40",
    ]
    log = story.course.log
    assert (log.no_shows, story.course.hours_used) == (1, log.hours["personal_contact"])

    story.on("2026-03-20 12:00")
    climbed = [notice for notice in story.notices() if "jobcentre" in notice]
    assert climbed == [
        "deviation_next_rung → jobcentre, 19.03 10:40",
        "deviation_next_rung → jobcentre, 20.03 10:40",
    ]
    assert story.course.waiting_on == "jobcentre"

    story.then(acknowledged("f1"))
    story.on("2026-03-25 12:00")
    assert not [notice for notice in story.notices() if "deviation" in notice]
    assert not story.course.open_matters("deviation")
    assert story.course.waiting_on == "mentor"


def test_a_no_show_that_was_a_mistake_can_be_put_right() -> None:
    story = Story("2026-02-26 09:14")
    story.then(*beginning())
    story.on("2026-03-18 10:40", meeting("2026-03-18", attendance="no_show"))
    assert story.course.log.no_shows == 1

    story.on("2026-03-18 14:00", meeting("2026-03-18", "10:30", "11:30", corrects=2))
    assert (story.course.log.no_shows, story.course.log.meetings) == (0, 2)
    assert "deviation_withdrawn → jobcentre, 18.03 14:00" in story.notices()
    assert story.course.waiting_on == "mentor"
