"""What a program may read: whose token it is, the courses she sees, and what is to be known of one."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query, Response

from adapters.as_json import as_json
from casework.access.seeing import only_reads
from casework.access.seeing_parts import neutral_timeline_for, timeline_for
from casework.lists.course_facts import deadlines_for, facts_for
from casework.lists.course_pages import Page, page_of_courses
from domain.errors import InvalidInput, Problem
from domain.lifecycle import Phase
from domain.values import REF_PATTERN
from portal.api.door import Call
from portal.offered import offered
from portal.routing import COURSE, READERS, Pages

pages = Pages()
MOST = 100
Limit = Annotated[int, Query(ge=1, le=MOST)]
After = Annotated[str, Query(pattern=f"^$|{REF_PATTERN}")]


def json_of(value: object) -> Response:
    """An answer in JSON."""
    return Response(as_json(value), media_type="application/json")


@pages.get("/me", who=READERS)
def me(call: Call) -> Response:
    """Whose token it is, and how long it holds."""
    token = call.bearer.token
    return json_of(
        {
            "account": call.account.key,
            "role": call.account.role,
            "controller": call.account.controller or None,
            "may_act": token.may_act,
            "expires_at": token.expires_at,
        }
    )


@pages.get("/courses", who=READERS)
def courses(call: Call, phase: str = "", after: After = "", limit: Limit = 50) -> Response:
    """The courses she sees, a page at a time, the oldest first."""
    if phase and phase not in list(Phase):
        known = ", ".join(Phase)
        raise InvalidInput("Listen", (Problem("phase", "er ikke en fase", f"vælg en af {known}"),))
    found: Page = page_of_courses(call.office, call.account, phase=phase, after=after, most=limit)
    return json_of({"courses": found.rows, "next": found.next})


@pages.get("/courses/{ref}", who=READERS, about=COURSE)
def course(call: Call, ref: str) -> Response:
    """A course as it stands, as `mentor course show --json` tells it, as far as she may see it."""
    return json_of(facts_for(call.office, call.account, call.course(ref)))


@pages.get("/courses/{ref}/timeline", who=READERS, about=COURSE)
def timeline(call: Call, ref: str, personal: bool = False) -> Response:
    """Everything that has happened; with `personal` as she may see it, which is written down."""
    told = timeline_for if personal else neutral_timeline_for
    return json_of({"entries": told(call.office, call.account, ref)})


@pages.get("/courses/{ref}/deadlines", who=READERS, about=COURSE)
def deadlines(call: Call, ref: str) -> Response:
    """Every open deadline, and why it is when it is."""
    return json_of({"deadlines": deadlines_for(call.office, call.account, call.course(ref))})


@pages.get("/courses/{ref}/commands", who=READERS, about=COURSE)
def commands(call: Call, ref: str) -> Response:
    """What she can do now; the fields of each stand in the description of the API. Of a course open to
    her in an emergency alone, nothing: what such an emergency needs is done on its page.
    """
    found = call.course(ref)
    closed = only_reads(call.office, call.account, ref)
    hers = () if closed else offered(call.office, call.account, found)
    return json_of({"seq": found.seq, "commands": hers})
