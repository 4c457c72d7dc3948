"""Hours granted against hours used, per week and in total, and the citizen's own word for them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from domain import commands as c
from domain.errors import Refused
from domain.events import ExtensionReviewOpened, HoursConfirmed, MeetingRecorded
from domain.lifecycle import Phase
from domain.matters import MatterKind
from tests.domain.staging import PHASE_OUT, course_of, later, refused
from tests.domain.test_rules_of_the_log_book import long_days
from tests.factories import GRANT, Play, Step, at, day, granted, meeting

ALL_BUT_HALF_AN_HOUR = long_days("2026-04-14", "2026-04-15", "2026-04-16")
LAST_HOUR = meeting("2026-04-17", "08:00", "08:30")
TODAY = day("2026-04-20")


def entry(stage: Play) -> MeetingRecorded:
    return [one.event for one in stage.history if isinstance(one.event, MeetingRecorded)][-1]


def confirm(*entries: int, **changes: Any) -> c.ConfirmHours:
    return c.ConfirmHours(**{"entries": entries, "how": "signature", "confirmed_on": TODAY, **changes})


@pytest.mark.requirement("local.over_week")
def test_the_hours_a_week_are_the_grants_and_a_new_period_has_its_own() -> None:
    """local: granted against used per week (Fields: Grant, hours per week and total)."""
    stage = later(c.OpenExtensionReview())
    stage.step(
        granted(day("2026-06-01"), day("2026-08-31"), at("2026-04-20 12:00"), hours_per_week=Decimal(4))
    )
    assert [period.hours_per_week for period in course_of(stage).periods] == [
        GRANT.hours_per_week,
        Decimal(4),
    ]


@pytest.mark.requirement("local.over_week", "S1.few_cooks")
def test_more_than_the_weeks_hours_are_told_and_not_refused_since_need_varies() -> None:
    """S1: need that varies over time."""
    stage = later(meeting("2026-04-13", "10:00", "12:00"))
    assert entry(stage).over_week == 0
    stage.step(meeting("2026-04-19", "10:00", "11:00"))
    assert entry(stage).over_week == Decimal("0.5")
    stage.step(meeting("2026-04-20", "10:00", "12:00"))
    assert entry(stage).over_week == 0


@pytest.mark.requirement("local.over_week")
def test_a_correction_counts_instead_of_what_it_corrects() -> None:
    """S3: append-only entries with corrections."""
    stage = later(meeting("2026-04-13", "10:00", "14:00"))
    stage.step(meeting("2026-04-13", "10:00", "13:00", corrects=2))
    assert entry(stage).over_week == Decimal("0.5")


@pytest.mark.parametrize("rule", ["allow", "refuse"])
@pytest.mark.requirement("local.over_week")
def test_a_programme_may_leave_the_week_alone_or_hold_it(rule: str) -> None:
    """local: more than the week's hours, as the programme says."""
    stage = later(hours={"over_week": rule})
    long = meeting("2026-04-20", "08:00", "11:00")
    if rule == "refuse":
        with refused("over-week"):
            stage.step(long)
        stage.step(meeting("2026-04-20", "08:00", "10:30"))
    else:
        stage.step(long)
    assert entry(stage).over_week == 0


@pytest.mark.requirement("local.used_up", "local.hours_warning")
def test_the_last_hour_opens_a_review_or_begins_the_phase_out_as_the_programme_says() -> None:
    """local: 100 % of the hours used opens an extension review, and what happens next is in the programme."""
    review = later(*ALL_BUT_HALF_AN_HOUR, LAST_HOUR)
    assert isinstance(review.history[-1].event, ExtensionReviewOpened)
    assert review.history[-1].event.cause == "hours"
    ended = later(*ALL_BUT_HALF_AN_HOUR, LAST_HOUR, hours={"when_used_up": "phase_out"})
    assert course_of(ended).phase is Phase.PHASING_OUT
    assert [matter.kind for matter in course_of(ended).open_matters()] == [MatterKind.HOURS_USED]


def test_the_last_hour_changes_nothing_where_the_phase_out_has_begun() -> None:
    steps = (*ALL_BUT_HALF_AN_HOUR, PHASE_OUT, LAST_HOUR)
    stage = later(*steps, hours={"when_used_up": "phase_out"})
    assert isinstance(stage.history[-1].event, MeetingRecorded)
    assert course_of(stage).hours_used == course_of(stage).hours_granted


def test_hours_that_go_at_once_from_few_to_all_open_the_review_and_no_warning_beside_it() -> None:
    stage = later(*ALL_BUT_HALF_AN_HOUR[:-1], hours={"warning_percent": 99})
    assert not course_of(stage).open_matters()
    stage.step(meeting("2026-04-16", "08:00", "20:00"))
    assert [matter.kind for matter in course_of(stage).open_matters()] == [MatterKind.EXTENSION]


@pytest.mark.requirement("local.used_up")
def test_a_programme_may_take_no_hours_beyond_the_granted_ones() -> None:
    """local: hours beyond the granted ones are refused where the programme says so."""
    stage = later(*ALL_BUT_HALF_AN_HOUR, hours={"when_used_up": "refuse_further"})
    with refused("hours-used-up"):
        stage.step(meeting("2026-04-17", "08:00", "08:31"))
    stage.step(LAST_HOUR)
    assert course_of(stage).open_matters("extension")
    with refused("hours-used-up"):
        stage.step(meeting("2026-04-17", "09:00", "09:10"))
    stage.step(meeting("2026-04-17", "08:00", "08:20", corrects=5))
    assert course_of(stage).hours_used < course_of(stage).hours_granted


@pytest.mark.requirement("outside.confirmed_hours")
def test_the_citizen_confirms_hours_where_she_wants_to() -> None:
    """outside: the citizen can confirm hours, voluntarily."""
    stage = later(meeting("2026-04-20"))
    stage.step(confirm(1, 2, document_sha256="ab" * 32))
    told = stage.history[-1].event
    assert isinstance(told, HoursConfirmed)
    assert told.entries == (1, 2)


@pytest.mark.requirement("outside.confirmed_hours")
def test_only_hours_that_stand_and_have_been_can_be_confirmed() -> None:
    """outside: hours billed that were not given."""
    stage = later(meeting("2026-04-20"), meeting("2026-04-20", "13:00", "14:00", attendance="no_show"))
    with refused("nothing-to-confirm"):
        stage.step(confirm(2, 3))
    with refused("unknown-entry"):
        stage.step(confirm(9))
    with refused("shown-too-early"):
        stage.step(confirm(2, confirmed_on=day("2026-04-19")))


@pytest.mark.requirement("outside.confirmed_hours")
def test_nothing_waits_for_a_confirmation() -> None:
    """outside: confirming is voluntary and never a condition."""
    before, after = later(meeting("2026-04-20")), later(meeting("2026-04-20"), confirm(2))
    with_seq = {"seq": course_of(before).seq}
    assert course_of(after).changed(with_seq) == course_of(before)


SUMMER = granted(day("2026-06-01"), day("2026-08-31"), at("2026-04-20 12:00"), hours=Decimal(10))
"""A second period of ten hours; the first has 32, and one of them is used at its first meeting."""


def in_summer(*steps: Step, **hours: Any) -> Play:
    """A course in June, in its second period."""
    return later(c.OpenExtensionReview(), SUMMER, at("2026-06-10 12:00"), *steps, hours=hours)


def opened_by(stage: Play, *entries: c.RecordMeeting) -> list[list[str]]:
    """The kinds of open matters that hours lead to, after each entry."""
    found = []
    for one in entries:
        stage.step(one)
        kinds = {matter.kind.value for matter in course_of(stage).open_matters()}
        found.append(sorted(kinds & {"hours_used", "extension"}))
    return found


EIGHT, TWO = meeting("2026-06-08", "08:00", "16:00"), meeting("2026-06-09", "08:00", "10:00")


@pytest.mark.requirement("local.unused_hours", "local.hours_warning", "local.used_up")
def test_a_new_period_has_its_own_hours_and_what_was_left_lapses() -> None:
    """local: 80 and 100 % are of the period's own hours: a new period is a new grant (outside)."""
    assert opened_by(in_summer(), EIGHT, TWO) == [["hours_used"], ["extension"]]


@pytest.mark.requirement("local.unused_hours", "local.used_up")
def test_the_review_tells_the_hours_that_ran_out() -> None:
    """local: ten of ten, and not forty-two of sixty-two; in the jobcentre's letter as in the event."""
    stage = in_summer(EIGHT, TWO)
    opened = [one.event for one in stage.history if isinstance(one.event, ExtensionReviewOpened)][-1]
    assert (opened.cause, opened.hours_granted, opened.hours_used) == ("hours", 10, 10)
    asked = in_summer(EIGHT, c.OpenExtensionReview(), unused="carry_over").history[-1].event
    assert isinstance(asked, ExtensionReviewOpened)
    assert (asked.hours_granted, asked.hours_used) == (42, Decimal("9.5"))


@pytest.mark.requirement("local.unused_hours")
def test_what_was_left_carries_over_where_the_programme_says_so() -> None:
    """local: all periods together, so that what was left of the first is still there."""
    assert opened_by(in_summer(unused="carry_over"), EIGHT, TWO) == [[], []]


@pytest.mark.requirement("local.unused_hours", "local.used_up")
def test_no_more_than_the_period_s_own_hours_where_more_are_refused() -> None:
    """local: the refusal names the period's hours; a correction counts in place of what it corrects."""
    stage = in_summer(EIGHT, when_used_up="refuse_further")
    too_long = meeting("2026-06-09", "08:00", "10:15")
    with refused("hours-used-up"):
        stage.step(too_long)
    with pytest.raises(Refused, match="Bevillingen har 10 timer"):
        stage.step(too_long)
    stage.step(meeting("2026-06-08", "08:00", "15:00", corrects=2))
    stage.step(too_long)
    in_summer(EIGHT, when_used_up="refuse_further", unused="carry_over").step(too_long)


@pytest.mark.requirement("local.unused_hours")
def test_hours_used_up_while_the_next_period_is_granted_are_looked_at_and_end_nothing() -> None:
    """local: the support goes on in the next period; somebody looks at the rest of this one."""
    stage = later(c.OpenExtensionReview(), SUMMER, at("2026-04-24 21:00"))
    days = [meeting(f"2026-04-{date}", "08:00", "16:00") for date in (20, 21, 22, 23)]
    assert opened_by(stage, *days)[-1] == ["hours_used"]
    assert course_of(stage).phase is Phase.ACTIVE
