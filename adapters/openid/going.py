"""The way to a sign-in: the address the browser is sent to, with PKCE, and the level that is asked for."""

from __future__ import annotations

from authlib.oauth2.rfc6749.parameters import prepare_grant_uri
from authlib.oauth2.rfc7636 import create_s256_code_challenge

from adapters.openid.configured import SignOnProvider
from adapters.openid.papers import Papers


def address_of(
    provider: SignOnProvider, papers: Papers, redirect_uri: str, *, state: str, nonce: str, verifier: str
) -> str:
    """Where the browser goes to sign in; it comes back to `redirect_uri` with `state`."""
    return str(
        prepare_grant_uri(
            papers.authorization_endpoint,
            provider.client_id,
            "code",
            redirect_uri=redirect_uri,
            scope=["openid", "email", "profile"],
            state=state,
            nonce=nonce,
            code_challenge=create_s256_code_challenge(verifier),
            code_challenge_method="S256",
            acr_values=" ".join(provider.acr_values),
        )
    )
