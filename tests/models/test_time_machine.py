"""The time machine: a course is shown as it was known, which is the fold of what had been recorded."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.course import Course
from domain.errors import InvalidInput, UnknownCourse
from domain.evolve import fold
from domain.history import Recorded, known_at
from tests.factories import START, beginning, full_course, updated_course
from tests.factory.stories import autumn, ending, spring, summer
from tests.models.desk import Desk
from tests.models.vault import Vault

MOMENT = timedelta(microseconds=1)
STORIES = (full_course()[1], updated_course()[1])


@pytest.mark.requirement("local.time_machine")
def test_at_every_instant_of_its_history_a_course_is_the_fold_of_what_was_recorded(vault: Vault) -> None:
    """local: mentor course show --at shows a course as it was known then."""
    stored = Desk(vault.casebook).play((*beginning(), *spring(), *summer(), *autumn(), *ending()))
    history = vault.casebook.recorded(stored.ref)
    for instant in sorted({recorded.at for recorded in history}):
        known = fold(one.event for one in history if one.at <= instant)
        assert vault.casebook.as_known(stored.ref, instant) == known
    assert vault.casebook.as_known(stored.ref, history[-1].at) == stored


@pytest.mark.requirement("local.time_machine")
def test_before_its_beginning_a_course_is_not_shown_and_the_day_it_began_is_told(vault: Vault) -> None:
    """local: a moment before the beginning is answered with the day from which there is something to see."""
    ref = Desk(vault.casebook).play(beginning()).ref
    assert vault.casebook.as_known(ref, START).seq == 1
    with pytest.raises(InvalidInput) as caught:
        vault.casebook.as_known(ref, START - MOMENT)
    (problem,) = caught.value.problems
    assert (problem.field, "2026-02-26 kl. 09.14" in problem.cure) == ("--at", True)
    with pytest.raises(UnknownCourse):
        vault.casebook.as_known("M-2026-9999", START)


@pytest.mark.requirement("local.time_machine")
@given(story=st.sampled_from(STORIES), hours=st.integers(0, 24 * 300))
def test_whatever_the_moment_what_was_known_is_a_beginning_of_the_history(
    story: tuple[Recorded, ...], hours: int
) -> None:
    """local: what was entered later is never part of what was known."""
    instant: datetime = START + timedelta(hours=hours)
    known = known_at(story, instant)
    assert known == story[: len(known)]
    assert known[-1].at <= instant
    assert all(later.at > instant for later in story[len(known) :])
    course: Course = fold(recorded.event for recorded in known)
    assert course.seq == len(known)
