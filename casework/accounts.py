"""Who can sign in to the portal: everybody in `staff.toml`, and the registered people of the authorities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from adapters.staff import Staff
from casework.office import Office
from domain.signing_in import same_address
from domain.values import Actor, Role
from domain.who import AUTHORITY
from models.deciders import Decider


@dataclass(frozen=True, slots=True)
class Account:
    """One role of one person. The same person (the same e-mail address) may have several.

    `controller` and `unit` say which municipality and unit somebody of the authority belongs to. Name and
    e-mail address are staff data: shown to people, never logged.
    """

    role: Role
    id: str
    name: str
    email: str
    controller: str = ""
    unit: str = ""

    @property
    def actor(self) -> Actor:
        """How what she does is signed."""
        return Actor(self.role, self.id)

    @property
    def key(self) -> str:
        """`role:id`, by which the account is known where it is written down."""
        return str(self.actor)

    @property
    def is_authority(self) -> bool:
        """Whether she is one of the authority's people, and not of ours."""
        return self.role in AUTHORITY


def account_of(office: Office, key: str) -> Account | None:
    """The account with that key (`role:id`); None where nobody has that role and id today."""
    role, _, name = key.partition(":")
    ours = next((account for account in _ours(office.staff) if account.key == key), None)
    if ours is not None or role not in AUTHORITY:
        return ours
    decider = office.deciders.registered(name)
    return _of_authority(decider) if decider and decider.role == role else None


def accounts_with(office: Office, email: str) -> tuple[Account, ...]:
    """Every role of the person with that e-mail address, in whatever case it is written."""
    wanted = same_address(email)
    return tuple(account for account in accounts(office) if same_address(account.email) == wanted)


def accounts(office: Office) -> Iterator[Account]:
    """Everybody who can sign in today."""
    yield from _ours(office.staff)
    yield from (_of_authority(one) for one in office.deciders.all() if one.role in AUTHORITY)


def _ours(staff: Staff) -> Iterator[Account]:
    members = {
        Role.COORDINATOR: staff.coordinators,
        Role.MENTOR: staff.mentors,
        Role.MANAGER: staff.managers,
        Role.OPERATOR: staff.operators,
        Role.AUDITOR: staff.auditors,
    }
    for role, those in members.items():
        for member in those:
            yield Account(role, member.id, member.name, member.email)


def _of_authority(decider: Decider) -> Account:
    role = Role(decider.role)
    return Account(role, decider.ref, decider.name, decider.email, decider.controller, decider.unit)
