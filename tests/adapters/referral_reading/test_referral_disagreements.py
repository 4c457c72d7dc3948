"""What disagrees in a referral is never decided between, and the same thing said twice is no disagreement."""

from __future__ import annotations

import pytest

from adapters.pdf_reading import PdfReader
from adapters.referral_reading import read_referral
from tests.adapters.pdf_reading import hostile
from tests.adapters.referral_reading.mails import BODY, Letter, paper, three_papers
from tests.adapters.referral_reading.whole_referral import EXPECTED, with_grant, wrongs


def test_two_cpr_numbers_in_one_referral_stop_it(reader: PdfReader) -> None:
    reading = with_grant(reader, "010150-5678", "020250-5678")
    assert wrongs(reading) == {"citizen.cpr": "der står to forskellige CPR-numre"}
    assert reading.referral is None


def test_somebody_elses_cpr_number_in_running_text_stops_it_too(reader: PdfReader) -> None:
    other = paper("Notat om barnet 020250-5678.", "notat.txt")
    reading = read_referral(BODY, [*three_papers(), other], reader=reader)
    assert wrongs(reading) == {"citizen.cpr": "der står to forskellige CPR-numre"}


def test_papers_that_disagree_are_not_decided_between(reader: PdfReader) -> None:
    reading = with_grant(reader, "Åse Ærø-Østergaard", "Åse Østergaard")
    assert wrongs(reading) == {"citizen.name": "der står to forskellige oplysninger"}
    assert reading.referral is None


def test_the_same_thing_said_twice_is_no_disagreement(reader: PdfReader) -> None:
    reading = with_grant(reader, "Bevillingsperiode:", "Bevilget fra: 2/3-26\nBevilget periode:")
    assert reading.referral == EXPECTED


def test_a_form_and_a_text_may_each_say_their_part(reader: PdfReader) -> None:
    form = hostile.with_fields(
        {"citizen.cpr": "0101505678", "grant.decisive": "/Ja", "Bevilget fra": "2/3-26"}
    )
    papers = [Letter("form.pdf", form, "application/pdf"), *three_papers()]
    assert read_referral(BODY, papers, reader=reader).referral == EXPECTED


def test_a_form_that_says_otherwise_is_a_disagreement(reader: PdfReader) -> None:
    form = hostile.with_fields({"grant.decisive": "/Off", "grant.starts_on": "3/3-26", "citizen.name": ""})
    papers = [Letter("form.pdf", form, "application/pdf"), *three_papers()]
    reading = read_referral(BODY, papers, reader=reader)
    assert set(wrongs(reading)) == {"grant.decisive", "grant.starts_on"}


@pytest.mark.parametrize(
    ("other", "wrong"),
    [
        ("+45 20 00 10 42", {}),
        ("20 00 10 43", {"citizen.phone": "der står to forskellige oplysninger"}),
        ("ukendt", {"citizen.phone": "telefonnummeret kan ikke læses"}),
    ],
)
def test_a_phone_number_is_compared_by_its_digits(
    reader: PdfReader, other: str, wrong: dict[str, str]
) -> None:
    papers = [*three_papers(), paper(f"Borgers telefon: {other}")]
    reading = read_referral(BODY + "\nBorgers telefon: 20001042\n", papers, reader=reader)
    assert wrongs(reading) == wrong
