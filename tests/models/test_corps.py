"""The corps's records are kept as they were entered, and what is about a mentor is sealed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import text

from domain.corps.documents import Document
from domain.corps.lieu import LieuHours
from domain.errors import Refused
from models.corps import Corps
from models.database import Database
from models.keyring import Keyring
from tests.domain.corps.cast import absence, profile
from tests.domain.corps.papers import CRISIS_PLAN
from tests.factories import at, day

NOW = at("2026-03-02 09:00")
BY = "coordinator:kirsten"


@pytest.fixture
def corps(database: Database, keyring: Keyring) -> Corps:
    return Corps(database, keyring)


def row(database: Database, table: str) -> str:
    with database.casebook.connection() as connection:
        return repr(connection.execute(text(f"SELECT * FROM {table}")).all())


def test_a_profile_is_sealed_and_replaced_by_a_newer_one(corps: Corps, database: Database) -> None:
    """S3: mentor profiles; nothing about a mentor lies open."""
    amira = profile("amira", competences=("misbrug",), gender="female", leaves_on=day("2026-12-31"))
    corps.profiles.put([profile("bo"), amira], BY, NOW)
    assert corps.profiles.all() == [amira, profile("bo")]
    assert "misbrug" not in row(database, "mentor_profile")
    corps.profiles.put([profile("amira", hours_per_week=Decimal("7.5"))], BY, NOW)
    assert corps.profiles.all()[0].hours_per_week == Decimal("7.5")


def test_an_absence_is_ended_earlier_or_later_and_withdrawn_before_it_begins(corps: Corps) -> None:
    """S3: holidays and absence cover change; who changed them stays."""
    first = corps.absences.add(absence("amira", "2026-03-09", "2026-03-13", "bo"), BY, NOW)
    open_ended = corps.absences.add(absence("bo", "2026-03-16", None), BY, NOW)
    assert (first.id, open_ended.id) == (1, 2)
    assert corps.absences.all() == [first, open_ended]
    assert corps.absences.end(1, day("2026-03-10"), BY, NOW) == corps.absences.all()[0]
    assert corps.absences.all()[0].ends_on == day("2026-03-10")
    assert corps.absences.end(2, day("2026-03-15"), BY, NOW) is None
    assert [one.id for one in corps.absences.all()] == [1]


def test_an_absence_that_overlaps_or_is_unknown_is_refused_and_nothing_is_kept(corps: Corps) -> None:
    corps.absences.add(absence("amira", "2026-03-09", "2026-03-13"), BY, NOW)
    corps.absences.add(absence("amira", "2026-03-20", "2026-03-20"), BY, NOW)
    for impossible in (
        lambda: corps.absences.add(absence("amira", "2026-03-13", None), BY, NOW),
        lambda: corps.absences.end(1, day("2026-03-20"), BY, NOW),
        lambda: corps.absences.end(9, day("2026-03-20"), BY, NOW),
    ):
        with pytest.raises(Refused):
            impossible()
    assert [one.ends_on for one in corps.absences.all()] == [day("2026-03-13"), day("2026-03-20")]


def test_time_off_in_lieu_is_counted_for_each_mentor(corps: Corps) -> None:
    """S3: time off in lieu is a ledger; nobody takes what another has earned."""
    earned = LieuHours(mentor="amira", on=day("2026-03-01"), kind="earned", hours=Decimal("2.5"))
    corps.lieu.add(earned, BY, NOW)
    taken = LieuHours(mentor="bo", on=day("2026-03-02"), kind="taken", hours=Decimal(1))
    with pytest.raises(Refused):
        corps.lieu.add(taken, BY, NOW)
    assert corps.lieu.all() == [earned]


def test_every_version_of_a_document_is_kept_sealed_and_the_newest_counts(
    corps: Corps, database: Database
) -> None:
    """S3: crisis plan, contact list and intake plan."""
    assert corps.documents.present() == frozenset()
    assert corps.documents.add(Document.CRISIS_PLAN, CRISIS_PLAN, BY, NOW) == 1
    assert corps.documents.add(Document.CRISIS_PLAN, CRISIS_PLAN, BY, NOW) == 2
    (kept,) = corps.documents.all()
    assert (kept.version, kept.content, kept.entered_by) == (2, CRISIS_PLAN, BY)
    assert corps.documents.present() == {Document.CRISIS_PLAN}
    assert CRISIS_PLAN.steps[0] not in row(database, "corps_document")
