"""Who can sign in, and under which roles."""

from __future__ import annotations

from casework.access.accounts import account_of, accounts_with
from domain.values import Role
from tests.portal.town import HERE, NOON, Portal

LEADER = "leder@kommune.example"


def test_a_leader_of_the_authority_is_no_manager_of_ours(portal: Portal) -> None:
    """She signs in in a role of her own; our managers' pages are not hers."""
    person = {"role": "manager", "unit": "Jobcenteret", "name": "Lise Lund", "email": LEADER}
    added = portal.office.deciders.add(controller=HERE, now=NOON, **person)
    assert [one.role for one in accounts_with(portal.office, LEADER)] == [Role.HEAD]
    assert account_of(portal.office, f"manager:{added.ref}") is None
    assert account_of(portal.office, f"caseworker:{added.ref}") is None
    found = account_of(portal.office, f"head:{added.ref}")
    assert found is not None
    assert (found.controller, found.is_authority) == (HERE, True)
