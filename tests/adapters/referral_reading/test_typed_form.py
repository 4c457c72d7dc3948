"""A referral typed into a page is read by the rules of the papers, and told about all at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given

from adapters.referral_reading import referral_as_typed
from adapters.referral_reading.fields import BY_PATH, SPAN
from domain.errors import InvalidInput
from domain.referral import Referral
from tests.adapters.referral_reading.filled_form import values_of
from tests.adapters.referral_reading.test_demo_papers import REFERRALS
from tests.adapters.referral_reading.whole_referral import EXPECTED

TYPED = BY_PATH.keys() - {SPAN}


def read(typed: Mapping[str, str]) -> Referral:
    return referral_as_typed(typed)[0]


def wrongs(**changes: str) -> dict[str, str]:
    """What is wrong with the sample, changed; `grant__track` is the field `grant.track`."""
    changed = {name.replace("__", "."): value for name, value in changes.items()}
    with pytest.raises(InvalidInput) as caught:
        read(typed(EXPECTED) | changed)
    return {problem.field: problem.wrong for problem in caught.value.problems}


def typed(referral: Referral) -> dict[str, str]:
    return {path: value for path, value in values_of(referral).items() if path in TYPED}


@pytest.mark.requirement("S3.referral_form")
def test_what_is_typed_is_the_referral() -> None:
    assert read(typed(EXPECTED)) == EXPECTED
    as_a_browser_sends_it = {
        "citizen.cpr": " 0101505678 ",
        "grant.starts_on": "2026-03-02",
        "tasks": "komme op om morgenen\r\ntræne transport, både bus og tog\r\n",
    }
    blank = dict.fromkeys(TYPED - typed(EXPECTED).keys(), "")
    assert read(blank | typed(EXPECTED) | as_a_browser_sends_it) == EXPECTED


@given(REFERRALS)
def test_every_referral_can_be_typed(referral: Referral) -> None:
    assert read(typed(referral)) == referral


@pytest.mark.requirement("S2.missing_part")
def test_a_part_where_nothing_is_typed_is_missing_and_nothing_worse() -> None:
    without = replace(EXPECTED, grant=None, consent=None)
    assert read(typed(without)) == without


@pytest.mark.requirement("S3.referral_form")
def test_everything_that_is_wrong_is_told_at_once_and_no_value_is_repeated() -> None:
    found = wrongs(
        citizen__cpr="3101505678x",
        citizen__name="",
        grant__starts_on="snart",
        grant__hours_total="2.30",
        grant__granter="",
        consent__expires_on="2026-01-01",
        months_unemployed="mange",
        risks="Spørg 020250-5678",
    )
    assert found["citizen.name"] == found["grant.granter"] == "mangler"
    assert found["grant.starts_on"] == "datoen kan ikke læses"
    assert found["consent.expires_on"] == "slutter før den begynder"
    assert {"citizen.cpr", "grant.hours_total", "months_unemployed"} <= found.keys()
    assert "snart" not in str(found)


def test_another_citizens_number_in_a_text_stops_it() -> None:
    assert wrongs(risks="Se 020250-5678")["citizen.cpr"] == "der står to forskellige CPR-numre"


def test_a_field_that_is_not_on_the_page_is_refused() -> None:
    assert wrongs(controller="kommune-b") == {"?": "er et ukendt felt"}


def test_a_text_that_is_too_long_is_told_by_its_field() -> None:
    assert list(wrongs(considerations="x" * 5000)) == ["considerations"]
    assert list(wrongs(citizen__name="x" * 300)) == ["citizen.name"]
