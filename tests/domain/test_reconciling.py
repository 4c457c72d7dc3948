"""Hours for an invoice and for refund: every logged hour is told once, with why it is not paid."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.programmes import load_programme
from domain import commands as c
from domain.errors import Refused
from domain.events import MeetingRecorded
from domain.history import Recorded
from domain.programme import HoursCategory, Programme
from domain.reconciling import Account, Line, Place, accounts, double, lines, standing
from domain.values import Span
from tests.domain.staging import LATER, course_of, staged
from tests.factories import AMIRA, VIBORG, Play, Step, at, day, meeting
from tests.factory.playing import ROOT

HANDBOOK = load_programme(ROOT / "deployments" / "programmes" / "ressourceforloeb.toml")
RESOURCE = VIBORG.model_copy(update={"hours": HANDBOOK.hours, "log_book": HANDBOOK.log_book})
"""Viborg's course with the log book of the resource courses."""
ALL = Span(date(2026, 1, 1), date(2026, 12, 31))
ZERO = Decimal(0)


def resource(*steps: Step) -> Play:
    return staged(*LATER, *steps, programme=RESOURCE)


def told(
    stage: Play, programme: Programme = RESOURCE, twice: Sequence[int] = (), span: Span = ALL
) -> list[Line]:
    return lines("M-2026-0042", accounts(stage.history, programme, frozenset(twice)), span)


def logged_in(stage: Play) -> Decimal:
    """All hours of the log, those beside the grant among them."""
    return sum(course_of(stage).log.hours.values(), ZERO)


def accounted(stage: Play, programme: Programme) -> Account:
    """The last entry's account."""
    return accounts(stage.history, programme, frozenset())[-1]


@pytest.mark.requirement("S3.hour_categories", "S3.refund_basis", "local.reconciliation")
def test_hours_are_told_by_period_and_category_with_what_is_billed_refunded_and_confirmed() -> None:
    """S3: documented hours per citizen are the refund basis; mentor's own travel is a category apart."""
    stage = resource(
        meeting("2026-04-20", "08:00", "09:00", "administration", form="desk"),
        meeting("2026-04-20", "09:00", "09:30", "own_travel", form="desk"),
        c.ConfirmHours(entries=(1,), how="signature", confirmed_on=day("2026-04-20")),
    )
    rows = {line.category: line for line in told(stage)}
    assert {name: (line.logged, line.billable, line.refundable) for name, line in rows.items()} == {
        "personal_contact": (Decimal("1.5"), Decimal("1.5"), Decimal("1.5")),
        "administration": (Decimal(1), Decimal(1), ZERO),
        "own_travel": (Decimal("0.5"), ZERO, ZERO),
    }
    assert rows["personal_contact"].confirmed == Decimal("1.5")
    assert (rows["own_travel"].granted, rows["own_travel"].period) == (Decimal(32), 1)
    assert rows["own_travel"].not_billable == {"category": Decimal("0.5")}
    assert rows["administration"].not_refundable == {"no_refund": Decimal(1)}


@pytest.mark.requirement("local.reconciliation")
def test_the_first_and_the_last_day_of_a_period_are_its_own() -> None:
    period = course_of(resource()).periods[0]
    stage = resource(at("2026-06-01 09:00"), meeting(f"{period.ends_on}", "09:00", "10:00"))
    assert {one.period.number for one in accounts(stage.history, RESOURCE, frozenset())} == {1}
    assert [line.logged for line in told(stage)] == [Decimal("2.5")]


def with_category(**changes: Any) -> Programme:
    category = HoursCategory(**{"code": "personal_contact", "name": "Kontakt", **changes})
    rules = RESOURCE.hours.model_copy(update={"categories": (category,)})
    return RESOURCE.model_copy(update={"hours": rules})


@pytest.mark.parametrize(
    ("first", "last", "refunded"),
    [
        (None, None, False),
        (day("2026-04-20"), None, True),
        (day("2026-04-21"), None, False),
        (day("2026-01-01"), day("2026-04-20"), True),
        (day("2026-01-01"), day("2026-04-19"), False),
    ],
)
@pytest.mark.requirement("outside.refund_dated")
def test_refund_begins_and_ends_on_a_day(first: date | None, last: date | None, refunded: bool) -> None:
    """outside: refund by group and date is dated configuration (abolished for most groups)."""
    programme = with_category(refundable_from=first, refundable_to=last)
    account = accounted(resource(meeting("2026-04-20")), programme)
    assert (account.refundable > 0) is refunded
    assert account.billable == Decimal("1.5")


@pytest.mark.requirement("outside.refund_dated")
def test_a_category_that_is_not_paid_for_is_never_on_the_invoice() -> None:
    """outside: only actual hours counted, no transport time, no overhead."""
    account = accounted(resource(meeting("2026-04-20")), with_category(billable=False))
    assert (account.billable, account.unbilled) == (ZERO, "category")


@pytest.mark.requirement("local.reconciliation", "outside.new_grant")
def test_hours_beyond_the_periods_are_logged_and_not_paid() -> None:
    """outside: hours in a period are limited by its grant."""
    long = (
        meeting(f"2026-04-{n}", "06:00", ends) for n, ends in ((16, "16:00"), (17, "17:00"), (18, "17:00"))
    )
    stage = resource(*long)
    (line,) = told(stage)
    assert (line.logged, line.billable, line.refundable) == (Decimal("33.5"), Decimal(32), Decimal(32))
    assert line.not_billable == line.not_refundable == {"over_grant": Decimal("1.5")}


@pytest.mark.requirement("local.reconciliation")
def test_a_month_holds_the_hours_of_its_days_also_those_entered_or_corrected_later() -> None:
    """S3: append-only entries with corrections."""
    stage = resource(meeting("2026-03-31"), meeting("2026-04-01"))
    stage.step(meeting("2026-03-31", "10:00", "11:00", corrects=2))
    march, april = Span(day("2026-03-01"), day("2026-03-31")), Span(day("2026-04-01"), day("2026-04-30"))
    assert [line.logged for line in told(stage, span=march)] == [Decimal("2.50")]
    assert [line.logged for line in told(stage, span=april)] == [Decimal("1.50")]


def at_two_places(*second: Step) -> set[int]:
    """The second course's entries that are not paid, but its first: both courses begin alike."""
    one, other = resource(meeting("2026-04-20")), resource(at("2026-04-20 13:00"), *second)
    found = double({"M-2026-0001": one.history, "M-2026-0002": other.history})
    assert "M-2026-0001" not in found
    return set(found["M-2026-0002"]) - {1}


@pytest.mark.requirement("local.reconciliation")
def test_a_mentor_cannot_be_at_two_places_and_the_entry_written_last_is_not_paid() -> None:
    """outside: hours billed that were not given."""
    assert at_two_places(meeting("2026-04-20", "11:00", "12:00")) == {2}
    assert at_two_places(meeting("2026-04-20", "11:30", "12:00")) == set()
    assert at_two_places(meeting("2026-04-20", "11:00", "12:00", attendance="no_show")) == set()
    (line,) = told(resource(meeting("2026-04-20")), twice=[2])
    assert (line.billable, line.not_billable) == (Decimal("1.5"), {"double": Decimal("1.5")})


@pytest.mark.requirement("local.reconciliation")
def test_a_correction_puts_it_right() -> None:
    """S3: append-only entries with corrections."""
    wrong = meeting("2026-04-20", "11:00", "12:00")
    assert at_two_places(wrong, meeting("2026-04-20", "12:00", "13:00", corrects=2)) == set()


@pytest.mark.requirement("local.reconciliation")
def test_several_citizens_in_one_group_are_one_place() -> None:
    """local: group sessions."""
    group = meeting("2026-04-20", "10:00", "11:30", group=True)
    one, other = resource(group), resource(group)
    found = double({"M-2026-0001": one.history, "M-2026-0002": other.history})
    assert found == {"M-2026-0002": {1: Place("M-2026-0001", 1)}}


ENTRIES = st.lists(
    st.tuples(
        st.integers(1, 45),
        st.integers(0, 22),
        st.integers(1, 600),
        st.sampled_from([category.code for category in RESOURCE.hours.categories]),
        st.sampled_from(["present", "present", "no_show"]),
        st.sampled_from([None, None, 1, 2, 3]),
    ),
    max_size=12,
)


@given(ENTRIES, st.sets(st.integers(1, 8)))
@settings(deadline=None, derandomize=True)
@pytest.mark.requirement("S3.refund_basis", "local.reconciliation")
def test_no_hour_goes_missing_and_none_is_told_twice(entries: Any, twice: set[int]) -> None:
    """S3: hours per citizen in the categories; the sums are the log's."""
    stage = resource()
    for back, hour, minutes, category, attendance, corrects in entries:
        begins = stage.now - timedelta(days=back)
        ends = min(hour * 60 + minutes, 24 * 60 - 1)
        entry = c.RecordMeeting(
            held_on=begins.date(),
            starts=time(hour),
            ends=time(ends // 60, ends % 60),
            category=category,
            attendance=attendance,
            corrects=corrects,
        )
        try:
            stage.act(entry, AMIRA)
        except Refused:
            continue
    for year in (told(stage, twice=sorted(twice)),):
        assert sum((line.logged for line in year), ZERO) == logged_in(stage)
        for line in year:
            assert line.billable + sum(line.not_billable.values(), ZERO) == line.logged
            assert line.refundable + sum(line.not_refundable.values(), ZERO) == line.logged
        assert sum((line.billable for line in year), ZERO) <= course_of(stage).hours_granted
    months = [
        told(stage, span=Span(date(2026, n, 1), date(2026, n + 1, 1) - timedelta(days=1))) for n in (3, 4)
    ]
    assert sum((line.logged for month in months for line in month), ZERO) == logged_in(stage)


@pytest.mark.requirement("S3.log_book")
def test_the_entries_that_stand_are_in_the_order_they_were_held() -> None:
    """S3: append-only entries with corrections."""
    stage = resource(meeting("2026-04-20"), meeting("2026-04-13"), meeting("2026-04-20", corrects=2))
    events: list[Recorded] = stage.history
    assert [entry.entry for entry in standing(events)] == [1, 3, 4]
    assert all(isinstance(entry, MeetingRecorded) for entry in standing(events))
