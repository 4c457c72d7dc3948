"""What waits for a manager of the authority: the decisions that are hers, and nothing else of her courses."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from casework.lists.agendas import Agenda
from casework.office import Office
from domain.deciding.granting import deciders_of
from domain.timers import TimerKind
from domain.values import Role
from domain.who import REGISTERED_AS

DECISIONS = frozenset({TimerKind.EXTENSION_DECISION, TimerKind.UNDECIDED})


def heads_decisions(office: Office, agendas: Sequence[Agenda]) -> list[Agenda]:
    """Of these courses those on which a manager of the authority decides something now, with that alone.

    Raises Tampered.
    """
    cut = (
        replace(one, duties=tuple(duty for duty in one.duties if duty.kind in DECISIONS)) for one in agendas
    )
    return [one for one in cut if one.duties and head_decides(office, one.ref)]


def head_decides(office: Office, ref: str) -> bool:
    """Whether the course's programme, or the track it is on, lets a manager of the authority decide.

    Raises UnknownCourse.
    """
    course = office.casebook.course(ref)
    return REGISTERED_AS[Role.HEAD] in deciders_of(course, office.programme_of(course))
