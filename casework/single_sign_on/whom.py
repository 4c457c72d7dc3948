"""Whom a municipality's sign-in may sign in: its own people alone, also when she changes role afterwards."""

from __future__ import annotations

from adapters.openid.configured import SignOnProvider
from casework.access.accounts import Account, accounts_with
from casework.office import Office
from domain.errors import Refused

LEVEL = "oidc:"
"""What a session's level begins with that was opened by such a sign-in; its short name follows."""


def level_of(key: str) -> str:
    """The level of the sessions that a sign-in opens."""
    return LEVEL + key


def accounts_by(office: Office, key: str, email: str) -> tuple[Account, ...]:
    """The accounts with that work e-mail that the sign-in stands for. No account is ever made.

    Raises Refused where there is none: somebody signed in there is not somebody here.
    """
    provider = office.settings.portal.oidc[key]
    found = tuple(account for account in accounts_with(office, email) if _is_theirs(provider, account))
    if found:
        return found
    raise Refused(
        "sign-on-person",
        "Du er logget ind hos kommunen, men er ikke oprettet i Mentorforløb med den arbejdsmail. Bed "
        "koordinatoren om at oprette dig, eller om at rette din mailadresse.",
    )


def may_go_on_as(office: Office, level: str, account: Account) -> bool:
    """Whether a session of that level may change to an account of the same person.

    What a municipality stands for counts for its own people alone: a colleague who works for two of them
    signs in at each.
    """
    if not level.startswith(LEVEL):
        return True
    provider = office.settings.portal.oidc.get(level.removeprefix(LEVEL))
    return provider is not None and _is_theirs(provider, account)


def _is_theirs(provider: SignOnProvider, account: Account) -> bool:
    if provider.staff:
        return not account.controller
    return account.is_authority and account.controller == provider.controller
