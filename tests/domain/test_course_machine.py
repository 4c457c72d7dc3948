"""Whatever people do, in whatever order, and however the clock ticks: what always holds for a course."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.domain.course_machine import machine_of
from tests.domain.lives import PROGRAMMES

SETTINGS = settings(deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("key", PROGRAMMES)
def test_whatever_people_do_and_however_the_clock_ticks_no_course_goes_wrong(key: str) -> None:
    """The same lives in every run, so that a failure is somebody's change and not chance."""
    few = settings(SETTINGS, max_examples=2, stateful_step_count=25, derandomize=True)
    run_state_machine_as_test(machine_of(key), settings=few)


@pytest.mark.soak
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("key", PROGRAMMES)
def test_no_course_goes_wrong_in_thousands_of_new_lives(key: str) -> None:
    """New lives every time."""
    many = settings(SETTINGS, max_examples=1000, stateful_step_count=60)
    run_state_machine_as_test(machine_of(key), settings=many)
