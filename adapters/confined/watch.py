"""An alarm for one wait after another, kept by one thread: to start one for each takes a tenth of a ms."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(slots=True)
class Alarm:
    """What is done at `due` (seconds of the monotonic clock), and whether it has been."""

    due: float
    act: Callable[[], object]
    rang: bool = False


class Watch:
    """Keeps one alarm at a time; the caller sees to it that waits do not overlap.

    Its thread sleeps through any number of waits, and ends when it wakes up and nobody waits.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._alarm: Alarm | None = None
        self._wakes_at: float | None = None  # None: there is no thread

    @contextmanager
    def over(self, seconds: float, act: Callable[[], object]) -> Iterator[Alarm]:
        """Do `act`, from another thread, if the block takes longer; never after its end."""
        alarm = Alarm(time.monotonic() + seconds, act)
        self._set(alarm)
        try:
            yield alarm
        finally:
            with self._changed:
                self._alarm = None

    def _set(self, alarm: Alarm) -> None:
        with self._changed:
            if self._wakes_at is None:
                threading.Thread(target=self._keep, name="watch", daemon=True).start()
            elif alarm.due < self._wakes_at:
                self._changed.notify()
            self._alarm = alarm
            self._wakes_at = min(alarm.due, self._wakes_at or alarm.due)

    def _keep(self) -> None:
        with self._changed:
            try:
                self._ring_in_time()
            finally:  # whatever happened, the next wait has a thread
                self._wakes_at = None

    def _ring_in_time(self) -> None:
        self._sleep()  # also where the first wait is over before this thread began: the next one finds it
        while (alarm := self._alarm) is not None and not alarm.rang:
            if alarm.due <= time.monotonic():
                alarm.rang = True
                alarm.act()
            else:
                self._wakes_at = alarm.due
                self._sleep()

    def _sleep(self) -> None:
        if self._wakes_at is not None:
            self._changed.wait(self._wakes_at - time.monotonic())
