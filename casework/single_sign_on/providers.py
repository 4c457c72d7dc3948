"""The sign-ins an installation takes, and how each of them is reached."""

from __future__ import annotations

from urllib.parse import urljoin

from adapters.openid.configured import SignOnProvider
from adapters.openid.fetching import Web
from adapters.settings import read_secret
from casework.office import Office
from domain.errors import Refused

START = "/log-ind/kommune/{key}"
BACK = "/log-ind/kommune/{key}/svar"


def sign_ins(office: Office) -> dict[str, str]:
    """What the buttons of the page for signing in say, by the sign-in's short name."""
    return {key: provider.button for key, provider in office.settings.portal.oidc.items()}


def provider_of(office: Office, key: str) -> SignOnProvider:
    """A sign-in by its short name. Raises Refused if there is none."""
    try:
        return office.settings.portal.oidc[key]
    except KeyError:
        text = (
            "Her kan man ikke logge ind på den måde. Vælg en af mulighederne på siden, hvor man logger ind."
        )
        raise Refused("sign-on-unknown", text) from None


def web_of(office: Office, provider: SignOnProvider) -> Web:
    """How the sign-in is reached."""
    return Web(office.settings.given(provider.ca_file))


def secret_of(office: Office, provider: SignOnProvider) -> str:
    """What shows the sign-in that it is us. Raises Unavailable where the file cannot be read."""
    secret = read_secret(office.settings.inside(provider.client_secret_file))
    return secret.get_secret_value() if secret else ""


def back_to(office: Office, key: str) -> str:
    """The address the sign-in sends people back to; the municipality registers exactly this one."""
    return urljoin(office.settings.portal_url, BACK.format(key=key))
