"""The appointments of a course as a calendar shows them: a moved one is the same one at another time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from domain.events import AppointmentCancelled, AppointmentPlanned
from domain.history import Recorded


@dataclass(frozen=True, slots=True)
class Meeting:
    """One appointment that stands. `id` is the one it was first made under, `moves` how often it was moved
    since, `at` when it is and `changed_at` when that was last said (UTC).
    """

    id: str
    at: datetime
    changed_at: datetime
    moves: int = 0


def meetings_of(history: Iterable[Recorded]) -> tuple[Meeting, ...]:
    """The appointments that were made and not called off, past ones too, by when they are. One that takes
    another one's place is that one, moved.
    """
    standing: dict[str, Meeting] = {}
    for recorded in history:
        event = recorded.event
        if isinstance(event, AppointmentPlanned):
            before = standing.pop(event.replaces, None)
            new = Meeting(event.appointment, event.at, recorded.at)
            moved = replace(new, id=before.id, moves=before.moves + 1) if before else new
            standing[event.appointment] = moved
        elif isinstance(event, AppointmentCancelled):
            standing.pop(event.appointment, None)
    return tuple(sorted(standing.values(), key=lambda one: (one.at, one.id)))
