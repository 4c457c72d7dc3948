from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from adapters.documents.referral_form import referral_form
from adapters.pdf_reading import PdfReader
from adapters.referral_reading import ReferralReading, read_referral
from domain.referral import Citizen, GrantPart, Referral
from tests.adapters.referral_reading.filled_form import SAMPLE, filled_elsewhere, values_of
from tests.adapters.referral_reading.mails import CPR, Letter, three_papers
from tests.adapters.referral_reading.test_demo_papers import REFERRALS
from tests.adapters.referral_reading.whole_referral import EXPECTED, wrongs

pytestmark = pytest.mark.slow


def read(reader: PdfReader, content: bytes, *others: Letter) -> ReferralReading:
    return read_referral("", [Letter("h.pdf", content, "application/pdf"), *others], reader=reader)


@pytest.mark.requirement("S3.referral_form")
def test_a_filled_form_alone_is_a_whole_referral(reader: PdfReader) -> None:
    for content in (filled_elsewhere(EXPECTED), referral_form(values_of(EXPECTED))):
        reading = read(reader, content)
        assert (reading.referral, reading.missing, reading.problems) == (EXPECTED, (), ())
        assert reading.kinds[0].why == "indholdet: felter fra flere dele"


def test_the_sample_we_ship_is_the_form_of_today_with_the_values_of_the_tests(reader: PdfReader) -> None:
    assert SAMPLE.read_bytes() == referral_form(values_of(EXPECTED))


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(referral=REFERRALS)
def test_what_is_filled_in_is_what_is_read(reader: PdfReader, referral: Referral) -> None:
    reading = read(reader, filled_elsewhere(referral))
    assert (reading.referral, reading.problems) == (referral, ())


def test_a_blank_form_says_nothing_but_that_all_is_missing(reader: PdfReader) -> None:
    reading = read(reader, referral_form())
    assert reading.referral is None
    assert reading.missing == ("grant", "job_plan", "consent")
    assert wrongs(reading) == {"citizen.cpr": "mangler", "citizen.name": "mangler"}


def test_a_part_left_empty_is_missing_and_its_unticked_boxes_say_nothing(reader: PdfReader) -> None:
    assert EXPECTED.grant is not None
    without = replace(EXPECTED, grant=None)
    reading = read(reader, filled_elsewhere(without))
    assert (reading.referral, reading.missing, reading.problems) == (without, ("grant",), ())


def test_a_later_form_may_bring_only_the_withdrawal(reader: PdfReader) -> None:
    values = {"citizen.cpr": CPR, "citizen.name": "Åse", "consent.withdrawn_on": "3/5-26"}
    reading = read(reader, referral_form(values))
    assert reading.referral == Referral(citizen=Citizen(cpr=CPR, name="Åse"))
    assert reading.problems == ()
    assert reading.consent_withdrawn_on == date(2026, 5, 3)


def test_an_unticked_box_in_a_grant_that_is_filled_in_means_no(reader: PdfReader) -> None:
    assert isinstance(EXPECTED.grant, GrantPart)
    unticked = replace(EXPECTED, grant=replace(EXPECTED.grant, decisive=False))
    assert read(reader, filled_elsewhere(unticked)).referral == unticked
    assert wrongs(read(reader, filled_elsewhere(unticked), *three_papers())) == {
        "grant.decisive": "der står to forskellige oplysninger"
    }


@pytest.mark.parametrize("path", ["grant.starts_on", "grant.hours_total", "citizen.cpr", "consent.given_on"])
def test_what_is_written_wrong_in_the_form_is_named_by_its_field(reader: PdfReader, path: str) -> None:
    values = values_of(EXPECTED) | {path: "Hemmelig"}
    reading = read(reader, referral_form(values))
    assert path in wrongs(reading)
    assert "Hemmelig" not in " ".join(map(str, reading.problems))


@pytest.mark.parametrize(
    ("path", "value"),
    [("grant.hours_total", "33"), ("job_plan.aim", "Et andet mål."), ("citizen.name", "En anden")],
)
def test_a_form_and_json_that_disagree_are_not_decided_between(
    reader: PdfReader, path: str, value: str
) -> None:
    json_file = Letter("h.json", (SAMPLE.parent / "henvisning.json").read_bytes(), "application/json")
    assert read(reader, filled_elsewhere(EXPECTED), json_file).referral == EXPECTED
    reading = read(reader, referral_form(values_of(EXPECTED) | {path: value}), json_file)
    assert wrongs(reading) == {path: "der står to forskellige oplysninger"}
