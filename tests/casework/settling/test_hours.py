"""A month's hours across courses: told, kept as told, and compared with what corrections made of them."""

from __future__ import annotations

import csv
import stat
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest

from casework.office import Office
from casework.settling.hours import (
    DoubleBooked,
    changed_since,
    double_booked,
    month_lines,
    month_of,
    record,
    told,
)
from casework.settling.hours_file import write_csv
from domain.errors import InvalidInput, Refused
from models.errors import Tampered
from models.listing import Wanted
from tests.factories import AMIRA, KIRSTEN, at, beginning, day, meeting
from tests.house import CONTROLLER, House

FEBRUARY = at("2026-02-26 09:00")


def lived(house: House) -> str:
    """A course up to agreed goals, with an hour and a half on 5 March."""
    return house.course(*beginning()[1:], starts=FEBRUARY)


def correct(office: Office, ref: str) -> None:
    office.casebook.handle(ref, meeting("2026-03-05", "10:00", "11:00", corrects=1), AMIRA, office.now)


@pytest.mark.requirement("local.reconciliation", "S3.refund_basis")
def test_what_a_correction_changes_after_a_month_was_settled_is_listed(house: House) -> None:
    """S3: documented hours per citizen; what changed after a month was reconciled is listed as such."""
    ref = lived(house)
    with house.office(at("2026-04-01 09:00")) as office:
        made = record(office, CONTROLLER, "2026-03", KIRSTEN)
        assert [line["logged"] for line in made.lines] == ["1.50"]
        now = told(month_lines(office, month_of("2026-03"), CONTROLLER))
        assert changed_since(made, now) == []
        correct(office, ref)
        before = office.reconciliations.latest(CONTROLLER, "2026-03")
        assert before == made
        (change,) = changed_since(made, told(month_lines(office, month_of("2026-03"), CONTROLLER)))
    assert (change["ref"], change["logged"]) == (ref, "1.00")
    assert change["before"] == {"logged": "1.50", "billable": "1.50", "refundable": "0.00"}


@pytest.mark.requirement("local.reconciliation")
def test_only_a_coordinator_settles_a_month(house: House) -> None:
    with house.office() as office, pytest.raises(Refused, match="mentorkoordinator"):
        record(office, CONTROLLER, "2026-03", AMIRA)


@pytest.mark.requirement("local.reconciliation")
def test_a_line_that_is_gone_is_told_without_hours(house: House) -> None:
    """S3: append-only entries with corrections."""
    ref = lived(house)
    with house.office(at("2026-04-01 09:00")) as office:
        made = record(office, CONTROLLER, "2026-03", KIRSTEN)
        away = meeting("2026-03-05", corrects=1, attendance="excused")
        office.casebook.handle(ref, away, AMIRA, office.now)
        (change,) = changed_since(made, told(month_lines(office, month_of("2026-03"), CONTROLLER)))
        assert (change["ref"], change["logged"], change["not_billable"]) == (ref, "0.00", {})


@pytest.mark.requirement("local.reconciliation")
def test_what_was_settled_cannot_be_changed_unseen(house: House) -> None:
    """outside: auditors found hours undocumented."""
    lived(house)
    with house.office(at("2026-04-01 09:00")) as office:
        record(office, CONTROLLER, "2026-03", KIRSTEN)
        with office.database.casebook.connection() as connection:
            connection.exec_driver_sql("UPDATE reconciliation_line SET line = replace(line, '1.50', '2.50')")
        with pytest.raises(Tampered):
            office.reconciliations.latest(CONTROLLER, "2026-03")


@pytest.mark.requirement("outside.controllers", "local.reconciliation")
def test_each_controllers_hours_are_apart_but_a_mentor_at_two_places_is_seen_across_them(
    house: House,
) -> None:
    """outside: several controllers, kept apart; hours billed that were not given."""
    first, second = lived(house), lived(house)
    with house.office(at("2026-04-01 09:00")) as office:
        assert double_booked(office) == [DoubleBooked(second, "amira", 1, day("2026-03-05"), first, 1)]
        found = {line.ref: line for line in month_lines(office, month_of("2026-03"), CONTROLLER)}
        assert found[first].billable == Decimal("1.5")
        assert found[second].not_billable == {"double": Decimal("1.5")}
        assert month_lines(office, month_of("2026-03"), "elsewhere") == []


@pytest.mark.requirement("local.reconciliation")
def test_the_spreadsheet_is_the_owners_only_and_its_sums_are_the_logs(house: House, tmp_path: Path) -> None:
    """S3: hours per citizen in the categories; nothing personal in the file."""
    ref = lived(house)
    path = tmp_path / "timer.csv"
    with house.office(at("2026-04-01 09:00")) as office:
        write_csv(path, month_lines(office, month_of("2026-03")), office.staff.name_of)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    (row,) = csv.DictReader(StringIO(path.read_text(encoding="utf-8-sig")), delimiter=";")
    assert (row["Sag"], row["Kategori"], row["Ført"], row["Faktureres"]) == (
        ref,
        "personlig kontakt",
        "1,5",
        "1,5",
    )
    assert (row["Mentor"], row["Mentors id"]) == ("Amira Sand", "amira"), "by name, as in the paper"
    assert row["Refunderes ikke: kategorien giver ikke refusion den dag"] == "1,5"


@pytest.mark.parametrize("text", ["2026", "2026-13", "marts", "2026-3", "2026-03-01", ""])
def test_a_month_is_a_year_and_a_month(text: str) -> None:
    with pytest.raises(InvalidInput, match="skriv den som 2026-03"):
        month_of(text)


def test_only_courses_with_entries_since_the_month_began_are_read(house: House) -> None:
    """local: what is logged is never ahead of its day, so no earlier entry can belong to the month."""
    ref = lived(house)
    house.matched(starts=FEBRUARY)

    def read(office: Office, since: str) -> list[str]:
        return [row.ref for row in office.casebook.courses(Wanted(logged_since=at(since)))]

    with house.office(at("2026-05-04 09:00")) as office:
        assert read(office, "2026-03-01 00:00") == [ref]
        assert read(office, "2026-04-01 00:00") == []
        assert [line.ref for line in month_lines(office, month_of("2026-03"))] == [ref]
        assert month_lines(office, month_of("2026-04")) == []
        late = meeting("2026-04-07", "10:00", "12:00")
        office.casebook.handle(ref, late, AMIRA, office.now)
        (april,) = month_lines(office, month_of("2026-04"))
    assert april.logged == Decimal(2), "an entry that was written a month later counts in its own"
