"""The jobcentre says no: the support is phased out within the grant, and nobody asks again by themselves."""

from __future__ import annotations

from dataclasses import replace

from tests.domain.staging import REFUSED_EXTENSION, closing
from tests.factories import beginning, day, meeting
from tests.lifecycle.telling import Story


def test_a_refused_extension_leads_to_phase_out_and_a_closing_report() -> None:
    story = Story("2026-02-26 09:14")
    story.then(*beginning())
    story.on("2026-04-24 08:00")
    assert [matter.id for matter in story.course.open_matters()] == ["e1"]
    story.notices()

    story.on(
        "2026-05-04 11:00", replace(REFUSED_EXTENSION, decided_on=day("2026-05-04"), reason="Målet er nået.")
    )
    assert story.phase == "phasing_out"
    assert [notice for notice in story.notices() if "reminder" not in notice] == [
        "extension_decided → mentor, 04.05 11:00",
        "extension_decided → coordinator, 04.05 11:00",
        "extension_decided → citizen, 04.05 11:00",
        "phase_out_started → jobcentre, 04.05 11:00",
        "phase_out_started → citizen, 04.05 11:00",
    ]
    assert len(story.course.periods) == 1

    story.on("2026-05-20 12:00", meeting("2026-05-20"))
    story.on("2026-06-02 09:00")
    assert story.phase == "closing"
    assert story.events().count("ExtensionReviewOpened") == 1
    assert {"extension_review_opened", "extension_reminder"}.isdisjoint(story.kinds())

    story.then(closing(3, outcome="activity"))
    assert story.phase == "closed"
    assert story.events()[-5:] == [
        "ExtensionDecided",
        "PhaseOutStarted",
        "MeetingRecorded",
        "SupportEnded",
        "CourseClosed",
    ]
