"""Doing a command while others work on the same course: nobody's work is overwritten unseen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from casework.access.seeing_parts import is_theirs
from casework.commands.acting import DECISION, ENDING, act, act_all
from casework.history.timeline import TimelineEntry, timeline
from casework.office import Office
from casework.rounds import StepResult
from domain.errors import Conflict
from domain.values import Actor, Role
from domain.who import AUTHORITY
from models.errors import Overtaken

BY_THEMSELVES = frozenset({Role.CLOCK, Role.MAILROOM})
"""What happens without a person takes nothing from what somebody is about to write."""
ATTEMPTS = 5
T = TypeVar("T")


class Meanwhile(Conflict):
    """People have done something on the course since it was read: `entries`, without anything personal.

    `seq` is the number of the last event there is now.
    """

    def __init__(self, entries: Sequence[TimelineEntry], seq: int) -> None:
        super().__init__("Forløbet er ændret, siden siden blev åbnet. Se, hvad der er sket, og gem så igen.")
        self.entries = tuple(entries)
        self.seq = seq


def act_together(office: Office, ref: str, name: str, data: bytes, actor: Actor, seen: int) -> StepResult:
    """Do a command as one who has seen the course up to event `seen`: what only the clock or the mail room
    did since does not stop it. Raises Meanwhile where a person did something, and whatever `act` raises.
    """
    if name in (DECISION, ENDING):  # the code is spent in the same commit, and decides by itself
        must_be_alone(office, ref, seen, actor)
        return act(office, ref, name, data, actor)
    return in_turn(office, ref, seen, actor, lambda seq: act(office, ref, name, data, actor, seen=seq))


def act_all_together(
    office: Office, ref: str, parts: Mapping[str, tuple[str, bytes]], actor: Actor, seen: int
) -> StepResult:
    """The same for several commands as one. Raises Meanwhile, and whatever `act_all` raises."""
    return in_turn(office, ref, seen, actor, lambda seq: act_all(office, ref, parts, actor, seen=seq))


def must_be_alone(office: Office, ref: str, seen: int, actor: Actor) -> int:
    """The number of the last event, if no person has done anything since event `seen`. What the authority is
    not told of a course is not told it here either. Raises Meanwhile.
    """
    history = office.casebook.neutral(ref)
    since = [one for one in history[seen:] if actor.role not in AUTHORITY or is_theirs(one.event)]
    if any(recorded.actor.role not in BY_THEMSELVES for recorded in since):
        programme = office.programme_of(office.casebook.course(ref))
        shown = {recorded.seq for recorded in since}
        told = timeline(history, personal=False, programme=programme, known_as=office.known_as)[seen:]
        raise Meanwhile([entry for entry in told if entry.seq in shown], len(history))
    return len(history)


def in_turn(office: Office, ref: str, seen: int, actor: Actor, do: Callable[[int], T]) -> T:
    """Do it on the course as it stands now, of which it is given the last event's number; where the clock
    comes between, once more. Raises Meanwhile, and whatever it raises.
    """
    for _ in range(ATTEMPTS - 1):
        try:
            return do(must_be_alone(office, ref, seen, actor))
        except Overtaken:
            continue
    return do(must_be_alone(office, ref, seen, actor))
