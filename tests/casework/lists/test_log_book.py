"""A coordinator sees which log-book entries the citizens have not seen."""

from __future__ import annotations

import pytest

from casework.lists.log_book import NotShown, not_shown
from domain.commands import ShowLogEntry
from tests.factories import AMIRA, at, beginning, day, meeting
from tests.house import House


@pytest.mark.requirement("S3.log_shown")
def test_an_entry_that_the_citizen_has_not_seen_for_weeks_is_listed(house: House) -> None:
    """S3: the log book is shown to the citizen; what has waited too long is listed (local)."""
    written = (at("2026-03-13 12:00"), meeting("2026-03-13", "09:00", "10:00"))
    ref = house.course(*beginning()[1:], *written, starts=at("2026-02-26 09:00"))
    with house.office(at("2026-04-10 12:00")) as office:
        assert not_shown(office) == []
    with house.office(at("2026-04-11 12:00")) as office:
        assert not_shown(office, mentor="amira") == [NotShown(ref, "amira", 2, day("2026-03-13"), 29)]
        assert not_shown(office, mentor="bo") == []
        seen = ShowLogEntry(entries=(2,), shown="accepted", shown_on=day("2026-04-10"))
        office.casebook.handle(ref, seen, AMIRA, office.now)
        assert not_shown(office) == []
