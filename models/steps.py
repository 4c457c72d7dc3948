"""One step of a course: the command is decided and evolved, and what follows is added to a recording."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from msgspec import Struct

from domain.calendar import Calendar, local_day
from domain.commands import Command, MigrateProgramme, RegisterReferral
from domain.corps.documents import Document
from domain.course import Course
from domain.decide import advance
from domain.deciding.context import NO_DOCUMENTS, Decision
from domain.events import Event
from domain.programme import Programme
from domain.versions import Version, for_command, for_referral
from models.places import Place
from models.recording import Recording, Stamp


class Programmes(Protocol):
    """The installed programmes."""

    def get(self, key: str, version: str) -> Programme:
        """The programme in exactly that version."""

    def versions(self, key: str) -> tuple[Programme, ...]:
        """All versions of a programme."""

    def left_behind(self, day: date) -> Mapping[str, tuple[str, ...]]:
        """The versions that running courses have to leave by that Danish day, by the programme's key."""


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
        """The first step of a course, under the version its grant belongs to. Raises Refused."""
        grant, received_on = command.referral.grant, local_day(stamp.now)
        versions = self.programmes.versions(command.programme)
        programme = for_referral(versions, grant.starts_on if grant else None, received_on)
        calendar = self.calendar_of(programme)
        decided = advance(None, command, stamp.now, programme, calendar, actor=stamp.actor)
        return _recorded(recording, place, None, decided, calendar=calendar, stamp=stamp)

    def advance(
        self,
        recording: Recording,
        place: Place,
        course: Course,
        command: Command,
        stamp: Stamp,
        documents: frozenset[Document] = NO_DOCUMENTS,
    ) -> Outcome:
        """A further step, under the version of the programme that holds for it; the course moves to that
        version first, in the same step, if it has another one. `documents` are the corps's that exist.
        Raises Refused.
        """
        kept = self.programmes.get(course.programme, course.programme_version)
        version = self._version(kept, course, command, stamp)
        calendar = self.calendar_of(version.programme)
        move = version.moves and MigrateProgramme(to_version=version.programme.version, cause=version.moves)
        before = Decision((), course)
        for step in (move, command):
            if step:
                before = _then(before, step, version.programme, calendar, stamp, kept, documents)
        if not before.events:
            return Outcome(course)
        return _recorded(recording, place, course, before, calendar=calendar, stamp=stamp)

    def _version(self, kept: Programme, course: Course, command: Command, stamp: Stamp) -> Version:
        if isinstance(command, MigrateProgramme):
            return Version(self.programmes.get(course.programme, command.to_version))
        versions = self.programmes.versions(course.programme)
        return for_command(versions, kept, course, command, local_day(stamp.now))


def _then(
    done: Decision,
    command: Command,
    programme: Programme,
    calendar: Calendar,
    stamp: Stamp,
    was: Programme,
    documents: frozenset[Document],
) -> Decision:
    """What was decided and what follows from the next command, as one decision."""
    decided = advance(
        done.course, command, stamp.now, programme, calendar, actor=stamp.actor, was=was, documents=documents
    )
    return Decision((*done.events, *decided.events), decided.course)


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
