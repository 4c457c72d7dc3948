"""How the file stands is told in one line: held, asked for, returned, approved, erased."""

from __future__ import annotations

from datetime import timedelta

import pytest

from casework.keeping.file_status import file_status
from domain import commands as c
from domain.calendar import local_day
from tests.domain.staging import AFTER_THE_GRANT, APPROVED, RETURNED, closing, course_of, staged
from tests.factories import VIBORG, Play, beginning, day

pytestmark = pytest.mark.requirement("outside.erasure")
ENDED = (*beginning(), AFTER_THE_GRANT, closing())
HOLD = c.HoldErasure(reason="complaint")


def told(stage: Play, later: int = 0) -> tuple[str, ...]:
    return file_status(course_of(stage), VIBORG, local_day(stage.now) + timedelta(days=later))


def test_of_a_course_that_runs_there_is_nothing_to_tell() -> None:
    assert told(staged(*beginning())) == ()


def test_a_file_is_kept_for_the_programme_s_years_and_may_then_be_erased() -> None:
    """outside: erasure only on the controller's instruction; local: five years."""
    stage = staged(*ENDED)
    assert told(stage) == ("opbevares til 2. juni 2031",)
    assert told(stage, later=366 * 5) == ("kan slettes fra 2. juni 2031",)


@pytest.mark.requirement("outside.access_request")
def test_a_hold_and_a_request_to_see_it_are_told_first_also_while_the_course_runs() -> None:
    """outside: legal hold, and the clocks of a request to see the file."""
    asked = c.RecordAccessRequest(received_on=day("2026-03-12"), kinds=("file_access",), channel="mail")
    held, request = told(staged(*beginning(), HOLD, asked))
    assert held.startswith("holdt tilbage fra sletning: ")
    assert request == "anmodning om aktindsigt (i1), svar senest 23. marts 2026"


def test_that_the_citizen_is_asked_later_how_it_went_is_nothing_of_the_file() -> None:
    stage = staged(*beginning(), AFTER_THE_GRANT, closing(may_be_asked=True))
    assert course_of(stage).open_matters("aftermath")
    assert told(stage) == ("opbevares til 2. juni 2031",)


def test_what_was_returned_approved_and_erased_is_told_with_its_day() -> None:
    """outside: the file is returned first, and erased on the controller's instruction."""
    stage = staged(*ENDED, RETURNED)
    assert told(stage)[0] == "afleveret til kommunen 2. juni 2026"
    stage.step(APPROVED)
    assert told(stage)[1:] == ("sletning godkendt 2. juni 2026",)
    stage.step(c.RecordErasure(keys=2, mails=1, letters=3, index_entries=1))
    assert told(stage) == ("slettet 2. juni 2026",)
