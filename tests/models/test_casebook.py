"""A course lives its whole life through the casebook, exactly as the rules alone would have it."""

from __future__ import annotations

from dataclasses import replace

from tests.factories import full_course
from tests.factory.stories import autumn, beginning, ending, spring, summer
from tests.models.desk import Desk


def test_a_whole_course_is_stored_as_the_rules_decide_it(desk: Desk) -> None:
    stored = desk.play((*beginning(), *spring(), *summer(), *autumn(), *ending()))

    course, history = full_course()
    assert replace(stored, ref=course.ref) == course
    read_back = desk.casebook.recorded(stored.ref)
    assert [(r.seq, r.at) for r in read_back] == [(r.seq, r.at) for r in history]
    assert [r.event for r in read_back[1:]] == [r.event for r in history[1:]]
