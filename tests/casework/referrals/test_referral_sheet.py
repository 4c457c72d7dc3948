"""A referral typed by hand keeps to the rules of the papers, and nothing that was read is typed again."""

from __future__ import annotations

from datetime import date

import pytest

from adapters.referral_reading import referral_as_typed
from adapters.referral_reading.json_schema import json_fields
from casework.referrals.referral_sheet import SECTIONS, as_typed, elsewhere, sheet
from domain.errors import InvalidInput, Problem
from tests.adapters.referral_reading.whole_referral import EXPECTED

WHOLE = {
    "citizen.cpr": EXPECTED.citizen.cpr,
    "citizen.name": EXPECTED.citizen.name,
    "target_group": EXPECTED.target_group,
    "months_unemployed": 19,
    "tasks": EXPECTED.tasks,
    "considerations": EXPECTED.considerations,
    **{f"grant.{name}": getattr(EXPECTED.grant, name) for name in (
        "legal_basis", "granter", "granted_on", "starts_on", "ends_on", "hours_per_week", "hours_total",
        "employment_aim", "decisive", "phase_out", "reason", "mentor_form",
    )},
    **{f"job_plan.{name}": getattr(EXPECTED.job_plan, name) for name in (
        "dated_on", "aim", "activities", "next_follow_up_on",
    )},
    **{f"consent.{name}": getattr(EXPECTED.consent, name) for name in (
        "purpose", "recipients", "given_on", "expires_on",
    )},
}  # fmt: skip


@pytest.mark.requirement("S2.encrypted_mail")
def test_what_was_read_comes_back_the_same_when_it_is_sent_as_it_stands() -> None:
    assert referral_as_typed(as_typed(WHOLE)) == (EXPECTED, None)


def test_a_list_has_an_item_on_each_line_also_where_an_item_has_a_comma() -> None:
    typed = as_typed(WHOLE) | {"tasks": "komme op\r\n\n- træne transport, både bus og tog\r\n"}
    assert referral_as_typed(typed)[0].tasks == ("komme op", "træne transport, både bus og tog")


def test_a_part_left_blank_is_not_there_and_a_consent_taken_back_may_stand_alone() -> None:
    kept = {path: raw for path, raw in as_typed(WHOLE).items() if not path.startswith("consent.")}
    assert referral_as_typed(kept)[0].consent is None
    assert referral_as_typed(kept | {"consent.withdrawn_on": "1. april 2026"})[1] == date(2026, 4, 1)


def test_everything_that_is_wrong_is_said_at_once_beside_its_field_and_no_value_is_repeated() -> None:
    typed = as_typed(WHOLE) | {
        "citizen.cpr": "9999991234",
        "grant.granted_on": "i går",
        "grant.hours_total": "",
    }
    with pytest.raises(InvalidInput) as caught:
        referral_as_typed(typed | {"ønsker": "hemmeligt"})
    problems = caught.value.problems
    assert {one.field for one in problems} == {"citizen.cpr", "grant.granted_on", "grant.hours_total", "?"}
    assert "9999991234" not in caught.value.message
    shown = {field.path: field for section in sheet(typed, problems) for field in section.fields}
    assert "datoen kan ikke læses" in shown["grant.granted_on"].fault
    assert shown["grant.granted_on"].value == "i går", "nothing typed is lost"
    assert shown["grant.starts_on"].fault == ""
    assert elsewhere(problems) == (Problem("?", "er et ukendt felt", "fjern det"),)


def test_the_sheet_has_every_field_once_in_five_sections() -> None:
    paths = [field.path for section in sheet({}) for field in section.fields]
    assert [section.head for section in sheet({})] == list(SECTIONS)
    assert sorted(paths) == sorted(json_fields())
