"""The second factor: a code from an app, or a recovery code. The sign-in that a link began waits for it."""

from __future__ import annotations

from dataclasses import dataclass

from adapters import authenticator
from casework.access.accounts import Account
from casework.office import Office
from casework.signing_in.limiting import must_not_be_too_many
from casework.signing_in.origin import Origin
from domain.errors import InvalidInput, Problem
from domain.signing_in import CODES_OF_PERSON, Level, Outcome
from domain.values import Actor
from models.signing_in.factors import Factor
from models.signing_in.links import UnderWay
from models.signing_in.secrets import person_of

FIELD, RECOVERY_FIELD = "kode", "noedkode"
WRONG = {
    FIELD: ("passer ikke, eller den er brugt", "vent på den næste kode i appen, og skriv den"),
    RECOVERY_FIELD: ("passer ikke, eller den er brugt", "prøv en anden af dine nødkoder"),
}
"""The same for a wrong code and for one that was used before."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What a person needs to set up her app: the QR code (markup of ours), the same as an address that her
    telephone opens in the app, and the secret to type over.
    """

    picture: str
    address: str
    secret: str


def has_factor(office: Office, under_way: UnderWay) -> bool:
    """Whether the person has set up her second factor; whoever has not, does it now."""
    return bool(office.sign_ins.factors.of(under_way.person))


def has_app(office: Office, under_way: UnderWay) -> bool:
    """Whether an app is among her factors, or only passkeys."""
    return _app(office.sign_ins.factors.of(under_way.person)) is not None


def setup_of(office: Office, under_way: UnderWay) -> Setup:
    """The app that is being set up in this sign-in; the same however often it is looked at."""
    factor = _awaiting(office, under_way)
    address = authenticator.address_of(factor.secret, under_way.email)
    return Setup(authenticator.picture(address), address, authenticator.in_groups(factor.secret))


def confirm_setup(office: Office, under_way: UnderWay, code: str, origin: Origin) -> tuple[str, ...]:
    """Keep the app whose code this is; gives ten recovery codes to show once, and the sign-in is proven.

    Nothing where she has set up another one meanwhile. Raises InvalidInput for a wrong code, TooMany.
    """
    must_not_be_too_many(office, CODES_OF_PERSON, under_way.email, origin, email=under_way.email)
    factor = _awaiting(office, under_way)
    step = _step(office, factor, code)
    if step is None:
        raise wrong(office, under_way.email, FIELD, origin)
    codes = office.sign_ins.factors.confirm(factor, step, under_way, office.now, device=origin.device)
    office.sign_ins.limits.clear(CODES_OF_PERSON, under_way.email)
    return codes


def give_code(office: Office, email: str, code: str, origin: Origin, proving: UnderWay | None = None) -> None:
    """Accept the code that a person's app shows, once, and prove a sign-in by it.

    Raises InvalidInput for a wrong or used code, TooMany.
    """
    must_not_be_too_many(office, CODES_OF_PERSON, email, origin, email=email)
    app = _app(office.sign_ins.factors.of(person_of(office.keyring, email)))
    step = _step(office, app, code) if app else None
    if app is None or step is None or not office.sign_ins.factors.use(app, step, office.now, proving):
        raise wrong(office, email, FIELD, origin)
    office.sign_ins.limits.clear(CODES_OF_PERSON, email)


def give_either(office: Office, email: str, code: str, origin: Origin) -> None:
    """Accept a code from the app, or a recovery code: that has letters. Raises as `give_code`."""
    if any(sign.isalpha() for sign in code):
        give_recovery_code(office, email, code, origin, field=FIELD)
    else:
        give_code(office, email, code, origin)


def give_recovery_code(
    office: Office,
    email: str,
    code: str,
    origin: Origin,
    proving: UnderWay | None = None,
    *,
    field: str = RECOVERY_FIELD,
) -> None:
    """Accept one of a person's ten recovery codes, and prove a sign-in by it. Raises as `give_code`."""
    must_not_be_too_many(office, CODES_OF_PERSON, email, origin, email=email)
    if not office.sign_ins.recovery.spend(code, email, office.now, proving, device=origin.device):
        raise wrong(office, email, field, origin)
    office.sign_ins.limits.clear(CODES_OF_PERSON, email)


def reset_factor(office: Office, account: Account, by: Actor) -> None:
    """Take a person's app, passkeys, recovery codes and sessions away, and the tokens of her programs, which
    may have been lost with the telephone; `by` is named in her log.

    She sets a telephone up anew at her next sign-in. It lets nobody in: the link still goes to her own mail.
    Who may do it for whom is asked in `casework.access.people`.
    """
    office.sign_ins.factors.reset(account.email, str(by), office.now)
    office.api_tokens.end_all(person_of(office.keyring, account.email), office.now)


def set_up_anew(office: Office, account: Account, recovery_code: str, origin: Origin) -> None:
    """The person herself begins anew with another telephone, against a recovery code.

    Raises InvalidInput, TooMany.
    """
    give_recovery_code(office, account.email, recovery_code, origin)
    reset_factor(office, account, account.actor)


def wrong(office: Office, email: str, field: str, origin: Origin) -> InvalidInput:
    """The answer to a wrong code, written down."""
    office.sign_ins.log.write(Outcome.CODE_WRONG, office.now, email=email, device=origin.device)
    return InvalidInput("Log ind", (Problem(field, *WRONG[field]),))


def _awaiting(office: Office, under_way: UnderWay) -> Factor:
    return office.sign_ins.factors.awaiting(under_way, authenticator.new_secret(), office.now)


def _app(factors: list[Factor]) -> Factor | None:
    return next((factor for factor in factors if factor.kind is Level.TOTP), None)


def _step(office: Office, app: Factor, code: str) -> int | None:
    digits = "".join(code.split())
    steps = (authenticator.step_of(app.secret, digits, now) for now in office.clock.telephones())
    return next((step for step in steps if step is not None), None)
