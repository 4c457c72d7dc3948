"""The change plan as a paper: its steps round the circle, in the words of those who made it."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from adapters.documents import render_change_plan
from casework.letters.notices import NothingToTell
from casework.reports import change_plan, closing_report
from tests.factories import CIRCLE, active_course, events_of, together_course
from tests.factory.office import context

TOGETHER = together_course()
[AGREED] = events_of(TOGETHER[1], "ChangePlanAgreed")
PLAN = change_plan(context(TOGETHER, programme=CIRCLE))


@pytest.mark.requirement("S2.change_plan")
def test_the_steps_follow_the_circle_and_each_rests_on_the_agreement() -> None:
    """S2: a change plan made together, stepwise."""
    assert [(stage, [one.text for one in steps]) for stage, steps in PLAN.steps] == [
        ("overvejelse", ["Skrive en liste over gode morgener."]),
        ("handling", ["Prøve vækkeuret i en uge (senest 10. april 2026)"]),
    ]
    assert {one.event for _, steps in PLAN.steps for one in steps} == {AGREED.seq}
    assert PLAN.version == 1


def test_it_is_a_paper_to_sign_with_the_citizen_s_own_words() -> None:
    pages = PdfReader(io.BytesIO(render_change_plan(PLAN).content)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Det er mine egne skridt." in text
    assert "Dato og underskrift, borger" in text


def test_there_is_none_before_the_first_and_the_closing_report_names_each() -> None:
    with pytest.raises(NothingToTell):
        change_plan(context(active_course()))
    review = closing_report(context(TOGETHER, programme=CIRCLE)).review
    told = next(one for one in review if "forandringsplanens version 1" in one.text)
    assert told.event == AGREED.seq
