"""A command of which the page itself says a part: whose matter it is, who acts. The rest is asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping

from casework.office import Office
from domain.values import Actor
from portal.forms.doing import Way, usual_way


def with_fixed(command: str, fixed: Mapping[str, str]) -> Way:
    """The command without the fields that are `fixed`: they are never posted."""
    return with_page(usual_way(command), fixed)


def with_page(way: Way, fixed: Mapping[str, str]) -> Way:
    """The same for another way of handing a command in."""

    def whole(data: bytes) -> bytes:
        return json.dumps(json.loads(data) | dict(fixed)).encode()

    def check(data: bytes) -> object:
        return way.check(whole(data))

    def act(office: Office, ref: str, data: bytes, by: Actor, seen: int) -> object:
        return way.act(office, ref, whole(data), by, seen)

    return Way(tuple(spec for spec in way.shape if spec.name not in fixed), check, act)
