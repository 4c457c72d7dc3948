"""What is told when a citizen cannot be reached any more: the letter, and the closing report."""

from __future__ import annotations

import pytest

from casework.letters.notices import render_notice
from casework.reports import closing_report
from domain import commands as c
from domain.notices import NoticeKind as K
from tests.domain.staging import closing, staged
from tests.factories import KIRSTEN, Play, Step, at, attempt, beginning, day, events_of
from tests.factory.office import context

TRIES = tuple(attempt(f"2026-03-{n} 09:00", reached=False) for n in (16, 17, 18))
SAID = c.SettleMatter(matter="b1", outcome="to_be_ended", note="Jonas Kjær, i telefonen i dag.")
GIVEN_UP = c.Cancel(cause="no_contact", reason="Maja er ikke til at træffe.")


def unreached(*steps: Step) -> Play:
    """A course that was going well until Maja answered no more."""
    return staged(*beginning(), at("2026-03-18 12:00"), *TRIES, *steps)


@pytest.mark.requirement("local.no_contact_in_support")
def test_the_letter_tells_the_attempts_since_the_last_contact_and_no_first_contact() -> None:
    stage = unreached()
    course, tried = stage.course, events_of(stage.history, "ContactAttempted")[-1]
    assert course
    letter = render_notice(K.CONTACT_FAILED, "jobcentre", context((course, tuple(stage.history)), tried))
    for text in (letter.text, letter.html):
        assert "kontakt med borgeren 3 gange, og det er ikke lykkedes siden den seneste kontakt" in text
        assert text.count(" marts 2026") == 3
        assert "eller kan I formidle kontakten?" in " ".join(text.split())
        assert "den første kontakt" not in text


@pytest.mark.requirement("local.no_contact_in_support", "S0.closing_report")
def test_the_closing_report_tells_the_attempts_in_vain_and_its_true_reason() -> None:
    stage = unreached((KIRSTEN, SAID), GIVEN_UP, closing(reason="no_contact", outcome="none"))
    assert stage.course
    report = closing_report(context((stage.course, tuple(stage.history))))
    assert report.reason.text == "Det er ikke lykkedes at få kontakt med borgeren."
    said = [one.text for one in report.review]
    assert "Under støtten blev borgeren forsøgt kontaktet forgæves 3 gange." in said
    assert "Første kontakt lykkedes 3. marts 2026 efter 2 forsøg." in said


@pytest.mark.requirement("outside.legal_basis")
def test_a_withdrawn_consent_is_a_reason_of_its_own_in_the_closing_report() -> None:
    withdrawn = c.WithdrawConsent(withdrawn_on=day("2026-03-12"))
    stopped = c.Cancel(cause="consent_withdrawn", reason="Støtten kan ikke gives uden samtykket.")
    stage = staged(*beginning(), withdrawn, stopped, closing(reason="consent_withdrawn", outcome="none"))
    assert stage.course
    report = closing_report(context((stage.course, tuple(stage.history))))
    assert report.reason.text == "Borgerens samtykke gælder ikke mere."
    assert report.deviations == ()
