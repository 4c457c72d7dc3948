"""Something happens on a Saturday night: the jobcentre has it at once, the ladder climbs on Monday."""

from __future__ import annotations

import pytest

from domain import commands as c
from tests.factories import at, beginning
from tests.lifecycle.telling import Story, acknowledged


@pytest.mark.requirement("S0.deviation_at_once")
def test_a_deviation_on_saturday_night_is_sent_at_once_and_climbs_on_monday_within_office_hours() -> None:
    story = Story("2026-02-26 09:14")
    story.then(*beginning())
    story.notices()

    missed = c.ReportDeviation(
        occurred_at=at("2026-03-14 20:00"), fact="Maja kom ikke til den aftalte weekendvagt."
    )
    story.on("2026-03-14 23:30", missed)
    assert story.notices() == ["deviation → jobcentre, 14.03 23:30"]

    story.on("2026-03-15 23:59")
    assert story.notices() == []

    story.on("2026-03-17 23:59")
    assert story.notices() == [
        "deviation_next_rung → jobcentre, 16.03 16:00",
        "deviation_next_rung → coordinator, 16.03 16:00",
        "deviation_next_rung → jobcentre, 17.03 16:00",
        "deviation_next_rung → coordinator, 17.03 16:00",
    ]
    story.then(acknowledged("f1"))
    assert story.course.waiting_on == "mentor"


def test_the_night_the_clocks_change_moves_no_rung() -> None:
    story = Story("2026-02-26 09:14")
    story.then(*beginning())
    story.on("2026-03-28 09:15", c.ReportDeviation(occurred_at=at("2026-03-28 08:00"), fact="Maja kom ikke."))
    story.notices()

    story.on("2026-03-31 12:00")
    climbed = [notice for notice in story.notices() if "deviation_next_rung → jobcentre" in notice]
    assert climbed == [
        "deviation_next_rung → jobcentre, 30.03 09:15",
        "deviation_next_rung → jobcentre, 31.03 09:15",
    ]
