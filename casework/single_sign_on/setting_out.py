"""Setting out for a municipality's sign-in."""

from __future__ import annotations

from adapters.openid.going import address_of
from adapters.openid.papers import AT_HAND
from casework.office import Office
from casework.single_sign_on.providers import back_to, provider_of, web_of


def set_out(office: Office, key: str, browser: str, onward: str) -> str:
    """Where the browser is sent; within ten minutes it may come back once, and then goes to `onward`.

    `browser` is the secret of a cookie that only this browser has. Raises Refused for a sign-in that is not
    configured, Unavailable where it does not answer.
    """
    provider = provider_of(office, key)
    papers = AT_HAND.of(provider, web_of(office, provider), office.now)
    journey = office.sign_on_journeys.begin(key, browser, onward, office.now)
    return address_of(
        provider,
        papers,
        back_to(office, key),
        state=journey.state,
        nonce=journey.nonce,
        verifier=journey.verifier,
    )
