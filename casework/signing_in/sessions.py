"""Who is signed in. The cookie holds a secret; everything else about a session is looked up by it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from casework.access.accounts import Account, account_of
from casework.office import Office
from casework.signing_in.origin import Origin
from casework.signing_in.second_factor import give_code
from casework.single_sign_on.whom import may_go_on_as
from domain.signing_in import same_address, session_ends_at
from models.signing_in.secrets import person_of


@dataclass(frozen=True, slots=True)
class Session:
    """An open session: whose, since and until when (UTC), by which factor; `csrf` goes into every form.

    `shows`: the device is with a citizen who reads the log book of that course, and opens nothing else; of
    the log book only the entries that were chosen for her (`shown`, by their numbers).
    """

    id: str
    account: Account
    level: str
    device: str
    opened_at: datetime
    expires_at: datetime
    csrf: str
    shows: str = ""
    shown: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class OpenSession:
    """A session as its owner sees it in a list: no secret in it."""

    id: str
    account: str
    level: str
    device: str
    opened_at: datetime
    expires_at: datetime


def open_session(office: Office, account: Account, *, level: str, device: str = "") -> str:
    """Sign somebody in; gives the secret for the cookie, of which only the keyed digest is kept.

    `level` is how it was proven (`totp`, `passkey`, `recovery`, or what a municipality's sign-in asserts).
    """
    return office.sign_ins.sessions.open(str(account.actor), account.email, level, office.now, device=device)


def session_of(office: Office, secret: str) -> Session | None:
    """The session behind a cookie; None if it is ended, expired, or the person has left or changed e-mail, or
    the municipality's sign-in that opened it stands for her no more.

    Looking keeps it alive: it ends 30 minutes after the last visit, and 10 hours after it was opened.
    """
    stored = office.sign_ins.sessions.find(secret, office.now) if secret else None
    account = account_of(office, stored.account) if stored else None
    if stored is None or account is None or person_of(office.keyring, account.email) != stored.person:
        return None
    if not may_go_on_as(office, stored.level, account):
        return None
    ref, *entries = stored.shows.split() or [""]
    return Session(
        stored.id,
        account,
        stored.level,
        stored.device,
        stored.opened_at,
        session_ends_at(stored.opened_at, office.now),
        csrf_of(office, secret),
        ref,
        frozenset(map(int, entries)),
    )


def csrf_of(office: Office, secret: str) -> str:
    """What a form must carry that comes from the holder of this cookie; the same for the whole session."""
    return office.keyring.digest("csrf", secret).hex()


def change_role(office: Office, secret: str, account: Account) -> str | None:
    """Go on as another account of the same person: the new cookie's secret, None if it is not hers."""
    now = session_of(office, secret)
    if now is None or same_address(now.account.email) != same_address(account.email):
        return None
    if not may_go_on_as(office, now.level, account):
        return None
    return office.sign_ins.sessions.change_role(secret, str(account.actor), office.now)


def hand_over(office: Office, secret: str, ref: str, entries: Collection[int]) -> None:
    """The device goes to a citizen, who reads these entries of her log book on it: until it is taken back,
    that is all that this session opens, whatever stands in the address.
    """
    office.sign_ins.sessions.hand_over(secret, " ".join((ref, *map(str, sorted(entries)))))


def take_back(office: Office, secret: str, code: str, origin: Origin) -> None:
    """The device is with its owner again, which the code of her app shows. Raises InvalidInput, TooMany."""
    session = session_of(office, secret)
    if session is not None:
        give_code(office, session.account.email, code, origin)
        office.sign_ins.sessions.hand_over(secret, "")


def end_session(office: Office, secret: str) -> None:
    """Sign out; nothing happens if nobody was signed in."""
    office.sign_ins.sessions.end(secret, office.now)


def end_one(office: Office, account: Account, session_id: str) -> bool:
    """End one of her own sessions, wherever it is open; tells whether there was one."""
    return office.sign_ins.sessions.end_one(account.email, session_id, office.now)


def end_all(office: Office, account: Account, but: str = "") -> int:
    """End every session of the person, under all her accounts, except the one with that secret."""
    return office.sign_ins.sessions.end_all(account.email, office.now, but=but)


def sessions_of(office: Office, account: Account) -> list[OpenSession]:
    """The open sessions of the person, under all her accounts, the newest first."""
    return [
        OpenSession(
            one.id,
            one.account,
            one.level,
            one.device,
            one.opened_at,
            session_ends_at(one.opened_at, one.seen_at),
        )
        for one in office.sign_ins.sessions.of_person(account.email, office.now)
    ]
