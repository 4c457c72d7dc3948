"""The closing report tells where the course turned another way than planned (S0: the whole course)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from adapters.documents import Statement
from casework.history.case_record import CaseRecord
from casework.reports import closing_report
from casework.reports.plan_changes import plan_changes
from domain.events import CourseClosed
from tests.factories import CIRCLE, Played, reopened_course, together_course
from tests.factory.office import context
from tests.factory.short_stories import answered_course


def told(played: Played, beginning: str) -> Statement:
    """The only statement of the review that begins so."""
    found = closing_report(context(played, programme=CIRCLE)).review
    (statement,) = (one for one in found if one.text.startswith(beginning))
    return statement


@pytest.mark.requirement("S3.no_progress", "S0.closing_report")
def test_it_tells_that_nothing_moved_and_that_the_caseworker_ended_the_effort() -> None:
    played = together_course()
    names = {recorded.seq: type(recorded.event).__name__ for recorded in played[1]}
    asked = told(played, "Ingen mål var rykket; 13. maj 2026 blev jobcenteret bedt om at se på indsatsen.")
    ended = told(
        played, "Sagsbehandler D-0001 afsluttede indsatsen 13. maj 2026. Begrundelse: Mentors rolle "
    )
    assert (names[asked.event], names[ended.event]) == ("MatterOpened", "EffortEnded")


@pytest.mark.requirement("S0.closing_report")
def test_it_tells_of_an_early_stop_and_of_a_new_beginning() -> None:
    course, history = reopened_course()
    closed = next(one for one in history if isinstance(one.event, CourseClosed))
    again = (course, (*history, replace(closed, seq=len(history) + 1)))
    stopped = "Støtten blev stoppet før tid 16. marts 2026: borgeren er flyttet. "
    assert told(again, stopped).text.endswith("Begrundelse: Maja flytter til Randers.")
    begun = told(again, "Forløbet blev genåbnet 24. marts 2026.")
    assert begun.text.endswith("Begrundelse: Flytningen blev ikke til noget.")


@pytest.mark.requirement("local.plan_change", "S0.closing_report")
def test_it_tells_what_the_mentor_asked_to_have_changed_and_what_came_of_it() -> None:
    history = answered_course()[1]
    asked, passed_on = plan_changes(CaseRecord(history))
    assert asked.text == (
        "Mentor bad 16. marts 2026 om en ændring af planen (timerne, eller hvor tit de mødes): "
        "sendt videre til sagsbehandleren, som afgør det."
    )
    assert passed_on.text.startswith("Sagsbehandleren blev 16. marts 2026 spurgt om en ændring af planen")
    assert passed_on.text.endswith(": ændringen er delvist imødekommet.")
    assert "to møder" not in asked.text + passed_on.text
    unanswered = tuple(one for one in history if one.seq != passed_on.event[-1])
    _, waits = plan_changes(CaseRecord(unanswered))
    assert waits.text.endswith("der blev ikke svaret, før støtten sluttede.")
