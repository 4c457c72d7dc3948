"""The corps's records are kept as they were entered, and what is about a mentor is sealed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import text

from domain.corps.documents import Document
from domain.corps.incidents import Incident
from domain.corps.lieu import LieuHours
from domain.corps.supervision import Supervision
from domain.corps.visits import PlannedVisit
from domain.errors import Refused
from models.corps import Corps
from models.corps.supervision import KeptSession
from models.database import Database
from models.errors import KeyDestroyed
from models.keyring import Keyring
from models.statements import table_of
from models.tables.corps import SupervisionRow
from tests.domain.corps.cast import absence, profile
from tests.domain.corps.papers import CRISIS_PLAN
from tests.factories import at, day
from tests.models.vault import Vault

NOW = at("2026-03-02 09:00")
BY = "coordinator:kirsten"


@pytest.fixture
def corps(database: Database, keyring: Keyring) -> Corps:
    return Corps(database, keyring)


def row(database: Database, table: str) -> str:
    with database.casebook.connection() as connection:
        return repr(connection.execute(text(f"SELECT * FROM {table}")).all())


@pytest.mark.requirement("S3.profile")
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


@pytest.mark.requirement("S3.rota")
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


def fine(_others: object) -> None:
    """Nothing speaks against the visit."""


def test_a_visit_is_watched_until_she_is_back(corps: Corps, vault: Vault) -> None:
    """local: check-in after visits alone; where it is lies sealed under the course's own key."""
    ref = vault.course()
    ends = at("2026-03-02 14:00")
    planned = PlannedVisit(starts_at=NOW, ends_at=ends, place="Lyngvejen 12, 2. th.")
    one = corps.visits.plan(ref, "amira", planned, ends, BY, NOW, fine)
    two = corps.visits.plan(ref, "bo", planned, ends, BY, NOW, fine)
    assert corps.visits.overdue(NOW) == []
    assert [visit.id for visit in corps.visits.overdue(ends)] == [one, two]
    corps.visits.missed(corps.visits.overdue(ends)[0], ends, at("2026-03-02 14:15"))
    corps.visits.back(two, BY, ends)
    assert corps.visits.overdue(ends) == []
    (still_out,) = corps.visits.out()
    assert (still_out.id, still_out.course, still_out.missed_at) == (one, ref, ends)
    assert corps.visits.place_of(one) == "Lyngvejen 12, 2. th."
    assert "Lyngvejen" not in row(vault.database, "visit")
    for wrong in (lambda: corps.visits.back(two, BY, NOW), lambda: corps.visits.place_of(9)):
        with pytest.raises(Refused):
            wrong()


def test_what_is_asked_of_her_other_visits_keeps_a_bad_one_out(corps: Corps, vault: Vault) -> None:
    ref = vault.course()
    planned = PlannedVisit(starts_at=NOW, ends_at=at("2026-03-02 14:00"), place="Hos borgeren.")
    corps.visits.plan(ref, "amira", planned, NOW, BY, NOW, fine)
    seen: list[object] = []
    corps.visits.plan(ref, "bo", planned, NOW, BY, NOW, seen.extend)
    assert seen == []
    corps.visits.plan(ref, "amira", planned, NOW, BY, NOW, seen.extend)
    assert len(seen) == 1


@pytest.mark.requirement("local.check_in")
def test_an_incident_is_sealed_and_erased_with_its_course(corps: Corps, vault: Vault) -> None:
    """S3: incident record; outside: what is about a citizen is erased with her course."""
    ref = vault.course()
    about = {"mentor": "amira", "occurred_at": NOW, "kind": "threat", "what": "Råbte og smækkede døren."}
    on_course = corps.incidents.add(Incident(**about, course=ref), BY, NOW)
    apart = corps.incidents.add(Incident(**about), BY, NOW)
    assert corps.incidents.opened(on_course).course == ref
    assert "smækkede" not in row(vault.database, "incident")
    corps.incidents.settle(apart, BY, NOW)
    assert [line.settled_at for line in corps.incidents.all()] == [None, NOW]
    vault.keyring.destroy(str(vault.value("SELECT key_id FROM course")), NOW)
    with pytest.raises(KeyDestroyed):
        corps.incidents.opened(on_course)
    assert corps.incidents.opened(apart).what == "Råbte og smækkede døren."
    for wrong in (lambda: corps.incidents.settle(apart, BY, NOW), lambda: corps.incidents.opened(9)):
        with pytest.raises(Refused):
            wrong()


@pytest.mark.requirement("S3.supervision")
def test_supervision_has_no_way_to_a_course(corps: Corps, database: Database) -> None:
    """S3: supervision and case discussion are kept apart from the case: no column names one."""
    session = Supervision(
        held_on=day("2026-03-02"), kind="case_discussion", mentors=("amira", "bo"), notes="Om grænser."
    )
    number = corps.supervision.add(session, BY, NOW)
    assert corps.supervision.all() == [KeptSession(number, session)]
    assert "grænser" not in row(database, "supervision")
    columns = {column.name for column in table_of(SupervisionRow).columns}
    assert not [name for name in columns if "course" in name]
