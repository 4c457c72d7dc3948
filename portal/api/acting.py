"""What a program may do: the same commands as its owner, by the same rules."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import Query, Response

from casework.commands.acting import act, act_all
from casework.rounds import StepResult
from domain.commands import COMMANDS
from domain.errors import InvalidInput, Problem
from domain.values import Role
from portal.api.door import Call
from portal.api.reading import json_of
from portal.errors import NothingHere
from portal.routing import AUTHORITY, COURSE, PROVIDERS, Pages

pages = Pages()
ACTING = PROVIDERS | AUTHORITY | {Role.MANAGER}
MOST_AT_ONCE = 20
SEVERAL = "Flere på én gang"
Seen = Annotated[int | None, Query(ge=0, le=2**31)]


@pages.post("/courses/{ref}/commands/{name}", who=ACTING, about=COURSE)
def command(call: Call, ref: str, name: str, seen: Seen = None) -> Response:
    """Do a command; `seen` is the number of the last event the program knows of."""
    if name not in COMMANDS:
        raise NothingHere
    return _done(act(call.office, ref, name, call.body, call.actor, seen=seen))


@pages.post("/courses/{ref}/batch", who=ACTING, about=COURSE)
def batch(call: Call, ref: str, seen: Seen = None) -> Response:
    """Do several commands as one, in their order: all of them or none. A problem begins with its number."""
    parts = _parts(call.object())
    return _done(act_all(call.office, ref, parts, call.actor, seen=seen))


def _parts(sent: dict[str, Any]) -> dict[str, tuple[str, bytes]]:
    """`{"commands": [{"command": "QuickNote", "fields": {…}}]}` by number. Raises InvalidInput."""
    listed = sent.get("commands")
    if sent.keys() != {"commands"} or not isinstance(listed, list) or not 1 <= len(listed) <= MOST_AT_ONCE:
        problem = Problem(
            "commands", "kan ikke bruges", f"skriv en liste med 1 til {MOST_AT_ONCE} kommandoer"
        )
        raise InvalidInput(SEVERAL, (problem,))
    if unread := [str(number) for number, part in enumerate(listed) if not _is_command(part)]:
        cure = "skriv command (en kommando, der findes) og fields"
        raise InvalidInput(SEVERAL, tuple(Problem(number, "kan ikke læses", cure) for number in unread))
    return {
        str(number): (part["command"], json.dumps(part["fields"]).encode())
        for number, part in enumerate(listed)
    }


def _is_command(part: object) -> bool:
    if not isinstance(part, dict) or part.keys() != {"command", "fields"}:
        return False
    return isinstance(part["command"], str) and part["command"] in COMMANDS


def _done(step: StepResult) -> Response:
    return json_of({"course": step.ref, "phase": step.phase, "events": step.fired})
