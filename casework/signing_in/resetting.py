"""Taking a second factor away, when a telephone is gone: the person sets it up anew at her next sign-in."""

from __future__ import annotations

from casework.accounts import Account, account_of
from casework.office import Office
from casework.signing_in.origin import Origin
from casework.signing_in.second_factor import give_recovery_code
from domain.errors import InvalidInput, Problem, Refused
from domain.signing_in import same_address
from domain.values import Actor, Role

TRUSTED = frozenset({Role.COORDINATOR, Role.OPERATOR})


def reset_factor(office: Office, account: Account, by: Actor) -> None:
    """A coordinator or operator takes somebody's app, passkeys, recovery codes and sessions away.

    She is named in the person's log. It lets nobody in: the link still goes to the person's own mail. Raises
    Refused for any other role, and for her own, which costs a recovery code.
    """
    helper = account_of(office, str(by))
    if helper is None or by.role not in TRUSTED:
        text = "Det andet trin nulstilles af en koordinator eller af driften: --as coordinator:ID"
        raise Refused("may-not-reset-factor", text)
    if same_address(helper.email) == same_address(account.email):
        text = "Dit eget andet trin nulstiller du med en nødkode under »Mine login«, eller en anden gør det."
        raise Refused("own-factor", text)
    _reset(office, account, by)


def set_up_anew(office: Office, account: Account, recovery_code: str, origin: Origin) -> None:
    """The person herself begins anew with another telephone, against a recovery code.

    Raises InvalidInput, TooMany.
    """
    give_recovery_code(office, account.email, recovery_code, origin)
    _reset(office, account, account.actor)


def account_named(office: Office, key: str) -> Account:
    """The account with that key (`role:id`). Raises InvalidInput where nobody has it."""
    found = account_of(office, key)
    if found is None:
        cure = "skriv rolle:id som i staff.toml, eller caseworker:D-0001"
        raise InvalidInput("Konto", (Problem("konto", "findes ikke", cure),))
    return found


def _reset(office: Office, account: Account, by: Actor) -> None:
    office.sign_ins.factors.reset(account.email, str(by), office.now)
