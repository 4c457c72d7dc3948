"""A closing report's words may be written before the course is closed; each is told with its own event."""

from __future__ import annotations

import pytest

from casework.history.case_record import CaseRecord
from casework.history.closing_words import Said, closing_words
from casework.reports import closing_report
from domain import commands as c
from domain.events import CourseClosed
from tests.domain.staging import PHASE_OUT, closing
from tests.factories import Played, at, beginning, play
from tests.factory.office import context

pytestmark = pytest.mark.requirement("S0.closing_report", "S2.alone_afterwards")
FIRST = c.WriteClosingParts(manages_alone="Står op.", unresolved="Søvnen.")
AGAIN = c.WriteClosingParts(manages_alone="Står op og tager bussen.")


def written() -> Played:
    """A course closed with one part in its closing, and two that were written before."""
    return play(*beginning(), PHASE_OUT, FIRST, AGAIN, closing(handover="Lone er fast støtte."))


def test_what_was_written_first_stands_in_the_report_with_its_own_event() -> None:
    """S2: what the citizen now manages alone, in the words that were written last."""
    played = written()
    report = closing_report(context(played))
    last = len(played[1])
    assert [(one.text, one.event) for one in report.manages_alone] == [("Står op og tager bussen.", last - 1)]
    assert [(one.text, one.event) for one in report.unresolved_needs] == [("Søvnen.", last - 2)]
    assert [(one.text, one.event) for one in report.hand_over] == [("Lone er fast støtte.", last)]


def test_what_is_said_at_the_closing_counts_before_what_was_written_earlier() -> None:
    played = play(*beginning(), PHASE_OUT, FIRST, closing(manages_alone="Alt."))
    record = CaseRecord(played[1])
    ((seq, closed),) = record.of(CourseClosed)
    assert closing_words(record, seq, closed)["manages_alone"] == Said("Alt.", seq)


def test_what_was_written_for_an_earlier_closing_counts_no_more() -> None:
    again = (c.Reopen(reason="Det nye job holdt ikke."), at("2026-03-20 10:00"), PHASE_OUT, closing())
    played = play(*beginning(), PHASE_OUT, FIRST, closing(), *again)
    record = CaseRecord(played[1])
    *_, (seq, closed) = record.of(CourseClosed)
    assert closing_words(record, seq, closed)["unresolved"] == Said("", seq)
