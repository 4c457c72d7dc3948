"""Keeps the key figures up to date while the portal runs: a little at a time, so that no page waits."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from casework.key_figures.keeping import keep_figures
from casework.office import Office
from domain.errors import MentorError

FEW = 10
"""Courses at a time: some twenty milliseconds of work."""
BREATHER, REST = 0.25, 60.0
"""Seconds between two helpings, and when all courses are counted."""
log = logging.getLogger("portal")


@contextmanager
def figures_kept(office: Office) -> Iterator[None]:
    """Within the block a thread keeps the figures up to date; at its end it stops."""
    stop = threading.Event()
    thread = threading.Thread(target=keep_counting, args=(office, stop.wait), name="key-figures", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def keep_counting(office: Office, wait: Callable[[float], bool]) -> None:
    """Count until `wait` (it is given seconds) says that it is time to stop. What goes wrong is told in the
    log by its code, and tried again after the rest: no page shows figures that are worse for it.
    """
    while True:
        try:
            counted = keep_figures(office, FEW)
        except MentorError as error:
            log.error("nøgletal kunne ikke gøres op: %s", error.code)
            counted = 0
        if wait(BREATHER if counted else REST):
            return
