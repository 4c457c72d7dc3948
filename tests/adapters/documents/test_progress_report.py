from __future__ import annotations

import pytest

from adapters.documents import render_progress_report
from tests.adapters.documents.reading_back import pages, text
from tests.adapters.documents.samples import progress_report


@pytest.mark.parametrize(
    "answered",
    [
        "Er målet nået? Delvist, tre dage om ugen. nr. 15",
        "Er indsatsen tilstrækkelig? Ja, med den nuværende støtte. nr. 16",
        "Er der brug for andre eller flere indsatser? Nej, ikke lige nu. nr. 17",
        "Trin i forandringscirklen: handling. nr. 15",
        "I praktik siden juni. nr. 18",
        "Støtten passer til behovet. nr. 16",
        "Fortsæt som nu. nr. 19",
        "Jeg er glad for hjælpen. nr. 21",
        "2. marts 2026 – 30. november 2026",
        "Brugt fra 2. marts 2026 til 30. november 2026",
        "Timer brugt i rapportens egen periode: 8,5.",
    ],
)
def test_the_period_is_told_goal_by_goal_with_the_three_answers(answered: str) -> None:
    assert answered in text(render_progress_report(progress_report()))


def test_the_placement_section_is_there_only_for_those_in_placement() -> None:
    assert "Praktik" in text(render_progress_report(progress_report()))
    assert "Praktik" not in text(render_progress_report(progress_report(placement=())))


def test_every_page_has_the_reference_and_its_number() -> None:
    document = render_progress_report(progress_report(citizen_name=None))
    for number, page in enumerate(pages(document), 1):
        assert page.startswith("Progressionsrapport M-2026-0042")
        assert page.endswith(f"Side {number} af {document.pages}")
