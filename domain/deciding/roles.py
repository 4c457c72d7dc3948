"""The mentor's roles: those of the programme, with weights that vary over time (S4, S3)."""

from __future__ import annotations

from collections.abc import Iterable

from domain.commands import SetRoles
from domain.course import Course
from domain.deciding.context import Context
from domain.errors import Refused
from domain.events import Event, RolesSet, RoleWeight
from domain.programme import Programme

WHOLE = 100


def set_roles(course: Course, command: SetRoles, ctx: Context) -> tuple[Event, ...]:
    """Set how the mentor's work is weighted from a day on; what held before stays in the history."""
    if not ctx.programme.roles:
        raise Refused("no-roles", "Programmet har ingen faste roller. Skriv dem i aftalen i stedet.")
    known(command.weights, ctx.programme)
    if sum(command.weights.values()) != WHOLE:
        raise Refused("role-weights", f"Vægtene skal tilsammen være {WHOLE} procent.")
    heaviest_first = sorted(command.weights.items(), key=lambda item: (-item[1], item[0]))
    weighted = RolesSet(
        number=course.role_versions + 1,
        from_on=command.from_on,
        weights=tuple(RoleWeight(role, weight) for role, weight in heaviest_first),
        reason=command.reason,
    )
    return (weighted,)


def known(roles: Iterable[str], programme: Programme) -> None:
    """Refuse roles that the programme does not have, where it has a list of them. Raises Refused."""
    if programme.roles and (unknown := sorted(set(roles) - set(programme.roles))):
        choices = ", ".join(f"{code} ({role.name})" for code, role in programme.roles.items())
        raise Refused(
            "unknown-role", f"Programmet har ikke {len(unknown)} af rollerne. Vælg blandt: {choices}."
        )
