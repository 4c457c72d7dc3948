"""Whoever makes a new way in for herself (a passkey, a program's token) shows once more that it is she: what
somebody could make at a desk she has left would outlast her sign-in.
"""

from __future__ import annotations

from casework.office import Office
from casework.signing_in.origin import Origin
from casework.signing_in.second_factor import FIELD, give_either
from casework.signing_in.sessions import Session
from domain.errors import InvalidInput, Problem
from domain.signing_in import FRESH


def must_show(office: Office, session: Session | None) -> bool:
    """Whether it is too long since she signed in."""
    return session is None or office.now - session.opened_at >= FRESH


def show_once_more(office: Office, session: Session | None, code: str, origin: Origin) -> None:
    """Take the code from her app, or a recovery code, where it is too long since she signed in. Raises
    InvalidInput, TooMany; one who has no codes signs in again.
    """
    if not must_show(office, session):
        return
    if session is None or not code:
        cure = "skriv koden fra din app eller en nødkode, eller log ud og ind igen"
        raise InvalidInput("Log ind", (Problem(FIELD, "mangler", cure),))
    give_either(office, session.account.email, code, origin)
