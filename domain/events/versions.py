"""A course that follows another version of its programme."""

from __future__ import annotations

from domain.events.base import Event
from domain.events.ending import Move


class ProgrammeMigrated(Event, frozen=True, kw_only=True):
    """From now on the course follows `to_version`; `moved` are the open deadlines that lie elsewhere by it.

    Granted periods are as they were.
    """

    from_version: str
    to_version: str
    cause: str
    moved: tuple[Move, ...] = ()
