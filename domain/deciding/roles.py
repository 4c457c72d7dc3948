"""The mentor's roles: those of the programme, with weights that vary over time (S4, S3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from domain.commands import SetRoles
from domain.course import Course
from domain.deciding.context import Context
from domain.errors import Refused, refuse_all
from domain.events import Event, RolesSet, RoleWeight
from domain.programme import Programme
from domain.words import coded

WHOLE = 100


def set_roles(course: Course, command: SetRoles, ctx: Context) -> tuple[Event, ...]:
    """Set how the mentor's work is weighted from a day on; what held before stays in the history."""
    refuse_all(_wrong(command, ctx.programme))
    heaviest_first = sorted(command.weights.items(), key=lambda item: (-item[1], item[0]))
    weighted = RolesSet(
        number=course.written.roles + 1,
        from_on=command.from_on,
        weights=tuple(RoleWeight(role, weight) for role, weight in heaviest_first),
        reason=command.reason,
    )
    return (weighted,)


def _wrong(command: SetRoles, programme: Programme) -> Iterator[Refused]:
    if not programme.roles:
        yield Refused("no-roles", "Programmet har ingen faste roller. Skriv dem i aftalen i stedet.")
    yield from unknown(command.weights, programme)
    if sum(command.weights.values()) != WHOLE:
        yield Refused("role-weights", f"Vægtene skal tilsammen være {WHOLE} procent.")


def unknown(roles: Iterable[str], programme: Programme) -> Iterator[Refused]:
    """What refuses roles that the programme does not have, where it has a list of them."""
    if programme.roles and (others := sorted(set(roles) - set(programme.roles))):
        choices = coded({code: role.name for code, role in programme.roles.items()})
        yield Refused(
            "unknown-role", f"Programmet har ikke {len(others)} af rollerne. Vælg blandt: {choices}."
        )
