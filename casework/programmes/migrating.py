"""Moving running courses to another version of their programme: what it would change, and doing it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from adapters.calendar import danish_calendar
from casework import names
from casework.office import Office
from casework.programmes.shelf import version_named
from domain.commands import MigrateProgramme
from domain.course import Course
from domain.decide import advance
from domain.errors import InvalidInput, MentorError, Problem, Refused
from domain.explain import explain
from domain.programme import Programme
from domain.timers import Timer
from domain.values import Actor, Role
from models.listing import Wanted
from models.passing import CLOCK

DECIDES = frozenset({Role.COORDINATOR, Role.MANAGER, Role.OPERATOR})


@dataclass(frozen=True, slots=True)
class MovedDeadline:
    """One deadline of a course before and after (Danish days; None: there was none, there is none any
    more), and why it lies there.
    """

    timer: str
    duty: str
    before: date | None
    after: date | None
    why: str


@dataclass(frozen=True, slots=True)
class Move:
    """A running course that would move or has moved: its last event seen, and the deadlines that change.

    `problem` says why it could not be moved.
    """

    ref: str
    seen: int
    deadlines: tuple[MovedDeadline, ...] = ()
    problem: str = ""


def planned(office: Office, source: str, target: str, controller: str = "") -> tuple[Move, ...]:
    """What would change for every running course that follows `source`, if it followed `target`; both are
    written `key@version`. Nothing is written. Raises InvalidInput.
    """
    before, after = _pair(office, source, target)
    wanted = Wanted(controller=controller, programme=before.key, open_only=True)
    rows = [row for row in office.casebook.courses(wanted) if row.programme_version == before.version]
    return tuple(_planned(office, row.ref, before, after) for row in rows)


def applied(office: Office, moves: tuple[Move, ...], target: str, actor: Actor) -> tuple[Move, ...]:
    """Let each course follow `target` from now on, recorded on it, one commit each. A course that somebody
    else has moved on since it was planned is left, and told of. Raises InvalidInput for who may not.
    """
    if actor.role not in DECIDES:
        cure = "brug coordinator, manager eller operator"
        raise InvalidInput("Hvem", (Problem("--as", "må ikke flytte forløb", cure),))
    command = MigrateProgramme(to_version=target.partition("@")[2])
    return tuple(move if move.problem else _applied(office, move, command, actor) for move in moves)


def _applied(office: Office, move: Move, command: MigrateProgramme, actor: Actor) -> Move:
    try:
        office.casebook.handle(move.ref, command, actor, office.now, expected_seq=move.seen)
    except MentorError as error:
        return Move(move.ref, move.seen, problem=error.message)
    return move


INSTEAD = (
    "skal en borger over i et andet program, så afslut forløbet (Cancel før støtten er begyndt, ellers "
    "RecordClosing) og bed jobcenteret om en ny bevilling og henvisning dér; skal hele programmet laves om, "
    "så skriv det som en ny version under samme key"
)
NO_LONGER = "er der ikke mere under den nye version"


def _pair(office: Office, source: str, target: str) -> tuple[Programme, Programme]:
    """Both versions. Raises InvalidInput with all that is wrong with either."""
    before, after = _named(office, "--from", source), _named(office, "--to", target)
    problems = (*_problems(before), *_problems(after))
    if isinstance(before, Programme) and isinstance(after, Programme):
        problems = tuple(_no_move(before, after))
        if not problems:
            return before, after
    raise InvalidInput("Program", problems)


def _named(office: Office, option: str, name: str) -> Programme | InvalidInput:
    try:
        return version_named(office.programmes, name)
    except InvalidInput as error:
        told = (Problem(option, f"{one.wrong} ({one.field})", one.cure) for one in error.problems)
        return InvalidInput("Program", tuple(told))


def _problems(found: Programme | InvalidInput) -> tuple[Problem, ...]:
    return found.problems if isinstance(found, InvalidInput) else ()


def _no_move(before: Programme, after: Programme) -> Iterator[Problem]:
    """A course keeps the programme its grant was given under; only its version may change (outside)."""
    if before.key != after.key:
        yield Problem("--to", "er et andet program; et forløb bliver i det, det er bevilget under", INSTEAD)
    elif before.version == after.version:
        yield Problem("--to", "er ikke en anden version af samme program", "skriv fx viborg@2026-2")


def _planned(office: Office, ref: str, before: Programme, after: Programme) -> Move:
    course = office.casebook.course(ref)
    calendar = danish_calendar(after)
    command = MigrateProgramme(to_version=after.version)
    try:
        moved = advance(course, command, office.now, after, calendar, actor=CLOCK, was=before).course
    except Refused as error:
        return Move(ref, course.seq, problem=error.message)
    changed = _changed(course, moved)
    rows = (_row(old, new, explain(new, calendar) if new else NO_LONGER) for old, new in changed)
    return Move(ref, course.seq, tuple(rows))


def _changed(course: Course, moved: Course) -> list[tuple[Timer | None, Timer | None]]:
    old, new = ({timer.key: timer for timer in one.timers} for one in (course, moved))
    keys = dict.fromkeys((*old, *new))
    return [(old.get(key), new.get(key)) for key in keys if old.get(key) != new.get(key)]


def _row(old: Timer | None, new: Timer | None, why: str) -> MovedDeadline:
    key, kind = next((one.key, one.kind) for one in (new, old) if one)
    before, after = (one.deadline_on if one else None for one in (old, new))
    return MovedDeadline(key, names.DUTIES[kind], before, after, why)
