"""What a person sees and does about her own signing in: sessions, log, second factors, recovery codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from casework.access.accounts import Account
from casework.names import ROLES
from casework.office import Office
from casework.signing_in.origin import Origin
from casework.signing_in.passkeys import passkeys_of
from casework.signing_in.second_factor import give_either
from casework.signing_in.sessions import OpenSession, sessions_of
from casework.single_sign_on.whom import LEVEL as ELSEWHERE
from domain.signing_in import FAILURES, Level, Outcome
from models.signing_in.factors import Factor

LEVELS: Mapping[str, str] = {
    Level.TOTP: "kode fra app",
    Level.PASSKEY: "adgangsnøgle",
    Level.RECOVERY: "nødkode",
}
OUTCOMES: Mapping[Outcome, str] = {
    Outcome.LINK_ASKED: "Der blev bedt om et link",
    Outcome.LINK_OPENED: "Linket blev åbnet",
    Outcome.LINK_UNKNOWN: "Et link, der ikke findes, blev prøvet",
    Outcome.LINK_EXPIRED: "Et udløbet link blev prøvet",
    Outcome.LINK_USED: "Et brugt link blev prøvet igen",
    Outcome.LINK_OTHER_BROWSER: "Linket blev prøvet i en anden browser",
    Outcome.CODE_WRONG: "En forkert kode blev prøvet",
    Outcome.ELSEWHERE_REFUSED: "Et login hos en kommune blev ikke godtaget",
    Outcome.BEARER_REFUSED: "Et program kom med en adgang, der ikke gælder",
    Outcome.TOO_MANY: "For mange forsøg: der skulle ventes",
    Outcome.SIGNED_IN: "Du loggede ind",
    Outcome.ROLE_CHANGED: "Du skiftede rolle",
    Outcome.SIGNED_OUT: "Du loggede ud",
    Outcome.SESSION_ENDED: "Et login blev afsluttet",
    Outcome.FACTOR_ADDED: "En app eller en adgangsnøgle blev sat op",
    Outcome.FACTOR_REMOVED: "En adgangsnøgle blev fjernet",
    Outcome.FACTOR_RESET: "Det andet trin blev nulstillet",
    Outcome.ACCESS_WITHDRAWN: "Et programs adgang blev lukket",
    Outcome.RECOVERY_USED: "En nødkode blev brugt",
    Outcome.RECOVERY_RENEWED: "Der blev lavet nye nødkoder",
}


@dataclass(frozen=True, slots=True)
class Step:
    """A line of her log: when (UTC), what, under which role, on what, by whom else, and if it failed."""

    at: datetime
    what: str
    role: str
    device: str
    by: str
    failed: bool


@dataclass(frozen=True, slots=True)
class OwnLogins:
    """All of it."""

    sessions: list[OpenSession]
    steps: list[Step]
    passkeys: list[Factor]
    recovery_left: int


def own_logins(office: Office, account: Account) -> OwnLogins:
    """What the page about her own signing in shows."""
    return OwnLogins(
        sessions_of(office, account),
        steps_of(office, account),
        passkeys_of(office, account),
        office.sign_ins.recovery.left(account.email),
    )


def steps_of(office: Office, account: Account, most: int = 50) -> list[Step]:
    """The last steps of a person's signing in, newest first."""
    return [
        Step(
            line.at,
            OUTCOMES[line.outcome],
            role_words(line.account),
            line.device,
            _who(office, line.by),
            line.outcome in FAILURES,
        )
        for line in office.sign_ins.log.of_person(account.email, most)
    ]


def sign_in_counts(office: Office, since: datetime) -> Mapping[str, int]:
    """How often what happened since an instant, in Danish, for the operator: of all people together."""
    counts = office.sign_ins.log.counts(since)
    return {words: counts[outcome] for outcome, words in OUTCOMES.items() if outcome in counts}


def unsent_links(office: Office, since: datetime) -> int:
    """How many mails with links could not be sent since an instant, for the operator."""
    return office.sign_ins.links.unsent(since, office.now)


def renew_recovery_codes(office: Office, account: Account, code: str, origin: Origin) -> tuple[str, ...]:
    """New recovery codes to show once, against a code from her app or an old one. Raises InvalidInput,
    TooMany.
    """
    give_either(office, account.email, code, origin)
    return office.sign_ins.recovery.renew(account.email, office.now)


def level_words(level: str) -> str:
    """By what somebody signed in; a municipality's own level as it names it."""
    return LEVELS.get(level) or f"login hos {level.removeprefix(ELSEWHERE)}"


def role_words(account_key: str) -> str:
    """The role of an account, in Danish; empty where none was chosen yet."""
    return ROLES.get(account_key.partition(":")[0], "")


def _who(office: Office, key: str) -> str:
    role, _, name = key.partition(":")
    return f"{ROLES[role]} {office.staff.name_of(name)}" if role in ROLES else ""
