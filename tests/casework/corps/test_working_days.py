"""A corps that serves several municipalities is closed when all of them are."""

from __future__ import annotations

import pytest

from casework.corps.working_days import shared_calendar
from domain.errors import InvalidInput
from tests.factories import day
from tests.house import House

pytestmark = pytest.mark.slow


def test_public_holidays_close_the_corps_and_no_municipality_is_an_error(house: House) -> None:
    """S3: rota and holidays."""
    with house.office() as office:
        calendar = shared_calendar(office)
        assert not calendar.is_working_day(day("2026-04-03"))
        assert calendar.is_working_day(day("2026-04-07"))
        office.settings.controllers.clear()
        with pytest.raises(InvalidInput):
            shared_calendar(office)
