"""The office a run works in: opened once by the outermost run, shared by its sub-runs and tasks."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from casework.office import Office, open_office
from tasks.log_guard import guard_logs

_OPEN: ContextVar[Office | None] = ContextVar("office", default=None)


@contextmanager
def office_of_run() -> Iterator[Office]:
    """The office that an outer run has opened, or a new one that is closed at the end of the block.

    Raises what `open_office` raises: Unavailable or InvalidInput, saying what to do.
    """
    guard_logs()
    if (shared := _OPEN.get()) is not None:
        yield shared
        return
    with open_office() as office:
        token = _OPEN.set(office)
        try:
            yield office
        finally:
            _OPEN.reset(token)


def current_office() -> Office:
    """The office of the run a task belongs to. A task is never called outside a run of ours."""
    office = _OPEN.get()
    if office is None:
        raise LookupError("a task needs a run that has opened the office")
    return office
