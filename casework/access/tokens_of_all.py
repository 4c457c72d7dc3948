"""Everybody's tokens for programs, as coordinators and the operator see them, and withdrawing one.

What its owner calls a token is hers and is not shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from casework.access.accounts import Account, account_of
from casework.access.api_tokens import is_hers
from casework.access.people import MAY, people, reach_of
from casework.office import Office
from domain.errors import Refused
from models.api_tokens import ApiToken

LONG_UNUSED = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Held:
    """A token and whose it is; nobody's where she has left or changed her address: then it opens nothing.
    `is_idle`: unused for a month.
    """

    token: ApiToken
    owner: Account | None
    is_idle: bool


def held_by_all(office: Office, account: Account) -> list[Held]:
    """The tokens that hold, of everybody the account sees among the users. A coordinator of some
    municipalities sees no token that is nobody's: whose it was is not told.
    """
    seen = {one.key for one in people(office, account).accounts}
    every = set(reach_of(office, account)) == set(office.settings.controllers)
    found = (_held(office, token) for token in office.api_tokens.all(office.now))
    return [one for one in found if (one.owner.key in seen if one.owner else every)]


def withdraw(office: Office, account: Account, number: int) -> ApiToken:
    """End a token of anybody at once; she sees in the log of her logins who did. Raises Refused for one that
    does not hold, or is none that the account sees.
    """
    found = next((one.token for one in held_by_all(office, account) if one.token.id == number), None)
    if (
        account.role not in MAY
        or found is None
        or not office.api_tokens.withdraw(found.account, number, account.key, office.now)
    ):
        raise Refused("no-such-token", "Den adgang er der ikke, eller den er lukket allerede.")
    return found


def _held(office: Office, token: ApiToken) -> Held:
    owner = account_of(office, token.account)
    used: datetime = token.last_used_at or token.made_at
    hers = owner is not None and is_hers(office, token, owner)
    return Held(token, owner if hers else None, used < office.now - LONG_UNUSED)
