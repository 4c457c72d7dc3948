"""The tables of hours in the reports."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from adapters.documents import HoursGranted, HoursUsed
from adapters.documents.hours import hours_view

GRANTED = (HoursGranted(starts_on=date(2026, 3, 2), ends_on=date(2026, 5, 31), hours=Decimal(10), event=1),)
CONTACT = HoursUsed(category="Personlig kontakt", hours=Decimal(9), event=(2,))
TRAVEL = HoursUsed(category="Mentors egen transport", hours=Decimal(4), event=(3,), beside=True)


@pytest.mark.requirement("S3.hour_categories")
def test_hours_beside_the_grant_are_told_and_are_not_among_those_used() -> None:
    view = hours_view(GRANTED, (CONTACT, TRAVEL))
    assert (view["total_used"], view["left"], view["overdrawn"]) == ("9", "1", False)
    assert (view["sum"], hours_view(GRANTED, (CONTACT,))["sum"]) == ("I alt af bevillingen", "I alt")
    assert "Mentors egen transport (ved siden af bevillingen)" in str(view["used"])
