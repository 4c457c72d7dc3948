"""How long a reportable matter is kept, and what stands in the way of erasing it."""

from __future__ import annotations

from dataclasses import replace as with_changes

import pytest
from msgspec.structs import replace

from domain.confidential import ChildReport, CrimeReport, Delivery, decided
from domain.confidential_keeping import is_settled, keep_until, must_be_manager, not_erasable
from domain.errors import refuse_all
from domain.retention import years_after
from tests.domain.staging import refused
from tests.domain.test_confidential import CHILD, CRIME, NIGHT, SOREN, decision
from tests.factories import KIRSTEN, VIBORG, day

OVER = day("2031-03-07")
SENT = replace(CHILD, delivery=Delivery.SENT)


@pytest.mark.requirement("outside.kept_reports")
def test_what_is_reported_is_kept_for_the_programmes_own_years() -> None:
    """local: five years from the day of the report, whatever the course's file does."""
    assert keep_until(day("2026-03-07"), VIBORG) == OVER
    other = VIBORG.model_copy(update={"retention": VIBORG.retention.model_copy(update={"report_years": 2})})
    assert keep_until(day("2026-03-07"), other) == day("2028-03-07")
    assert years_after(day("2028-02-29"), 1) == day("2029-03-01")


@pytest.mark.requirement("outside.kept_reports")
def test_it_is_erased_when_its_years_are_over_and_not_a_day_before() -> None:
    assert list(not_erasable(SENT, "viborg", OVER)) == []
    with refused("report-kept"):
        refuse_all(not_erasable(SENT, "viborg", day("2031-03-06")))


@pytest.mark.requirement("outside.kept_reports", "outside.controllers")
def test_only_its_own_controller_has_it_erased() -> None:
    with refused("report-of-another"):
        refuse_all(not_erasable(SENT, "randers", OVER))


@pytest.mark.parametrize("report", [CHILD, replace(CHILD, delivery=Delivery.RETURNED), CRIME])
def test_what_still_waits_for_somebody_is_not_erased(report: ChildReport | CrimeReport) -> None:
    with refused("report-unsettled"):
        refuse_all(not_erasable(report, "viborg", OVER))


def test_it_is_settled_when_it_arrived_was_rung_in_or_is_decided() -> None:
    assert is_settled(SENT)
    assert is_settled(replace(CHILD, delivery=Delivery.PHONED))
    assert is_settled(decided(CRIME, decision(), SOREN, NIGHT))


@pytest.mark.requirement("outside.kept_reports")
def test_a_coordinator_never_sees_the_list() -> None:
    must_be_manager(SOREN)
    for other in (KIRSTEN, with_changes(SOREN, role=KIRSTEN.role)):
        with refused("manager-keeps"):
            must_be_manager(other)
