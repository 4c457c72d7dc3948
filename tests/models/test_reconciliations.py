"""What was told of a month's hours is kept as it was told."""

from __future__ import annotations

import pytest

from models.reconciliations import Reconciliations
from tests.factories import KIRSTEN, START
from tests.models.vault import Vault

LINES = [{"ref": "M-2026-0001", "period": 1, "category": "personal_contact", "logged": "1.50"}]


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
@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE reconciliation SET lines = replace(lines, '1.50', '2.50') WHERE id = 1", "nr. 1: linjerne"),
        ("DELETE FROM reconciliation WHERE id = 2", "nr. 2: opgørelsen er taget ud"),
        ("DELETE FROM reconciliation WHERE id = 3", "nr. 3: opgørelsen er taget ud"),
    ],
)
def test_a_changed_or_removed_reconciliation_is_found_by_the_audit(
    vault: Vault, change: str, found: str
) -> None:
    """outside: auditors found hours undocumented."""
    settled(vault)
    vault.alter(change)
    assert any(found in finding for finding in vault.findings())
