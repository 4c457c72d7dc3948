"""A calendar file says the same to other programs as it says to us."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar

from adapters.calendar_files import Entry, calendar_file
from tests.factories import at

HOUR = timedelta(hours=1)
CHANGED = at("2026-03-01 08:00")
TWICE = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
"""Half past two, summer time; an hour later clocks show the same."""
INSTANTS = st.integers(-9 * 10**6, 9 * 10**6).map(lambda minutes: TWICE + timedelta(minutes=minutes))


def entry(instant: datetime, number: int = 1) -> Entry:
    return Entry(f"M-2026-0042-a{number}@mentorforloeb", 0, instant, CHANGED, HOUR, "Aftale M-2026-0042")


def read(content: bytes) -> list[tuple[str, datetime, datetime]]:
    events = Calendar.from_ical(content).walk("VEVENT")
    return [(str(one["UID"]), one["DTSTART"].dt, one["DTEND"].dt) for one in events]


@pytest.mark.requirement("local.calendar_feed")
@given(instants=st.lists(INSTANTS, max_size=4))
@example(instants=[TWICE, TWICE + HOUR])
def test_whatever_the_season_an_appointment_is_read_back_at_its_instant(instants: list[datetime]) -> None:

    back = read(calendar_file("Aftaler", [entry(one, number) for number, one in enumerate(instants)]))
    told = [(starts.astimezone(UTC), ends.astimezone(UTC)) for _, starts, ends in back]
    assert told == [(instant, instant + HOUR) for instant in instants]


@pytest.mark.requirement("local.calendar_feed")
@pytest.mark.parametrize(
    ("told", "offset"), [("2026-03-28 10:00", 1), ("2026-03-30 10:00", 2), ("2026-10-26 10:00", 1)]
)
def test_a_calendar_carries_danish_time_with_its_two_halves_of_the_year(told: str, offset: int) -> None:
    content = calendar_file("Aftaler", [entry(at(told))])
    assert b"BEGIN:VTIMEZONE" in content
    assert b"DTSTART;TZID=Europe/Copenhagen:" in content
    ((_, starts, ends),) = read(content)
    assert f"{starts:%Y-%m-%d %H:%M}" == told
    assert starts.utcoffset() == timedelta(hours=offset)
    assert ends - starts == HOUR


@pytest.mark.requirement("local.calendar_feed")
def test_the_same_entries_give_the_same_bytes_and_no_line_is_too_long() -> None:
    content = calendar_file("Aftaler", [entry(at("2026-03-20 10:00"))])
    assert content == calendar_file("Aftaler", [entry(at("2026-03-20 10:00"))])
    assert content.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


def test_an_empty_calendar_is_a_calendar_too() -> None:
    assert read(calendar_file("Aftaler", [])) == []
