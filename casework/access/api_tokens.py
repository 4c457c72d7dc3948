"""Tokens by which somebody's own programs act for her: for no more than she may, and no longer than she."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from pydantic import TypeAdapter, ValidationError

from casework.access.accounts import Account, account_of
from casework.office import Office
from domain.errors import InvalidInput, Problem
from domain.values import Line
from models.api_tokens import ApiToken
from models.signing_in.secrets import person_of

MOST_DAYS = 90
MOST_AT_ONCE = 10
_LABEL: TypeAdapter[str] = TypeAdapter(Line)


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whoever comes with a token: the account it acts for, and the token itself."""

    account: Account
    token: ApiToken


def make_token(
    office: Office, account: Account, label: str, days: int, *, may_act: bool
) -> tuple[ApiToken, str]:
    """A new token of that account for some days, and its secret, which is shown only now.

    Raises InvalidInput with everything that is wrong.
    """
    label = " ".join(label.split())
    must_be_possible(office, account, label, days)
    person = person_of(office.keyring, account.email)
    valid = timedelta(days=days)
    return office.api_tokens.make(account.key, person, label, office.now, valid=valid, may_act=may_act)


def must_be_possible(office: Office, account: Account, label: str, days: int) -> None:
    """Whether such a token can be made. Raises InvalidInput with everything that is wrong."""
    if problems := tuple(_problems(office, account, " ".join(label.split()), days)):
        raise InvalidInput("Adgang for programmer", problems)


def tokens_of(office: Office, account: Account) -> list[ApiToken]:
    """The tokens of an account that hold, oldest first."""
    return office.api_tokens.of(account.key, office.now)


def end_token(office: Office, account: Account, number: int) -> bool:
    """End one of her own tokens at once; whether there was one."""
    return office.api_tokens.end(account.key, number, office.now)


def bearer_of(office: Office, secret: str) -> Bearer | None:
    """Who comes with that secret; None if it never was, has ended or expired, or its owner has left or
    changed e-mail: what was hers does not pass to who comes after her.
    """
    token = office.api_tokens.known(secret, office.now) if secret else None
    account = account_of(office, token.account) if token else None
    if token is None or account is None or not is_hers(office, token, account):
        return None
    return Bearer(account, token)


def is_hers(office: Office, token: ApiToken, account: Account) -> bool:
    """Whether the token was made by the person who has that account today."""
    return person_of(office.keyring, account.email) == token.person


def _problems(office: Office, account: Account, label: str, days: int) -> Iterator[Problem]:
    try:
        _LABEL.validate_python(label)
    except ValidationError:
        yield Problem("label", "kan ikke bruges", "skriv kort, hvad programmet hedder")
    if not 1 <= days <= MOST_DAYS:
        yield Problem("days", "er for få eller for mange", f"vælg 1 til {MOST_DAYS} dage")
    if len(tokens_of(office, account)) >= MOST_AT_ONCE:
        yield Problem("label", "er én for mange", f"luk en af dine {MOST_AT_ONCE} adgange først")
