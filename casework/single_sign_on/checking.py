"""Whether each municipality's sign-in can be used: looked at before somebody stands at its door."""

from __future__ import annotations

from adapters.openid.papers import fetch
from casework.office import Office
from casework.single_sign_on.providers import secret_of, web_of
from domain.errors import Unavailable


def sign_ins_in_order(office: Office) -> str:
    """What is set up and answers. Raises Unavailable naming the sign-in that cannot be used, and why."""
    for key, provider in office.settings.portal.oidc.items():
        try:
            secret_of(office, provider)
            papers = fetch(provider, web_of(office, provider), office.now)
        except Unavailable as error:
            raise Unavailable(f"[portal.oidc.{key}]: {error.message}") from None
        if not papers.algorithms:
            cure = "Bed kommunen om RS256, PS256 eller ES256."
            raise Unavailable(f"[portal.oidc.{key}]: underskriver ikke, så det kan efterprøves. {cure}")
    names = ", ".join(office.settings.portal.oidc)
    return f"{names}: svarer" if names else "ingen er sat op"
