"""A sign-in's own papers: where it is asked, and the keys it signs with; fetched when first needed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from authlib.oidc.discovery import get_well_known_url
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from adapters.openid.configured import SAFE, SignOnProvider
from adapters.openid.fetching import CONSEQUENCE, Web
from domain.errors import Unavailable

GOOD_FOR = timedelta(hours=1)
ASKED_AGAIN_AFTER = timedelta(minutes=1)
"""How soon the keys are asked for again when a token names one that we do not know."""
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
"""Signatures by the sign-in's own key; never none, and never one by a secret that we know too."""
PLACES = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(frozen=True, slots=True)
class Papers:
    """What a sign-in says of itself, and the keys it signs with.

    `posts_secret`: our secret is sent in the form where the sign-in takes that. In a header it would have to
    be quoted, which some sign-ins undo and others do not.
    """

    authorization_endpoint: str
    token_endpoint: str
    userinfo_endpoint: str
    posts_secret: bool
    algorithms: tuple[str, ...]
    keys: KeySet
    fetched_at: datetime


class PapersAtHand:
    """The papers of every sign-in that was asked lately. Safe to use from several threads."""

    def __init__(self) -> None:
        self._papers: dict[str, Papers] = {}
        self._lock = threading.Lock()

    def of(self, provider: SignOnProvider, web: Web, now: datetime) -> Papers:
        """The papers, an hour old at most. Raises Unavailable where they cannot be had or used."""
        return self._unless_older(GOOD_FOR, provider, web, now)

    def renewed(self, provider: SignOnProvider, web: Web, now: datetime) -> Papers:
        """The papers anew, where they are not of this minute: the sign-in may have taken a new key."""
        return self._unless_older(ASKED_AGAIN_AFTER, provider, web, now)

    def _unless_older(self, age: timedelta, provider: SignOnProvider, web: Web, now: datetime) -> Papers:
        with self._lock:
            found = self._papers.get(provider.issuer)
        if found is not None and timedelta() <= now - found.fetched_at < age:
            return found
        fetched = fetch(provider, web, now)
        with self._lock:
            self._papers[provider.issuer] = fetched
        return fetched


AT_HAND = PapersAtHand()
"""The papers that this process has at hand."""


def fetch(provider: SignOnProvider, web: Web, now: datetime) -> Papers:
    """Ask the sign-in for its papers. Raises Unavailable."""
    said = web.ask(get_well_known_url(provider.issuer, external=True))
    if said.get("issuer") != provider.issuer:
        raise _useless("kalder sig noget andet end issuer i mentor.toml")
    if not all(isinstance(said.get(place), str) and SAFE.match(said[place]) for place in PLACES):
        raise _useless("nævner ikke, hvor det skal spørges, eller nævner en adresse uden TLS")
    userinfo = said.get("userinfo_endpoint")
    return Papers(
        authorization_endpoint=said["authorization_endpoint"],
        token_endpoint=said["token_endpoint"],
        userinfo_endpoint=userinfo if isinstance(userinfo, str) and SAFE.match(userinfo) else "",
        posts_secret="client_secret_post" in _listed(said, METHODS, "client_secret_basic"),
        algorithms=tuple(name for name in ALGORITHMS if name in _listed(said, SIGNED, "RS256")),
        keys=_keys(lambda: web.ask(said["jwks_uri"])),
        fetched_at=now,
    )


METHODS = "token_endpoint_auth_methods_supported"
SIGNED = "id_token_signing_alg_values_supported"


def _listed(said: Mapping[str, Any], name: str, otherwise: str) -> list[Any]:
    found = said.get(name, [otherwise])
    return found if isinstance(found, list) else []


def _keys(asked: Callable[[], dict[str, Any]]) -> KeySet:
    found = asked()
    public = [key for key in found.get("keys", []) if isinstance(key, dict) and key.get("kty") != "oct"]
    try:
        return KeySet.import_key_set({"keys": public})
    except (JoseError, ValueError, TypeError, KeyError):
        raise _useless("viser nøgler, der ikke kan læses") from None


def _useless(wrong: str) -> Unavailable:
    return Unavailable(f"Kommunens login {wrong}. {CONSEQUENCE}")
