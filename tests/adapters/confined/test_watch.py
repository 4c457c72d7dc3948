from __future__ import annotations

import threading
import time

import pytest

from adapters.confined.watch import Watch

LONG = 60.0


def watchers() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "watch"]


@pytest.fixture
def before() -> set[threading.Thread]:
    return set(watchers())


def rings(watch: Watch, seconds: float) -> bool:
    """Whether a wait that lasts until the alarm, or for twenty seconds, is told that it took too long."""
    rang = threading.Event()
    with watch.over(seconds, rang.set) as alarm:
        rang.wait(20)
    assert alarm.rang is rang.is_set()
    return alarm.rang


def test_a_wait_that_takes_too_long_is_told_and_so_is_the_next_one() -> None:
    watch = Watch()
    assert [rings(watch, 0.02) for _ in range(3)] == [True] * 3


def test_a_short_wait_after_a_long_one_is_told_in_its_own_time() -> None:
    watch = Watch()
    with watch.over(LONG, lambda: None) as alarm:
        pass
    assert rings(watch, 0.02), "it did not wait for the long one"
    assert not alarm.rang


def test_nothing_is_done_after_the_end_of_a_wait_even_if_it_ended_in_an_error() -> None:
    watch, deeds = Watch(), list[str]()
    for number in range(3):
        with pytest.raises(ZeroDivisionError), watch.over(0.5, lambda: deeds.append("too late")):
            assert 1 / (number - number)
    time.sleep(0.7)
    assert deeds == []


def test_any_number_of_waits_share_one_thread(before: set[threading.Thread]) -> None:
    watch = Watch()
    seen = set()
    for _ in range(50):
        with watch.over(LONG, lambda: None):  # the first may be over before the thread begins
            seen |= set(watchers()) - before
    assert len(seen) == 1


def test_the_thread_ends_when_nobody_waits_and_another_begins_when_somebody_does(
    before: set[threading.Thread],
) -> None:
    watch = Watch()
    with watch.over(0.02, lambda: None):
        (mine,) = set(watchers()) - before
    mine.join(20)
    assert not mine.is_alive()
    assert rings(watch, 0.02)
