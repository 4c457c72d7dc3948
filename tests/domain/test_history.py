"""A course as it was known at an instant."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.errors import InvalidInput
from domain.history import known_at
from tests.factories import at, play, register

SECOND = timedelta(seconds=1)


@pytest.mark.requirement("local.time_machine")
def test_what_was_known_includes_the_instant_itself_and_nothing_later() -> None:
    _, history = play(register(), at("2026-03-10 10:00"))
    first, second = history[0], history[1]
    assert known_at(history, first.at) == (first,)
    assert known_at(history, second.at - SECOND)[-1].at < second.at
    assert second in known_at(history, second.at)
    assert known_at(history, at("2027-01-01 10:00")) == tuple(history)


def test_before_the_first_event_there_is_no_course_and_the_first_moment_is_told() -> None:
    _, history = play(register())
    with pytest.raises(InvalidInput) as told:
        known_at(history, history[0].at - SECOND)
    assert told.value.message == (
        "Tidspunkt: --at: ligger før forløbets begyndelse "
        "(vælg et tidspunkt fra og med 2026-02-26 kl. 09.14.00)"
    )
