"""Who can sign in: everybody `staff.toml` names, and everybody registered at an authority."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from casework.office import Office
from domain.signing_in import same_address
from domain.values import Actor, Role


@dataclass(frozen=True, slots=True)
class Account:
    """One role of one person. Name and e-mail are staff data: shown to people, never logged."""

    role: Role
    id: str
    name: str
    email: str
    controller: str = ""
    unit: str = ""

    @property
    def actor(self) -> Actor:
        """Who acts with this account."""
        return Actor(self.role, self.id)


def account_of(office: Office, key: str) -> Account | None:
    """The account with that key, such as `mentor:amira`; None if there is none (any more)."""
    return next((one for one in _all(office) if str(one.actor) == key), None)


def accounts_with(office: Office, email: str) -> list[Account]:
    """Every account of the person with that work e-mail."""
    return [one for one in _all(office) if same_address(one.email) == same_address(email)]


def _all(office: Office) -> Iterator[Account]:
    staff = office.staff
    tables = {Role.MENTOR: staff.mentors, Role.COORDINATOR: staff.coordinators, Role.MANAGER: staff.managers}
    for role, members in tables.items():
        yield from (Account(role, one.id, one.name, one.email) for one in members)
    for decider in office.deciders.all():
        yield Account(
            Role(decider.role), decider.ref, decider.name, decider.email, decider.controller, decider.unit
        )
