"""Whether citizens' names stand on the lists: as she asked last, until she signs out."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import Response

from casework.access.citizen_names import MAY
from domain.values import Role
from portal.visit import Visit
from portal.visitor import Visitor

ASKED = "navne"
YES, NO = "ja", "nej"


def with_names(visit: Visitor) -> bool:
    """What this address asks for, or she asked for last. Where she never did, a mentor reads the names of her
    citizens, and the others the references; who reads no names on lists cannot ask for them.
    """
    usual = YES if visit.account.role is Role.MENTOR else NO
    wish = _asked(visit) or visit.cookies.names(visit.request) or usual
    return visit.account.role in MAY and wish == YES


def naming(visit: Visitor) -> Mapping[str, bool]:
    """What a list's page says about names."""
    return {"may_name": visit.account.role in MAY, "with_names": with_names(visit)}


def remembered(visit: Visit, response: Response) -> Response:
    """The page of a list; what she asked for on it holds for the next ones."""
    if wish := _asked(visit):
        visit.cookies.keep_names(response, wish)
    return response


def _asked(visit: Visitor) -> str:
    wish = visit.request.query_params.get(ASKED, "")
    return wish if wish in {YES, NO} else ""
