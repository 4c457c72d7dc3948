"""What a sign-in answers: its code is fetched for a token, which is believed only when all of it holds."""

from __future__ import annotations

from base64 import b64encode
from datetime import datetime
from typing import Any
from urllib.parse import quote_plus

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import (
    BadSignatureError,
    ClaimError,
    ExpiredTokenError,
    InvalidKeyIdError,
    JoseError,
)

from adapters.openid.configured import SignOnProvider
from adapters.openid.fetching import Declined, Web
from adapters.openid.papers import Papers
from domain.errors import Refused

LEEWAY = 60
"""Seconds by which the clocks may differ."""
CLAIMS = ("iss", "aud", "azp", "sub", "nonce", "iat", "nbf", "exp", "at_hash")
"""What a token's refusal may name; it never repeats what stood there."""


def token_for(
    provider: SignOnProvider,
    papers: Papers,
    web: Web,
    *,
    code: str,
    verifier: str,
    redirect_uri: str,
    secret: str,
) -> dict[str, Any]:
    """Fetch what the code stands for. Raises Refused where it stands for nothing (any more), Unavailable."""
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect_uri}
    form |= {"code_verifier": verifier}
    login = ""
    if papers.posts_secret:
        form |= {"client_id": provider.client_id, "client_secret": secret}
    else:
        both = f"{quote_plus(provider.client_id)}:{quote_plus(secret)}"
        login = f"Basic {b64encode(both.encode()).decode()}"
    try:
        return web.ask(papers.token_endpoint, form, login)
    except Declined:
        raise _refused("code") from None


class UnknownKey(Exception):
    """The token names a key that is not among the papers: the sign-in may have taken a new one."""


def believed(
    provider: SignOnProvider, papers: Papers, answer: dict[str, Any], *, nonce: str, now: datetime
) -> dict[str, Any]:
    """The claims of the token in an answer: signed by the sign-in, for us, now, and for this journey alone.

    Raises Refused, whose rule says which part did not hold; UnknownKey.
    """
    try:
        token = jwt.decode(str(answer.get("id_token", "")), papers.keys, algorithms=papers.algorithms)
        claims = CodeIDToken(
            token.claims,
            token.header,
            {
                "iss": {"essential": True, "value": provider.issuer},
                "aud": {"essential": True, "value": provider.client_id},
            },
            {"nonce": nonce, "client_id": provider.client_id, "access_token": answer.get("access_token")},
        )
        claims.validate(now=int(now.timestamp()), leeway=LEEWAY)
    except InvalidKeyIdError:
        raise UnknownKey from None
    except JoseError as error:
        raise _disbelieved(error) from None
    except (ValueError, TypeError, KeyError):
        raise _refused("form") from None
    return dict(claims)


def told_of_her(papers: Papers, web: Web, answer: dict[str, Any], claims: dict[str, Any]) -> dict[str, Any]:
    """What the sign-in tells of her when it is asked: some keep the token short. Nothing where it tells of
    somebody else. Raises Unavailable.
    """
    access = answer.get("access_token")
    if not papers.userinfo_endpoint or not isinstance(access, str):
        return {}
    told = web.ask(papers.userinfo_endpoint, secret=f"Bearer {access}")
    return told if told.get("sub") == claims["sub"] else {}


def _disbelieved(error: JoseError) -> Refused:
    if isinstance(error, BadSignatureError):
        return _refused("signature")
    if isinstance(error, ExpiredTokenError):
        return _refused("expired")
    if isinstance(error, ClaimError) and error.claim in CLAIMS:
        return _refused(error.claim)
    return _refused("form")


def unsigned() -> Refused:
    """The refusal of a token by a key that the sign-in does not show."""
    return _refused("signature")


def _refused(what: str) -> Refused:
    return Refused(
        f"sign-on-{what.replace('_', '-')}",
        "Svaret fra kommunens login kunne ikke efterprøves, så du er ikke logget ind. Prøv igen. Sker det "
        "igen, så bed kommunens it-afdeling se efter; log imens ind med et link i en mail.",
    )
