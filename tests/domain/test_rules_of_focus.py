"""Focus areas with a last day: they are assessed again, and nobody forgets it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from domain import commands as c
from domain.events import TimerFired
from domain.lifecycle import Phase
from domain.timers import Timer, TimerKind
from tests.domain.staging import closing, course_of, later, staged
from tests.factories import (
    CASEWORKER,
    CONSENT,
    Play,
    at,
    beginning,
    day,
    events_of,
    granted,
    referral,
    register,
)

LAST = day("2026-05-08")


def focus(to_on: date | None = LAST, **changes: Any) -> tuple[Any, c.SetFocusAreas]:
    fields = {"areas": ("netværk",), "from_on": day("2026-04-20"), "to_on": to_on, **changes}
    return CASEWORKER, c.SetFocusAreas(**fields)


def reviewed(stage: Play) -> Timer | None:
    return course_of(stage).timer(TimerKind.FOCUS_REVIEW)


def asked(stage: Play) -> list[tuple[date, tuple[str, ...]]]:
    events = ((one.at.date(), one.event) for one in stage.history)
    return [
        (on, event.to)
        for on, event in events
        if isinstance(event, TimerFired) and event.kind == TimerKind.FOCUS_REVIEW
    ]


@pytest.mark.requirement("S3.focus_areas")
def test_the_jobcentre_and_the_coordinator_are_asked_from_the_last_day_until_there_are_new_ones() -> None:
    stage = later(focus(), at("2026-05-22 12:00"))
    both = ("jobcentre", "coordinator")
    assert asked(stage) == [(day("2026-05-01"), ("coordinator",)), (LAST, both), (day("2026-05-18"), both)]
    stage.step(focus(day("2026-08-28")))
    stage.step(at("2026-05-29 12:00"))
    assert len(asked(stage)) == 3
    timer = reviewed(stage)
    assert timer is not None
    assert timer.deadline_on == day("2026-08-28")


@pytest.mark.requirement("S3.focus_areas")
def test_focus_areas_without_a_last_day_are_asked_about_by_nobody() -> None:
    assert reviewed(later(focus(None))) is None
    assert reviewed(later(focus(), focus(None))) is None


@pytest.mark.requirement("S3.focus_areas")
def test_areas_entered_after_their_last_day_are_asked_about_from_now_on_and_not_many_times_over() -> None:
    stage = later(focus(day("2026-03-31"), from_on=day("2026-03-02")))
    timer = reviewed(stage)
    assert timer is not None
    assert timer.due_at > at("2026-04-20 12:00")
    stage.step(at("2026-05-22 12:00"))
    gaps = [after - before for (before, _), (after, _) in pairwise(asked(stage))]
    assert all(gap.days >= 7 for gap in gaps)


@pytest.mark.requirement("S3.focus_areas")
def test_the_end_of_the_support_ends_the_question_and_a_reopened_course_has_it_again() -> None:
    stage = later(focus(), c.Cancel(cause="other", reason="Stoppet."))
    assert course_of(stage).phase is Phase.CLOSING
    assert reviewed(stage) is None
    stage.step(closing(len(course_of(stage).goals)))
    stage.step(c.Reopen(reason="En fejl."))
    timer = reviewed(stage)
    assert timer is not None
    assert timer.deadline_on == LAST


@pytest.mark.requirement("S3.focus_areas", "local.undecided")
def test_a_course_that_goes_on_after_a_late_decision_has_the_question_and_the_consent_s_end_again() -> None:
    consent = replace(CONSENT, expires_on=day("2026-07-31"))
    set_early = focus(day("2026-06-30"), from_on=day("2026-03-12"))
    begun = (register(referral(consent=consent)), *beginning()[1:], set_early)
    stage = staged(*begun, c.OpenExtensionReview(), at("2026-06-05 10:00"))
    assert course_of(stage).phase is Phase.CLOSING
    stage.step(granted(day("2026-06-05"), day("2026-08-31"), at("2026-06-05 10:00")))
    deadlines = {timer.kind: timer.deadline_on for timer in course_of(stage).timers}
    assert deadlines[TimerKind.FOCUS_REVIEW] == day("2026-06-30")
    assert deadlines[TimerKind.CONSENT_END] == day("2026-08-03")


@pytest.mark.requirement("outside.legal_basis")
def test_a_consent_that_has_run_out_does_not_run_out_once_more_in_a_reopened_course() -> None:
    consent = replace(CONSENT, expires_on=day("2026-04-10"))
    begun = (register(referral(consent=consent)), *beginning()[1:], at("2026-04-20 10:00"))
    stage = staged(*begun, c.Cancel(cause="other", reason="Stoppet."))
    stage.step(closing(len(course_of(stage).goals)))
    stage.step(c.Reopen(reason="En fejl."))
    stage.step(at("2026-04-27 12:00"))
    assert len(events_of(stage.history, "ConsentExpired")) == 1
