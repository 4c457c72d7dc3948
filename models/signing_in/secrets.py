"""Secrets that are handed out once, and what is kept of them: digests under the keyring's own key."""

from __future__ import annotations

import secrets

from domain.signing_in import same_address
from models.keyring import Keyring

SECRET_BYTES = 24
"""192 bits; with as many, a link still fits on one line of a mail, also where its lines are cut at 76."""


def new_secret() -> str:
    """A secret that nobody guesses, for a cookie or a link."""
    return secrets.token_urlsafe(SECRET_BYTES)


def new_id() -> str:
    """A name for a row that gives nothing away and opens nothing."""
    return secrets.token_hex(8)


def person_of(keyring: Keyring, email: str) -> bytes:
    """Who has this work e-mail, whether anybody has or not."""
    return keyring.digest("person", same_address(email))
