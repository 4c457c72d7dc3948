"""The route table: no page without a rule that says who may open it, and about what.

Addresses are Danish in ASCII (`/forloeb/{ref}`, as the letters link to it) and hold references only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from fastapi import APIRouter, Response

from domain.values import Role

PUBLIC: frozenset[Role] = frozenset()
"""Open to everybody: signing in, and what needs no signing in."""
EVERYBODY = frozenset(
    {
        Role.COORDINATOR,
        Role.MENTOR,
        Role.CASEWORKER,
        Role.JOB_CONSULTANT,
        Role.MANAGER,
        Role.HEAD,
        Role.OPERATOR,
        Role.AUDITOR,
    }
)
COORDINATORS = frozenset({Role.COORDINATOR})
MENTORS = frozenset({Role.MENTOR})
PROVIDERS = COORDINATORS | MENTORS
AUTHORITY = frozenset({Role.CASEWORKER, Role.JOB_CONSULTANT})
HEADS = frozenset({Role.HEAD})
"""The authority's managers: what they decide, and its key figures; no page is theirs by another's name."""
READERS = PROVIDERS | AUTHORITY | {Role.MANAGER, Role.AUDITOR}
"""Whoever may see some course; which ones, the door asks for each."""

Handler = Callable[..., Any]
NOTHING_BY_ITSELF: Mapping[str, Any] = {
    "docs_url": None,
    "redoc_url": None,
    "openapi_url": None,
    # Sent on from `/forloeb/` to `/forloeb`, a browser would be sent to whatever host the request names.
    "redirect_slashes": False,
}
"""How an application is made that answers at its own routes alone."""


class About(StrEnum):
    """What a page is about, and so what its visitor must have to do with. `BY_ADDRESS`: who knows the address
    may read it (a calendar feed); such an address is a secret of its own.
    """

    NOTHING = "nothing"
    COURSE = "course"
    BY_ADDRESS = "by-address"


COURSE, BY_ADDRESS = About.COURSE, About.BY_ADDRESS


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may use a route. `about=COURSE` holds for the course that `ref` in the path names; `in_emergency`:
    also for one that is not hers and that she opened in an emergency.
    """

    method: str
    path: str
    who: frozenset[Role]
    about: About = About.NOTHING
    nav: str | None = None
    in_emergency: bool = True

    @property
    def is_public(self) -> bool:
        """Whether it needs no signing in."""
        return not self.who


class Pages:
    """A part of the route table, with the rule of each route."""

    def __init__(self) -> None:
        self.router = APIRouter(default_response_class=Response)
        self.rules: list[Rule] = []

    def get(
        self,
        path: str,
        *,
        who: frozenset[Role],
        about: About = About.NOTHING,
        nav: str | None = None,
        in_emergency: bool = True,
    ) -> Callable[[Handler], Handler]:
        """A page that is read. `nav` is its name in the menu of those who may open it; one that is there to
        do something opens no course that is only open in an emergency.
        """
        return self._route("GET", Rule("GET", path, who, about, nav, in_emergency))

    def post(
        self,
        path: str,
        *,
        who: frozenset[Role],
        about: About = About.NOTHING,
        in_emergency: bool = False,
    ) -> Callable[[Handler], Handler]:
        """Something that is done: on a course that is hers, if nothing else is said."""
        return self._route("POST", Rule("POST", path, who, about, None, in_emergency))

    def _route(self, method: str, rule: Rule) -> Callable[[Handler], Handler]:
        if rule.about is COURSE and "{ref}" not in rule.path:
            raise ValueError(f"{rule.path} is about a course and does not name it as {{ref}}")
        self.rules.append(rule)

        def added(handler: Handler) -> Handler:
            self.router.add_api_route(
                rule.path, handler, methods=[method], response_model=None, include_in_schema=False
            )
            return handler

        return added
