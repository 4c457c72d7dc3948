"""A scanned paper is a copy of what is told elsewhere, or a part that only a person can read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adapters.pdf_reading import PdfReader
from adapters.referral_reading import read_referral
from tests.adapters.pdf_reading import hostile
from tests.adapters.referral_reading.filled_form import SAMPLE
from tests.adapters.referral_reading.mails import BODY, GRANT, JOB_PLAN, Letter, paper, three_papers
from tests.adapters.referral_reading.whole_referral import EXPECTED, wrongs

SCAN = Letter("Samtykke underskrevet.pdf", hostile.blank(), "application/pdf")


def test_a_scan_beside_a_referral_that_is_told_in_full_stops_nothing(reader: PdfReader) -> None:
    reading = read_referral(BODY, [*three_papers(), SCAN], reader=reader)
    assert (reading.referral, reading.missing, reading.problems) == (EXPECTED, (), ())
    assert reading.kinds[3] == (
        "Samtykke underskrevet.pdf",
        "consent",
        "filnavnet nævner samtykke (PDF-filen er uden tekst, måske scannet)",
    )


def test_a_scan_beside_a_filled_in_form_stops_nothing(reader: PdfReader) -> None:
    form = Letter("form.pdf", SAMPLE.read_bytes(), "application/pdf")
    reading = read_referral("", [form, SCAN, replace(SCAN, name="scan0001.pdf")], reader=reader)
    assert reading.referral is not None
    assert (reading.missing, reading.problems) == ((), ())
    assert [kind for _, kind, _ in reading.kinds] == ["other", "consent", "other"]


@pytest.mark.parametrize("absent", range(3))
def test_a_scan_may_be_the_part_that_is_told_nowhere_else(reader: PdfReader, absent: int) -> None:
    papers = three_papers()
    papers[absent] = SCAN
    reading = read_referral(BODY, papers, reader=reader)
    assert list(wrongs(reading)) == [f"attachment.{absent + 1}"]
    assert reading.missing == (("grant", "job_plan", "consent")[absent],)


def test_a_scan_beside_a_consent_taken_back_is_for_a_person(reader: PdfReader) -> None:
    papers = [paper(GRANT), paper(JOB_PLAN), paper("Samtykke trukket tilbage: 3. maj 2026"), SCAN]
    assert list(wrongs(read_referral(BODY, papers, reader=reader))) == ["attachment.4"]


@pytest.mark.parametrize("content", [b"%PDF-1.7 torn", hostile.encrypted("x"), hostile.with_script()])
def test_a_file_that_cannot_be_looked_at_stops_also_a_referral_told_in_full(
    reader: PdfReader, content: bytes
) -> None:
    broken = Letter("samtykke.pdf", content, "application/pdf")
    assert list(wrongs(read_referral(BODY, [*three_papers(), broken], reader=reader))) == ["attachment.4"]
