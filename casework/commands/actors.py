"""Who acts on a course: somebody we know, who has to do with it. Asked wherever a person comes in."""

from __future__ import annotations

from casework.corps.standing_in import standing_in_for
from casework.office import Office
from domain.errors import Refused
from domain.values import Actor, Role
from domain.who import AUTHORITY, REGISTERED_AS
from models.deciders import unknown


def must_be_on_course(office: Office, ref: str, actor: Actor) -> None:
    """A coordinator or manager of ours, the course's own mentor, her cover or whoever stands in for her
    today, or a registered person of the course's own authority, in her own role.

    Raises Refused, UnknownCourse, InvalidInput for one whom `staff.toml` does not name.
    """
    if actor.role is Role.COORDINATOR:
        _must_be_in_her_reach(office, ref, actor.id)
    elif actor.role is Role.MANAGER:
        office.staff.manager(actor.id)
    elif actor.role is Role.MENTOR:
        _must_be_mentor_of(office, ref, actor.id)
    elif actor.role in AUTHORITY:
        _must_be_of_authority(office, ref, actor)
    else:
        raise Refused(
            "not-a-person",
            "På et forløb handler et menneske. Brug --as coordinator:ID, mentor:ID, manager:ID eller "
            "caseworker:NUMMER.",
        )


def _must_be_in_her_reach(office: Office, ref: str, coordinator: str) -> None:
    """Where `staff.toml` limits her to some municipalities, the course must be one of theirs."""
    limits = office.staff.coordinator(coordinator).controllers
    if limits and office.casebook.course(ref).controller not in limits:
        raise Refused(
            "not-her-municipality",
            "Forløbet hører til en kommune, som koordinatoren ikke har. Lad en anden koordinator gøre det.",
        )


def _must_be_mentor_of(office: Office, ref: str, mentor: str) -> None:
    office.staff.mentor(mentor)
    course = office.casebook.course(ref)
    if mentor not in {course.mentor, course.cover, standing_in_for(office, course).person}:
        raise Refused(
            "not-her-course",
            "Mentoren har ikke forløbet og er ikke vikar på det. Lad forløbets mentor eller koordinatoren "
            "gøre det.",
        )


def _must_be_of_authority(office: Office, ref: str, actor: Actor) -> None:
    decider = office.deciders.registered(actor.id)
    controller = office.casebook.course(ref).controller
    if decider is None or (decider.controller, decider.role) != (controller, REGISTERED_AS[actor.role]):
        raise unknown(actor.id)
