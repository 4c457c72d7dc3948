"""Who can sign in to the portal: everybody in `staff.toml`, and the registered people of the authorities."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter

from adapters.staff import Staff, StaffMember
from casework.office import Office
from domain.signing_in import same_address
from domain.values import Actor, Role
from domain.who import AUTHORITY, REGISTERED_AS
from models.deciders import Decider

_OURS: Mapping[Role, Callable[[Staff], tuple[StaffMember, ...]]] = {
    Role.COORDINATOR: attrgetter("coordinators"),
    Role.MENTOR: attrgetter("mentors"),
    Role.MANAGER: attrgetter("managers"),
    Role.OPERATOR: attrgetter("operators"),
    Role.AUDITOR: attrgetter("auditors"),
}


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
    if role in _OURS:
        members = _OURS[Role(role)](office.staff)
        return next((_of_ours(Role(role), one) for one in members if one.id == name), None)
    decider = office.deciders.registered(name) if role in AUTHORITY else None
    found = of_authority(decider) if decider else None
    return found if found and found.role == role else None


def accounts_with(office: Office, email: str) -> tuple[Account, ...]:
    """Every role of the person with that e-mail address, in whatever case it is written."""
    wanted = same_address(email)
    hers = (_of_ours(role, one) for role, one in _ours(office.staff) if same_address(one.email) == wanted)
    return (*hers, *map(of_authority, office.deciders.with_address(email)))


def ours(office: Office) -> Iterator[Account]:
    """Everybody of ours who can sign in today."""
    return (_of_ours(role, one) for role, one in _ours(office.staff))


def _ours(staff: Staff) -> Iterator[tuple[Role, StaffMember]]:
    return ((role, one) for role, members in _OURS.items() for one in members(staff))


def _of_ours(role: Role, member: StaffMember) -> Account:
    return Account(role, member.id, member.name, member.email)


def of_authority(decider: Decider) -> Account:
    """A registered person of an authority, in the role she signs in with."""
    role = next(role for role, registered in REGISTERED_AS.items() if registered == decider.role)
    return Account(role, decider.ref, decider.name, decider.email, decider.controller, decider.unit)
