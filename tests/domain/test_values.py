"""References, actors, CPR numbers and spans of days: small values that everything rests on."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.events import MentorReassigned, ReferralCompleted
from domain.history import of_type, referral_of
from domain.referral import cpr_birth_date
from domain.values import Actor, Role, Span, is_course_ref
from tests.factories import REFERRAL, cancelled_course, day, full_course, incomplete_course


@pytest.mark.parametrize("text", ["M-2026-0042", "M-2026-12345", "M-1999-0000"])
def test_a_course_has_an_opaque_reference(text: str) -> None:
    assert is_course_ref(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "M-26-0042",
        "M-2026-042",
        "m-2026-0042",
        "M-2026-0042 ",
        "xM-2026-0042",
        "M-2026-0042\n",
        "M-２０２６-0042",
    ],
)
def test_nothing_else_is_a_reference(text: str) -> None:
    assert not is_course_ref(text)


@given(role=st.sampled_from(list(Role)), name=st.from_regex(r"\A[A-Za-z0-9][A-Za-z0-9_.-]{0,63}\Z"))
def test_an_actor_is_written_and_read_as_role_and_id(role: Role, name: str) -> None:
    actor = Actor(role, name)
    assert Actor.parse(str(actor)) == actor


@pytest.mark.parametrize(
    "text",
    [
        "",
        "kirsten",
        "coordinator:",
        "coordinator:Kirsten Holm",
        "boss:kirsten",
        ":x",
        "mentor:-a",
        "mentor:a\n",
    ],
)
def test_anything_else_is_no_actor(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Actor.parse(text)


@pytest.mark.parametrize(
    ("date_part", "digit", "born"),
    [
        ("010150", 5, "2050-01-01"),
        ("010136", 0, "1936-01-01"),
        ("010136", 3, "1936-01-01"),
        ("010136", 4, "2036-01-01"),
        ("010137", 4, "1937-01-01"),
        ("010136", 9, "2036-01-01"),
        ("010137", 9, "1937-01-01"),
        ("010157", 5, "2057-01-01"),
        ("010158", 8, "1858-01-01"),
        ("290200", 4, "2000-02-29"),
    ],
)
def test_the_seventh_digit_of_a_cpr_number_tells_the_century(date_part: str, digit: int, born: str) -> None:
    assert cpr_birth_date(f"{date_part}{digit}000") == day(born)


@pytest.mark.parametrize(
    "cpr", ["3002505678", "0013505678", "2902010000", "010150567", "01015056789", "010150567x", "０101505678"]
)
def test_a_number_without_a_date_is_no_cpr_number(cpr: str) -> None:
    assert cpr_birth_date(cpr) is None


@given(st.dates(date(1900, 1, 1), date(2057, 12, 31)), st.integers(0, 9999))
def test_a_cpr_number_begins_with_the_birth_date_it_holds(born: date, serial: int) -> None:
    held = cpr_birth_date(f"{born:%d%m%y}{serial:04d}")
    assert held is None or (held.day, held.month, held.year % 100) == (born.day, born.month, born.year % 100)


def test_both_ends_of_a_span_belong_to_it() -> None:
    span = Span(day("2026-03-02"), day("2026-05-31"))
    assert span.starts_on in span
    assert span.ends_on in span
    assert span.starts_on - timedelta(days=1) not in span
    assert span.ends_on + timedelta(days=1) not in span


def test_a_history_is_asked_for_its_events_by_type() -> None:
    _, history = full_course()
    found = [(recorded.seq, event.mentor) for recorded, event in of_type(history, MentorReassigned)]
    assert [mentor for _, mentor in found] == ["bo"]
    assert history[found[0][0] - 1].event is next(event for _, event in of_type(history, MentorReassigned))


def test_the_referral_is_the_one_that_was_completed_last() -> None:
    _, history = incomplete_course()
    assert referral_of(history) == REFERRAL
    assert len(list(of_type(history, ReferralCompleted))) == 2
    assert referral_of(cancelled_course()[1]) == REFERRAL
    with pytest.raises(ValueError, match="begins with a referral"):
        referral_of(())
