"""Appointments as a calendar shows them follow from what was said of them."""

from __future__ import annotations

import pytest

from domain import commands as c
from domain.appointments import Meeting, meetings_of
from tests.factories import Step, appointment, at, beginning, play

MADE = at("2026-03-16 09:00")
FIRST, NEXT = at("2026-03-20 10:00"), at("2026-03-27 14:30")


def meetings(*steps: Step) -> tuple[Meeting, ...]:
    return meetings_of(play(*beginning(), MADE, *steps)[1])[1:]  # the very first meeting has been held


@pytest.mark.requirement("local.calendar_feed")
def test_an_appointment_that_is_moved_stays_the_same_one() -> None:
    assert meetings(appointment("2026-03-20 10:00")) == (Meeting("a2", FIRST, MADE),)
    moved = appointment("2026-03-27 14:30", replaces="a2")
    assert meetings(appointment("2026-03-20 10:00"), moved) == (Meeting("a2", NEXT, MADE, 1),)
    again = appointment("2026-03-20 10:00", replaces="a3")
    assert meetings(appointment("2026-03-20 10:00"), moved, again) == (Meeting("a2", FIRST, MADE, 2),)


@pytest.mark.requirement("local.calendar_feed")
def test_an_appointment_that_is_called_off_is_gone() -> None:
    called_off = c.CancelAppointment(appointment="a2", by="citizen", cause="illness")
    assert meetings(appointment("2026-03-20 10:00"), called_off) == ()
