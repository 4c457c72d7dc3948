"""The mentor's roles: those the programme knows, and how they weigh."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from domain.commands import WeighRoles
from domain.course import Course
from domain.deciding.context import Context
from domain.errors import Refused, refuse_all
from domain.events import Event, RolesWeighed, RoleWeight
from domain.programme import Programme

WHOLE = 100


def weigh(_course: Course, command: WeighRoles, ctx: Context) -> tuple[Event, ...]:
    """Record how the roles weigh from today on (S4). Raises Refused with every reason."""
    roles = [one.role for one in command.weights]
    refuse_all((*unknown_roles(roles, ctx.programme), *_not_whole(command)))
    weights = tuple(RoleWeight(one.role, one.percent) for one in command.weights)
    return (RolesWeighed(weighed_on=ctx.today, weights=weights),)


def unknown_roles(roles: Iterable[str], programme: Programme) -> Iterator[Refused]:
    """A refusal where a role is none of the programme's. A programme without roles takes any."""
    if programme.roles and not set(roles) <= programme.roles.keys():
        known = ", ".join(f"{code} ({role.words})" for code, role in programme.roles.items())
        yield Refused("unknown-role", f"Programmet har ikke alle de nævnte roller. Vælg blandt {known}.")


def _not_whole(command: WeighRoles) -> Iterator[Refused]:
    once = len({one.role for one in command.weights}) == len(command.weights)
    if not once or sum(one.percent for one in command.weights) != WHOLE:
        yield Refused("role-weights", "Nævn hver rolle én gang, og lad vægtene tilsammen give 100.")
