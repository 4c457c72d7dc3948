"""One step of a course: the command is decided and evolved, and what follows is added to a recording."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from msgspec import Struct

from domain.calendar import Calendar
from domain.commands import Command, RegisterReferral
from domain.course import Course
from domain.decide import advance
from domain.deciding.context import Decision
from domain.events import Event
from domain.programme import Programme
from models.places import Place
from models.recording import Recording, Stamp


class Programmes(Protocol):
    """The installed programmes."""

    def get(self, key: str, version: str) -> Programme:
        """The programme in exactly that version."""

    def current(self, key: str) -> Programme:
        """The newest version of a programme."""


class Outcome(Struct, frozen=True):
    """What a command led to. `already`: it had been done before under the same key, nothing was written."""

    course: Course
    events: tuple[Event, ...] = ()
    seqs: tuple[int, ...] = ()
    already: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules a step is decided by: the programmes, and each programme's calendar."""

    programmes: Programmes
    calendar_of: Callable[[Programme], Calendar]

    def begin(self, recording: Recording, place: Place, command: RegisterReferral, stamp: Stamp) -> Outcome:
        """The first step of a course, under the newest version of its programme. Raises Refused."""
        programme = self.programmes.current(command.programme)
        calendar = self.calendar_of(programme)
        decided = advance(None, command, stamp.now, programme, calendar, actor=stamp.actor)
        return _recorded(recording, place, None, decided, calendar=calendar, stamp=stamp)

    def advance(
        self, recording: Recording, place: Place, course: Course, command: Command, stamp: Stamp
    ) -> Outcome:
        """A further step, under the version of the programme that the course began with. Raises Refused."""
        programme = self.programmes.get(course.programme, course.programme_version)
        calendar = self.calendar_of(programme)
        decided = advance(course, command, stamp.now, programme, calendar, actor=stamp.actor)
        if not decided.events:
            return Outcome(course)
        return _recorded(recording, place, course, decided, calendar=calendar, stamp=stamp)


def _recorded(
    recording: Recording,
    place: Place,
    before: Course | None,
    decided: Decision,
    *,
    calendar: Calendar,
    stamp: Stamp,
) -> Outcome:
    events, after = decided.events, decided.course
    recording.add(place, before.periods if before else (), events, after, stamp)
    recording.add_intents(place, events, after, stamp, calendar)
    return Outcome(after, events, tuple(range(place.seq + 1, place.seq + 1 + len(events))))
