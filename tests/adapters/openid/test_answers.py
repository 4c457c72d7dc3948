"""A token is believed only when the sign-in signed it, for us, now, and for this journey."""

from __future__ import annotations

import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from adapters.openid.answers import UnknownKey, believed
from adapters.openid.configured import SignOnProvider
from adapters.openid.papers import ALGORITHMS, Papers
from domain.errors import Refused
from tests.factories import at

NOW = at("2026-05-05 09:00")
ISSUER, CLIENT, NONCE = "https://login.kommune.example", "mentorforloeb", "a-nonce"
KEY = RSAKey.generate_key(2048, {"kid": "k1"})
STRANGE = RSAKey.generate_key(2048, {"kid": "k1"})
PROVIDER = SignOnProvider(
    issuer=ISSUER,
    client_id=CLIENT,
    client_secret_file=Path("secret"),
    controller="kommune-a",
    acr_values=("high",),
    button="Log ind hos Kommune A",
)
PAPERS = Papers(
    authorization_endpoint=f"{ISSUER}/authorize",
    token_endpoint=f"{ISSUER}/token",
    userinfo_endpoint="",
    posts_secret=True,
    algorithms=ALGORITHMS,
    keys=KeySet.import_key_set({"keys": [KEY.as_dict(private=False)]}),
    fetched_at=NOW,
)


def instant(**later: float) -> int:
    return int((NOW + timedelta(**later)).timestamp())


GOOD: Mapping[str, Any] = {
    "iss": ISSUER,
    "aud": CLIENT,
    "sub": "4711",
    "nonce": NONCE,
    "iat": instant(),
    "exp": instant(minutes=5),
    "acr": "high",
}


def signed(key: RSAKey = KEY, kid: str = "k1", **claims: Any) -> dict[str, Any]:
    """An answer with a token of those claims; what is None is left out."""
    told = {name: value for name, value in {**GOOD, **claims}.items() if value is not None}
    return {"id_token": jwt.encode({"alg": "RS256", "kid": kid}, told, key), "access_token": "access"}


def packed(part: dict[str, Any]) -> str:
    """A part of a token as it is written."""
    return urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")


def read(answer: dict[str, Any], papers: Papers = PAPERS) -> dict[str, Any]:
    return believed(PROVIDER, papers, answer, nonce=NONCE, now=NOW)


def test_a_token_that_holds_is_believed() -> None:
    assert read(signed())["sub"] == "4711"
    assert read(signed(aud=[CLIENT]))["acr"] == "high"
    assert read(signed(aud=[CLIENT, "somebody"], azp=CLIENT))


@pytest.mark.parametrize(
    ("claims", "rule"),
    [
        ({"iss": "https://login.elsewhere.example"}, "sign-on-iss"),
        ({"iss": None}, "sign-on-iss"),
        ({"aud": "somebody"}, "sign-on-aud"),
        ({"aud": ["somebody"]}, "sign-on-aud"),
        ({"aud": None}, "sign-on-aud"),
        ({"aud": [CLIENT, "somebody"], "azp": "somebody"}, "sign-on-azp"),
        ({"aud": [CLIENT, "somebody"]}, "sign-on-azp"),
        ({"nonce": "another"}, "sign-on-nonce"),
        ({"nonce": None}, "sign-on-nonce"),
        ({"exp": instant(seconds=-61)}, "sign-on-expired"),
        ({"exp": None}, "sign-on-exp"),
        ({"sub": None}, "sign-on-sub"),
        ({"iat": instant(minutes=2)}, "sign-on-iat"),
        ({"nbf": instant(minutes=2)}, "sign-on-nbf"),
        ({"at_hash": "wrong"}, "sign-on-at-hash"),
    ],
)
def test_what_does_not_hold_is_refused_by_name(claims: dict[str, Any], rule: str) -> None:
    with pytest.raises(Refused) as refusal:
        read(signed(**claims))
    assert refusal.value.rule == rule


def test_clocks_may_differ_by_a_minute() -> None:
    assert read(signed(exp=instant(seconds=-59), iat=instant(seconds=59)))


def test_a_strangers_signature_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        read(signed(STRANGE))
    assert refusal.value.rule == "sign-on-signature"


def test_a_key_that_the_sign_in_has_not_shown_is_asked_for_again() -> None:
    with pytest.raises(UnknownKey):
        read(signed(kid="k2"))


def test_a_token_without_a_signature_or_by_a_secret_we_know_is_refused() -> None:
    unsigned = f"{packed({'alg': 'none', 'kid': 'k1'})}.{packed(dict(GOOD))}"
    by_secret = f"{packed({'alg': 'HS256', 'kid': 'k1'})}.{packed(dict(GOOD))}"
    seal = hmac.new(KEY.as_pem(private=False), by_secret.encode(), sha256).digest()
    for token in (f"{unsigned}.", f"{by_secret}.{urlsafe_b64encode(seal).decode().rstrip('=')}"):
        with pytest.raises(Refused):
            read({"id_token": token})


def test_only_signatures_that_the_sign_in_itself_offers_count() -> None:
    with pytest.raises(Refused):
        read(signed(), replace(PAPERS, algorithms=("ES256",)))


@given(st.one_of(st.none(), st.integers(), st.text(), st.from_regex(r"[A-Za-z0-9_-]*(\.[A-Za-z0-9_-]*){2}")))
def test_whatever_stands_in_its_place_is_refused_not_tripped_over(token: object) -> None:
    with pytest.raises((Refused, UnknownKey)):
        read({"id_token": token})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=3,
)


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from([*GOOD, "azp", "nbf", "amr", "at_hash", "auth_time"]), JSON))
def test_whatever_a_signed_token_claims_is_read_or_refused(claims: dict[str, Any]) -> None:
    with suppress(Refused):
        assert read(signed(**claims))["nonce"] == NONCE
