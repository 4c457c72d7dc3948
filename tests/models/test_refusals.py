"""What was refused at the door is written down, neutrally, and kept for a year."""

from __future__ import annotations

from datetime import timedelta

from models.database import Database
from models.refusals import Refusal, Refusals
from tests.factories import START

DAY = timedelta(days=1)


def test_the_newest_come_first_and_are_counted_by_code(database: Database) -> None:
    refusals = Refusals(database)
    refusals.note("mentor:bo", "/forloeb/{ref}", "out-of-sight", "M-2026-0001", START)
    refusals.note("mentor:bo", "/brugere", "not-for-this-role", "", START + DAY)
    assert refusals.latest(1) == [Refusal(START + DAY, "mentor:bo", "/brugere", "not-for-this-role", "")]
    assert refusals.latest()[-1].ref == "M-2026-0001"
    assert refusals.counts(START) == {"out-of-sight": 1, "not-for-this-role": 1}
    assert refusals.counts(START + DAY) == {"not-for-this-role": 1}


def test_after_a_year_they_are_forgotten(database: Database) -> None:
    refusals = Refusals(database)
    refusals.note("mentor:bo", "/brugere", "not-for-this-role", "", START)
    assert refusals.forget_old(START + 365 * DAY) == 0
    assert refusals.forget_old(START + 366 * DAY) == 1
    assert refusals.latest() == []
