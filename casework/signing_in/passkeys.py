"""Passkeys as a second factor: instead of the app, or beside it."""

from __future__ import annotations

from adapters import passkeys
from adapters.passkeys import Passkey, Place
from casework.access.accounts import Account
from casework.office import Office
from casework.signing_in.limiting import must_not_be_too_many
from casework.signing_in.origin import Origin
from domain.errors import InvalidInput, Problem
from domain.signing_in import CODES_OF_PERSON, Level, Outcome
from models.signing_in.factors import Factor, NewPasskey
from models.signing_in.links import UnderWay
from models.signing_in.secrets import person_of

FIELD = "svar"


def place_of(office: Office) -> Place | None:
    """Where passkeys belong to; None where the portal's address allows none."""
    return Place.of(office.settings.portal_url)


def passkeys_of(office: Office, account: Account) -> list[Factor]:
    """A person's passkeys, in the order she added them."""
    return _passkeys(office, person_of(office.keyring, account.email))


def ask_to_set_up(office: Office, under_way: UnderWay, browser: str) -> str:
    """What the browser of somebody without a second factor is asked to make; else as `ask_to_add`."""
    place = place_of(office)
    if place is None:
        return ""
    question = passkeys.ask_to_add(place, under_way.person, under_way.email, under_way.email, ())
    office.sign_ins.challenges.put(browser, question.challenge, office.now)
    return question.options


def set_up(office: Office, under_way: UnderWay, origin: Origin, answer: str) -> tuple[str, ...]:
    """Keep the passkey as her first factor; gives the recovery codes, and the sign-in is proven.

    Nothing where she has set up another one meanwhile. Raises InvalidInput, TooMany.
    """
    must_not_be_too_many(office, CODES_OF_PERSON, under_way.email, origin, email=under_way.email)
    place, challenge = place_of(office), office.sign_ins.challenges.take(origin.browser, office.now)
    made = passkeys.added(place, answer, challenge) if place and challenge else None
    if made is None:
        raise _untrue()
    return office.sign_ins.factors.set_up_passkey(_new(made), under_way, office.now, device=origin.device)


def ask_to_add(office: Office, account: Account, browser: str) -> str:
    """What her browser is asked to make, as JSON; empty where the portal's address allows no passkeys."""
    place = place_of(office)
    if place is None:
        return ""
    person = person_of(office.keyring, account.email)
    known = [_opened(one) for one in _passkeys(office, person)]
    question = passkeys.ask_to_add(place, person, account.email, account.name, known)
    office.sign_ins.challenges.put(browser, question.challenge, office.now)
    return question.options


def add(office: Office, account: Account, origin: Origin, answer: str) -> None:
    """Keep the passkey that her browser made. Raises InvalidInput where the answer is no true one."""
    place, challenge = place_of(office), office.sign_ins.challenges.take(origin.browser, office.now)
    made = passkeys.added(place, answer, challenge) if place and challenge else None
    kept = made is not None and office.sign_ins.factors.add_passkey(
        account.email, _new(made), office.now, device=origin.device
    )
    if not kept:
        raise _untrue()


def remove(office: Office, account: Account, factor_id: str) -> bool:
    """Take one of a person's own passkeys away, but never her last factor; tells whether it was done."""
    return office.sign_ins.factors.remove_passkey(account.email, factor_id, office.now)


def ask_to_use(office: Office, under_way: UnderWay, browser: str) -> str:
    """What the browser is asked to prove, as JSON; empty where she has no passkey that works here."""
    place, known = place_of(office), [_opened(one) for one in _passkeys(office, under_way.person)]
    if place is None or not known:
        return ""
    question = passkeys.ask_to_use(place, known)
    office.sign_ins.challenges.put(browser, question.challenge, office.now)
    return question.options


def use(office: Office, under_way: UnderWay, origin: Origin, answer: str) -> None:
    """Prove the sign-in by a passkey. Raises InvalidInput, TooMany."""
    must_not_be_too_many(office, CODES_OF_PERSON, under_way.email, origin, email=under_way.email)
    place, challenge = place_of(office), office.sign_ins.challenges.take(origin.browser, office.now)
    factors = {_opened(one).credential: one for one in _passkeys(office, under_way.person)}
    known = [_opened(one) for one in factors.values()]
    seen = passkeys.used(place, answer, challenge, known) if place and challenge else None
    proven = seen is not None and office.sign_ins.factors.use(
        factors[seen.credential], seen.counter, office.now, under_way
    )
    if not proven:
        office.sign_ins.log.write(Outcome.CODE_WRONG, office.now, email=under_way.email, device=origin.device)
        raise _untrue()
    office.sign_ins.limits.clear(CODES_OF_PERSON, under_way.email)


def _passkeys(office: Office, person: bytes) -> list[Factor]:
    return [one for one in office.sign_ins.factors.of(person) if one.kind is Level.PASSKEY]


def _new(made: Passkey) -> NewPasskey:
    return NewPasskey(made.credential, made.packed(), made.counter)


def _opened(factor: Factor) -> Passkey:
    return Passkey.unpacked(factor.secret, factor.counter)


def _untrue() -> InvalidInput:
    cure = "prøv igen, eller brug koden fra din app"
    return InvalidInput("Log ind", (Problem(FIELD, "fra din adgangsnøgle kunne ikke bruges", cure),))
