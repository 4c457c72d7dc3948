"""Who may do what in the corps: the mentors and coordinators of `staff.toml`."""

from __future__ import annotations

from casework.office import Office
from domain.errors import Refused
from domain.values import Actor, Role


def must_be_coordinator(office: Office, by: Actor) -> None:
    """Raises Refused for any other role, and InvalidInput for one whom `staff.toml` does not name."""
    if by.role is not Role.COORDINATOR:
        raise Refused("coordinator-only", "Kun en mentorkoordinator kan gøre det. Brug --as coordinator:ID.")
    office.staff.coordinator(by.id)


def must_be_ours(office: Office, by: Actor) -> None:
    """A mentor or a coordinator of ours. Raises Refused for others, InvalidInput for who is not known."""
    if by.role is Role.MENTOR:
        office.staff.mentor(by.id)
    else:
        must_be_coordinator(office, by)
