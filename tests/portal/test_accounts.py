"""Who can sign in, and under which roles."""

from __future__ import annotations

from casework.accounts import account_of, accounts_with
from tests.portal.town import HERE, NOON, Portal

LEADER = "leder@kommune.example"


def test_a_leader_of_the_authority_is_no_manager_of_ours(portal: Portal) -> None:
    """She decides with a code; our managers' pages are not hers."""
    person = {"role": "manager", "unit": "Jobcenteret", "name": "Lise Lund", "email": LEADER}
    added = portal.office.deciders.add(controller=HERE, now=NOON, **person)
    assert accounts_with(portal.office, LEADER) == ()
    assert account_of(portal.office, f"manager:{added.ref}") is None
