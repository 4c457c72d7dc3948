from __future__ import annotations

import pytest

from adapters.pdf_reading import PdfReader
from adapters.referral_reading import classify
from tests.adapters.referral_reading.mails import CONSENT, GRANT, JOB_PLAN


@pytest.mark.parametrize(
    ("name", "text", "kind", "why"),
    [
        ("samtykke.txt", GRANT, "grant", "indholdet: 9 felter fra delen bevilling"),
        ("a.txt", JOB_PLAN, "job_plan", "overskriften nævner jobplan"),
        ("bevilling.txt", CONSENT, "consent", "overskriften nævner samtykke"),
        ("Min Plan.txt", "Se venligst her.", "job_plan", "filnavnet nævner jobplan"),
        ("SAMTYKKEERKLÆRING.txt", "Underskrevet.", "consent", "filnavnet nævner samtykke"),
        ("bevilling og jobplan.txt", "Hej", "other", "intet peger på en del"),
        ("notat.txt", "Et notat om vejret.", "other", "intet peger på en del"),
        (
            "alt.txt",
            GRANT + "\nJobplan dateret: 1/3-26\nJobplanens mål: job",
            "other",
            "indholdet: felter fra flere dele",
        ),
        ("bevilling.pdf", "%PDF-1.7 torn", "grant", "filnavnet nævner bevilling (PDF-filen kan ikke læses)"),
        ("scan1.pdf", "%PDF-1.7 torn", "other", "intet peger på en del (PDF-filen kan ikke læses)"),
    ],
)
def test_a_paper_is_known_by_its_content_and_only_then_by_its_name(
    reader: PdfReader, name: str, text: str, kind: str, why: str
) -> None:
    assert classify(name, text.encode(), reader) == (kind, why)


def test_any_bytes_have_a_kind(reader: PdfReader) -> None:
    for content in (b"", b"\x00\xff", b"\xff\xfe", bytes(range(256))):
        assert classify("fil", content, reader)[0] == "other"
