"""Appointments that come to nothing: called off, excused, or missed."""

from __future__ import annotations

import pytest

from domain import commands as c
from domain.events import AppointmentCancelled, MeetingRecorded, TimerFired
from domain.lifecycle import Phase
from domain.timers import TimerKind
from tests.domain.staging import PAUSE, course_of, later, refused
from tests.factories import Play, appointment, at, events_of, meeting

ILL = c.CancelAppointment(appointment="a2", cause="illness", note="Ringede om morgenen.")


def reminded(stage: Play) -> list[str]:
    events = [one.event for one in events_of(stage.history, "TimerFired")]
    return [event.subject for event in events if isinstance(event, TimerFired) and event.subject == "a2"]


@pytest.mark.requirement("local.appointments")
def test_an_appointment_that_is_called_off_reminds_nobody_and_is_no_deviation() -> None:
    """local: excused with reason (Fields: Appointment)."""
    stage = later(appointment("2026-04-24 10:00"), ILL)
    event = stage.history[-1].event
    assert isinstance(event, AppointmentCancelled)
    assert (event.by, event.cause) == ("citizen", "illness")
    assert not course_of(stage).appointments
    stage.step(at("2026-04-28 12:00"))
    assert reminded(stage) == []
    assert not course_of(stage).open_matters("deviation")
    kept = later(appointment("2026-04-24 10:00"), at("2026-04-28 12:00"))
    assert reminded(kept) == ["a2", "a2"]


@pytest.mark.requirement("local.appointments")
def test_an_appointment_is_called_off_once_and_before_its_time() -> None:
    """local: moved, excused with reason or no-show (Fields: Appointment)."""
    stage = later(appointment("2026-04-20 13:00"))
    with refused("appointment-unknown"):
        stage.step(c.CancelAppointment(appointment="a9"))
    stage.now = at("2026-04-20 13:00")
    with refused("appointment-over"):
        stage.step(ILL)
    stage.now = at("2026-04-20 12:59")
    stage.step(ILL)
    with refused("appointment-unknown"):
        stage.step(ILL)


@pytest.mark.requirement("local.appointments")
def test_an_appointment_can_be_called_off_in_a_pause() -> None:
    """outside: a pause is often illness, and its appointments do not stand."""
    stage = later(appointment("2026-04-24 10:00"), PAUSE, ILL)
    assert course_of(stage).phase is Phase.PAUSED
    assert not [timer for timer in course_of(stage).timers if timer.kind is TimerKind.APPOINTMENT]


@pytest.mark.requirement("local.appointments", "local.no_show")
def test_an_absence_is_excused_with_its_reason_and_a_no_show_has_none() -> None:
    """S0: a no-show is a deviation when the plan says so; an excused absence is not."""
    stage = later(meeting("2026-04-20", attendance="excused", excuse="illness"))
    event = stage.history[-1].event
    assert isinstance(event, MeetingRecorded)
    assert (event.excuse, event.hours) == ("illness", 0)
    assert not course_of(stage).open_matters()
    for attendance in ("present", "no_show"):
        with refused("excuse-without-absence"):
            stage.step(meeting("2026-04-20", "13:00", "14:00", attendance=attendance, excuse="other"))
