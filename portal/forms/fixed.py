"""A command of which the page itself says a part: whose matter it is, who acts. The rest is asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping

from casework.acting_together import act_together
from casework.office import Office
from domain.parsing import parse_command
from domain.values import Actor
from portal.forms.doing import Way
from portal.forms.shape import shape_of

Fixed = Mapping[str, str]


def with_fixed(command: str, fixed: Fixed) -> Way:
    """The command without the fields that are `fixed`: what is posted for those counts for nothing."""

    def whole(data: bytes) -> bytes:
        return json.dumps(json.loads(data) | dict(fixed)).encode()

    def check(data: bytes) -> None:
        parse_command(command, whole(data))

    def act(office: Office, ref: str, data: bytes, by: Actor, seen: int) -> None:
        act_together(office, ref, command, whole(data), by, seen)

    asked = tuple(spec for spec in shape_of(command) if spec.name not in fixed)
    return Way(asked, check, act)
