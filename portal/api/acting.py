"""What a program may do: the same commands as its owner, by the same rules."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Response

from casework.acting import act
from casework.rounds import StepResult
from domain.commands import COMMANDS
from domain.values import Role
from portal.api.door import Call
from portal.api.reading import json_of
from portal.errors import NothingHere
from portal.routing import AUTHORITY, COURSE, PROVIDERS, Pages

pages = Pages()
ACTING = PROVIDERS | AUTHORITY | {Role.MANAGER}
Seen = Annotated[int | None, Query(ge=0, le=2**31)]


@pages.post("/courses/{ref}/commands/{name}", who=ACTING, about=COURSE)
def command(call: Call, ref: str, name: str, seen: Seen = None) -> Response:
    """Do a command; `seen` is the number of the last event the program knows of."""
    if name not in COMMANDS:
        raise NothingHere
    return _done(act(call.office, ref, name, call.body, call.actor, seen=seen))


def _done(step: StepResult) -> Response:
    return json_of({"course": step.ref, "phase": step.phase, "events": step.fired})
