"""Which meetings came to nothing, as a report tells it."""

from __future__ import annotations

import pytest

from casework.history.case_record import CaseRecord
from casework.reports.work_done import attendance
from domain import commands as c
from domain.values import Span
from tests.domain.staging import later
from tests.factories import appointment, day

APRIL = Span(day("2026-04-01"), day("2026-04-30"))


@pytest.mark.requirement("S0.progress_report", "local.appointments")
def test_what_the_citizen_called_off_is_excused_and_what_the_mentor_did_is_not_hers() -> None:
    """S0: progress report; attendance as it was."""
    planned = (
        appointment("2026-04-24 10:00"),
        appointment("2026-04-27 10:00"),
        appointment("2026-05-04 10:00"),
    )
    off = (
        c.CancelAppointment(appointment="a2", cause="illness"),
        c.CancelAppointment(appointment="a3", by="mentor"),
        c.CancelAppointment(appointment="a4"),
    )
    stage = later(*planned, *off)
    (meetings,) = attendance(CaseRecord(tuple(stage.history)), APRIL)
    assert (meetings.kept, meetings.excused, meetings.no_show) == (0, 1, 0)
    assert meetings.event == (len(stage.history) - 2,)
