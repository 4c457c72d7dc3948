"""Who may grant: the roles that a programme names, or its track where that has its own (S1, outside)."""

from __future__ import annotations

from collections.abc import Iterator

from domain.commands import AcceptReferral
from domain.course import Course
from domain.deciding.eligibility import track_of
from domain.errors import Refused
from domain.events import GrantFacts
from domain.programme import Programme
from domain.referral import GrantPart
from domain.words import DECIDERS, listed

ROLES = {
    "sagsbehandler": "caseworker",
    "koordinerende sagsbehandler": "caseworker",
    "jobkonsulent": "job_consultant",
    "leder": "manager",
}
"""What a grant calls the one who granted it, and the programme's code for that role."""


def granter_of(grant: GrantPart) -> str:
    """The code of the role that a grant names: `unknown` for one we have no code for, nothing for none."""
    stated = grant.granter_role.strip().casefold()
    return ROLES.get(stated, "unknown") if stated else ""


def not_granted_by(grant: GrantFacts, command: AcceptReferral, programme: Programme) -> Iterator[Refused]:
    """A first grant by somebody who may not give it. Where the grant names no role that we know, the
    jobcentre stands for it, whose signature the mail carries.
    """
    allowed = own_deciders(command, programme) or programme.grants.deciders
    if grant.granter in DECIDERS and grant.granter not in allowed:
        yield Refused(
            "granter-role",
            f"Bevillingen er givet af en {DECIDERS[grant.granter]}. Her kan den gives af "
            f"{listed(allowed, DECIDERS)}; bed jobcenteret om en ny.",
        )


def own_deciders(command: AcceptReferral, programme: Programme) -> tuple[str, ...]:
    """The roles that grant on the track the course is taken on for, where that has its own."""
    track = track_of(command, programme)
    return track.deciders if track else ()


def deciders_of(course: Course, programme: Programme) -> tuple[str, ...]:
    """The roles that extend a course: those of its track as it was taken on, otherwise the programme's."""
    return course.acceptance.deciders or programme.grants.deciders
