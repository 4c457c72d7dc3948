"""Processes that should always run: started, watched, started again with a growing pause, and stopped."""

from __future__ import annotations

import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from deployments.tied import start_tied, stop_tied

LONGEST_PAUSE = 60.0
STEADY_AFTER = 600.0
LOOK_EVERY = 0.5


@dataclass
class Part:
    """One process that should always run, and when it may be started again. Without a `log` it prints where
    this process does; `hands_on` are the open files that it is to have.
    """

    name: str
    arguments: tuple[str, ...]
    environment: Mapping[str, str]
    log: Path | None = None
    hands_on: tuple[int, ...] = ()
    process: subprocess.Popen[bytes] | None = None
    failures: int = 0
    started_at: float = 0.0
    not_before: float = 0.0

    def keep_running(self, now: float) -> bool:
        """Start the part if it is not running and its pause is over. Tells whether it was started."""
        if self.process is not None and self.process.poll() is None:
            return False
        if self.process is not None:
            self.stop()
            self._pause(now)
        if now < self.not_before:
            return False
        self.start(now)
        return True

    def start(self, now: float) -> subprocess.Popen[bytes]:
        """Start the part, whatever was before."""
        self.started_at = now
        module, *arguments = self.arguments
        self.process = start_tied(module, arguments, self.environment, self.log, hands_on=self.hands_on)
        return self.process

    def stop(self) -> None:
        """End the part."""
        if self.process is not None:
            stop_tied(self.process)

    def _pause(self, now: float) -> None:
        """A part that had run steadily is no part that cannot start: it comes back soon."""
        self.process = None
        self.failures = 1 if now - self.started_at > STEADY_AFTER else self.failures + 1
        self.not_before = now + min(2.0**self.failures, LONGEST_PAUSE)


@contextmanager
def stop_signals() -> Iterator[threading.Event]:
    """An event that SIGTERM and SIGINT set, so that whoever waits can clean up in order."""
    stop = threading.Event()
    before = {
        number: signal.signal(number, lambda *_: stop.set()) for number in (signal.SIGTERM, signal.SIGINT)
    }
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def keep_all(parts: Sequence[Part], stop: threading.Event, tell: Callable[[Part], None]) -> None:
    """Keep the parts running until `stop` is set. `tell` is given each that was started."""
    while True:
        for part in parts:
            if part.keep_running(time.monotonic()):
                tell(part)
        if stop.wait(LOOK_EVERY):
            return
