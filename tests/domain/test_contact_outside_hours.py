"""Contact outside the office's opening hours is marked on the entry and counted for the month."""

from __future__ import annotations

from decimal import Decimal

import pytest

from domain import commands as c
from domain.events import MeetingRecorded
from domain.reconciling import accounts, lines
from tests.domain.staging import later
from tests.domain.test_reconciling import ALL
from tests.factories import VIBORG, Play, at, meeting


def outside(stage: Play) -> Decimal:
    """The last entry's hours outside the opening hours, 8 to 16."""
    return [one.event for one in stage.history if isinstance(one.event, MeetingRecorded)][-1].outside_hours


@pytest.mark.parametrize(
    ("held_on", "starts", "ends", "hours"),
    [
        ("2026-04-17", "08:00", "16:00", "0"),
        ("2026-04-17", "07:30", "08:30", "0.50"),
        ("2026-04-17", "15:00", "17:15", "1.25"),
        ("2026-04-17", "18:00", "19:00", "1.00"),
        ("2026-04-17", "07:00", "17:00", "2.00"),
        ("2026-04-18", "10:00", "11:00", "1.00"),
        ("2026-04-03", "10:00", "11:00", "1.00"),
    ],
)
@pytest.mark.requirement("S3.outside_contact")
def test_contact_before_and_after_hours_and_on_closed_days_is_marked(
    held_on: str, starts: str, ends: str, hours: str
) -> None:
    """S3: contact outside agreed hours; the 18th is a Saturday, 3 April Good Friday."""
    assert outside(later(meeting(held_on, starts, ends))) == Decimal(hours)


@pytest.mark.requirement("S3.outside_contact")
def test_a_quick_note_is_marked_and_work_without_anybody_or_a_no_show_is_not() -> None:
    """S3: contact is what counts; when a note is written is the mentor's own choice."""
    assert outside(later(c.QuickNote(minutes=15, note="Ja.", began_at=at("2026-04-17 20:00")))) == Decimal(
        "0.25"
    )
    assert outside(later(meeting("2026-04-17", "20:00", "21:00", form="desk"))) == 0
    assert outside(later(meeting("2026-04-17", "20:00", "21:00", attendance="no_show"))) == 0


@pytest.mark.requirement("S3.outside_contact")
def test_a_month_tells_how_much_contact_lay_outside_and_a_correction_replaces_it() -> None:
    """S3: counted for each mentor."""
    stage = later(meeting("2026-04-17", "15:00", "17:00"))
    (line,) = lines("M-2026-0042", accounts(stage.history, VIBORG, frozenset()), ALL)
    assert (line.logged, line.outside) == (Decimal("3.50"), Decimal("1.00"))
    stage.step(meeting("2026-04-17", "14:00", "16:00", corrects=2))
    (line,) = lines("M-2026-0042", accounts(stage.history, VIBORG, frozenset()), ALL)
    assert (line.logged, line.outside) == (Decimal("3.50"), Decimal(0))
