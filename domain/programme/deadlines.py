"""The section `[deadlines]`: every deadline with its ladder, and whether they can work together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from domain.ladders import Deadline, impossible
from domain.mistakes import Mistake, refuse
from domain.programme.office import Office
from domain.timers import TimerKind

Deadlines = dict[TimerKind, Deadline]


def read_deadlines(given: Any, read: Callable[[Any], Deadlines], office: Office | None) -> Deadlines:
    """The deadlines as they were given. Raises ValidationError with every mistake, also where some of them
    cannot even be read; without an `office` that can be read, the rungs' clock times are not judged.
    """
    unread: ValidationError | None = None
    try:
        deadlines = read(given)
    except ValidationError as error:
        unread, deadlines = error, _readable(given)
    named = set(given) if isinstance(given, Mapping) else set()
    missing = (((kind.value,), _MISSING) for kind in TimerKind if kind not in named)
    refuse([*missing, *impossible(deadlines), *_closed(deadlines, office)], besides=unread)
    return deadlines


_MISSING = "mangler; uden frist ville den aldrig komme"


def _readable(given: Any) -> Deadlines:
    deadlines: Deadlines = {}
    for name, deadline in given.items() if isinstance(given, Mapping) else ():
        try:
            deadlines[TimerKind(name)] = Deadline.model_validate(deadline)
        except ValueError:
            continue  # its mistakes are told already
    return deadlines


def _closed(deadlines: Deadlines, office: Office | None) -> Iterator[Mistake]:
    for kind, deadline in deadlines.items():
        for number, rung in enumerate(deadline.rungs):
            if office and rung.at and not office.opens <= rung.at < office.closes:
                told = f"kl. {rung.at:%H.%M} ligger uden for åbningstiden"
                yield (kind.value, "rungs", number, "at"), told
