"""The last step: the proven sign-in becomes a session under one of the person's accounts."""

from __future__ import annotations

from dataclasses import dataclass

from casework.access.accounts import Account, accounts_with
from casework.office import Office
from casework.signing_in.sessions import open_session
from domain.errors import MentorError
from models.signing_in.links import UnderWay


class SignInLapsed(MentorError):
    """The sign-in is over: its time is up, it was used, or the account is gone."""

    code = "sign-in-lapsed"

    def __init__(self) -> None:
        super().__init__("Tiden til at logge ind er gået, eller der er logget ind. Bed om et nyt link.")


@dataclass(frozen=True, slots=True)
class Entered:
    """Somebody is in: the secret for her cookie, and the page she came for."""

    secret: str
    next: str


def under_way_in(office: Office, browser: str) -> UnderWay:
    """The sign-in this browser is in the middle of. Raises SignInLapsed."""
    found = office.sign_ins.links.under_way(browser, office.now)
    if found is None:
        raise SignInLapsed
    return found


def accounts_of(office: Office, under_way: UnderWay) -> tuple[Account, ...]:
    """The accounts that the person can sign in with now."""
    return accounts_with(office, under_way.email)


def enter(office: Office, under_way: UnderWay, account_key: str, *, device: str = "") -> Entered:
    """Open a session under the chosen account. Raises SignInLapsed, also for somebody else's account."""
    mine = {account.key: account for account in accounts_of(office, under_way)}
    if account_key not in mine or not office.sign_ins.links.finish(under_way, office.now):
        raise SignInLapsed
    secret = open_session(office, mine[account_key], level=under_way.level, device=device)
    office.sign_ins.forget_old(office.now)
    office.refusals.forget_old(office.now)
    office.referral_drafts.forget_old(office.now)
    return Entered(secret, under_way.next)
