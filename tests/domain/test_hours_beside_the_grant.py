"""Hours beside the grant: the mentor's own travel is logged, and uses none of the citizen's hours."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from adapters.programmes import load_programme
from domain import commands as c
from domain.events import MeetingRecorded
from domain.matters import MatterKind
from domain.period_hours import standing
from domain.reconciling import accounts, lines
from domain.values import Span
from domain.weekly_hours import weekly_hours
from tests.domain.staging import course_of, later, refused
from tests.domain.test_rules_of_the_log_book import long_days
from tests.factories import VIBORG, Play, Step, day, meeting
from tests.factory.playing import ROOT

HANDBOOK = load_programme(ROOT / "deployments" / "programmes" / "ressourceforloeb.toml").hours
LOCAL = VIBORG.hours
ALMOST_ALL = long_days("2026-04-14", "2026-04-15", "2026-04-16")
ALL_DAYS = Span(day("2026-01-01"), day("2026-12-31"))


def travel(
    on: str = "2026-04-17", starts: str = "06:00", ends: str = "07:00", **more: Any
) -> c.RecordMeeting:
    return meeting(on, starts, ends, "own_travel", form="desk", **more)


def driven(*steps: Step, **rules: Any) -> Play:
    """Viborg's course with the handbook's categories."""
    return later(*steps, hours={"categories": HANDBOOK.categories, **rules})


@pytest.mark.requirement("S3.hour_categories")
def test_only_the_handbooks_own_travel_is_beside_the_grant() -> None:
    beside = [one.code for one in HANDBOOK.categories if not one.counts_against_grant]
    assert beside == ["own_travel"]
    assert all(one.counts_against_grant for one in LOCAL.categories)


@pytest.mark.requirement("S3.hour_categories")
def test_own_travel_is_logged_and_uses_none_of_the_granted_hours() -> None:
    stage = driven(travel())
    course = course_of(stage)
    assert course.log.hours == {"personal_contact": Decimal("1.50"), "own_travel": Decimal("1.00")}
    assert (course.hours_used, course.hours_beside) == (Decimal("1.50"), Decimal("1.00"))
    assert standing(course, day("2026-04-17"), VIBORG.hours).used == Decimal("1.50")
    assert weekly_hours(course, day("2026-04-17"))[-1].used == 0


@pytest.mark.requirement("S3.hour_categories", "local.hours_warning", "local.used_up")
def test_own_travel_never_brings_the_hours_to_their_limit() -> None:
    shift = [travel(f"2026-04-{n}", "00:00", "07:00") for n in (14, 15, 16, 17)]
    assert not course_of(driven(*shift)).open_matters()
    stage = driven(*ALMOST_ALL, *shift)
    assert [matter.kind for matter in course_of(stage).open_matters()] == [MatterKind.HOURS_USED]


@pytest.mark.requirement("S3.hour_categories", "local.over_week")
def test_own_travel_is_taken_where_week_and_grant_are_full() -> None:
    stage = driven(*ALMOST_ALL, meeting("2026-04-17", "08:00", "08:30"), when_used_up="refuse_further")
    with refused("hours-used-up"):
        stage.step(meeting("2026-04-17", "09:00", "09:30"))
    stage.step(travel())
    held = driven(meeting("2026-04-13", "08:00", "10:30"), over_week="refuse")
    held.step(travel("2026-04-13"))
    with refused("over-week"):
        held.step(meeting("2026-04-14", "08:00", "09:00"))


@pytest.mark.requirement("S3.hour_categories")
def test_a_correction_from_travel_to_contact_uses_the_hours_and_back_frees_them() -> None:
    stage = driven(travel())
    used = [course_of(stage).hours_used]
    stage.step(meeting("2026-04-17", "06:00", "07:00", corrects=2))
    used.append(course_of(stage).hours_used)
    stage.step(travel(corrects=3))
    used.append(course_of(stage).hours_used)
    assert [after - before for before, after in pairwise(used)] == [1, -1]


@pytest.mark.requirement("S3.hour_categories", "local.reconciliation")
def test_travel_that_is_billed_is_billed_beside_the_grant() -> None:
    paid = [one.model_copy(update={"billable": True}) for one in HANDBOOK.categories]
    programme = VIBORG.model_copy(update={"hours": LOCAL.model_copy(update={"categories": tuple(paid)})})
    stage = driven(
        travel("2026-04-13", "00:00", "07:00"), *ALMOST_ALL, meeting("2026-04-17", "08:00", "09:00")
    )
    rows = {line.category: line for line in lines("M-1", accounts(stage.history, programme, ()), ALL_DAYS)}
    assert {name: row.billable for name, row in rows.items()} == {"personal_contact": 32, "own_travel": 7}
    assert rows["personal_contact"].not_billable == {"over_grant": Decimal("0.50")}


@pytest.mark.requirement("S3.hour_categories")
def test_what_counted_when_it_was_logged_is_kept_in_the_entry() -> None:
    events = (one.event for one in driven(travel(), meeting("2026-04-17", "08:00", "09:00")).history)
    entries = [event.beside_grant for event in events if isinstance(event, MeetingRecorded)]
    assert entries == [False, True, False]
