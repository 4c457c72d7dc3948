"""All the stories together: every type of event happens in one of them."""

from __future__ import annotations

from functools import cache

from tests.factory.playing import Played
from tests.factory.stories import (
    archived_course,
    cancelled_course,
    complained_course,
    consent_course,
    corrected_course,
    course_with_deviation,
    full_course,
    incomplete_course,
    moved_course,
    reopened_course,
    together_course,
    unreturned_course,
    updated_course,
    waiting_course,
)


@cache
def every_story() -> tuple[Played, ...]:
    """Each story once."""
    return (
        full_course(),
        archived_course(),
        incomplete_course(),
        cancelled_course(),
        course_with_deviation(),
        updated_course(),
        together_course(),
        moved_course(),
        reopened_course(),
        consent_course(),
        corrected_course(),
        waiting_course(),
        complained_course(),
        unreturned_course(),
    )
