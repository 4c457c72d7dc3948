"""What was told of a month's hours is kept as it was told."""

from __future__ import annotations

from decimal import Decimal

import pytest

from models.reconciliations import Reconciliations
from tests.factories import KIRSTEN, START
from tests.models.vault import Vault

HOURS = {"logged": "1.50", "outside": "0.00", "confirmed": "1.50", "billable": "1.25", "refundable": "0.00"}


def line(number: int, mentor: str = "amira") -> dict[str, object]:
    return {"ref": f"M-2026-{number:04}", "period": 1, "mentor": mentor, "category": "contact", **HOURS}


LINES = [line(1)]


def settled(vault: Vault) -> Reconciliations:
    """March settled twice, April once."""
    kept = Reconciliations(vault.database)
    for month in ("2026-03", "2026-04", "2026-03"):
        kept.record("viborg", month, LINES, KIRSTEN, START)
    return kept


@pytest.mark.requirement("local.reconciliation")
def test_the_newest_reconciliation_of_a_controllers_month_counts(vault: Vault) -> None:
    """local: a reconciliation is recorded with its lines and a hash."""
    kept = settled(vault)
    newest = kept.latest("viborg", "2026-03")
    assert newest is not None
    assert (newest.id, newest.lines, newest.actor, newest.at) == (3, LINES, "coordinator:kirsten", START)
    assert kept.latest("aarhus", "2026-03") is None
    assert vault.findings() == []


@pytest.mark.requirement("local.reconciliation")
def test_a_page_of_lines_and_the_sums_are_read_without_the_rest(vault: Vault) -> None:
    kept = Reconciliations(vault.database)
    lines = [line(number, "bo" if number % 3 else "amira") for number in range(1, 8)]
    made = kept.record("viborg", "2026-03", lines, KIRSTEN, START)
    assert kept.settled(made.id) == kept.newest(1)[0]
    assert kept.settled(made.id + 1) is None
    assert kept.part(made.id, "", 2, 3) == lines[2:5]
    assert [found["ref"] for found in kept.part(made.id, "bo", 3, 9)] == ["M-2026-0005", "M-2026-0007"]
    assert kept.part(made.id, "vera", 0, 9) == []
    amira, bo = kept.sums(made.id)
    assert (amira.mentor, amira.count, amira.logged, amira.billable) == (
        "amira",
        2,
        Decimal(3),
        Decimal("2.5"),
    )
    assert (bo.mentor, bo.count, bo.confirmed, bo.refundable) == ("bo", 5, Decimal("7.5"), Decimal(0))


@pytest.mark.requirement("local.reconciliation")
@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE reconciliation_line SET line = replace(line, '1.50', '2.50')", "nr. 1: linjerne"),
        ("UPDATE reconciliation_line SET mentor = 'bo'", "nr. 1: linjerne"),
        ("UPDATE reconciliation_sum SET logged = 250", "nr. 1: linjerne"),
        ("DELETE FROM reconciliation_sum", "nr. 1: linjerne"),
        ("DELETE FROM reconciliation_line WHERE reconciliation_id = 1", "nr. 1: linjerne"),
    ],
)
def test_a_changed_reconciliation_is_found_by_the_audit(vault: Vault, change: str, found: str) -> None:
    """outside: auditors found hours undocumented."""
    settled(vault)
    vault.alter(change)
    assert any(found in finding for finding in vault.findings())


@pytest.mark.requirement("local.reconciliation")
@pytest.mark.parametrize("number", [2, 3])
def test_a_removed_reconciliation_is_found_by_the_audit(vault: Vault, number: int) -> None:
    settled(vault)
    for table in ("reconciliation_line", "reconciliation_sum"):
        vault.alter(f"DELETE FROM {table} WHERE reconciliation_id = {number}")
    vault.alter(f"DELETE FROM reconciliation WHERE id = {number}")
    assert any(f"nr. {number}: opgørelsen er taget ud" in finding for finding in vault.findings())
