"""All the stories together: every type of event happens in one of them."""

from __future__ import annotations

from functools import cache

from tests.factory.playing import Played
from tests.factory.short_stories import (
    archived_course,
    asked_course,
    cancelled_course,
    complained_course,
    consent_course,
    corrected_course,
    course_with_deviation,
    incomplete_course,
    moved_course,
    reopened_course,
    unreturned_course,
    updated_course,
    waiting_course,
)
from tests.factory.stories import full_course
from tests.factory.together import together_course


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
        asked_course(),
        unreturned_course(),
    )
