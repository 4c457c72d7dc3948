"""Coming back from a municipality's sign-in: what it says is checked, and then whom it names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from adapters.openid.answers import UnknownKey, believed, token_for
from adapters.openid.configured import SignOnProvider
from adapters.openid.papers import AT_HAND, Papers
from casework.office import Office
from casework.single_sign_on.providers import back_to, provider_of, secret_of, web_of
from domain.errors import Refused
from models.sign_on_journeys import Journey

VERIFIED = "email_verified"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the browser brought back, as it stood in the address; what was not there is empty."""

    state: str = ""
    code: str = ""
    error: str = ""
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class Asserted:
    """What the municipality stands for: the work e-mail and the level of her; and where she goes now."""

    email: str
    level: str
    onward: str


def come_back(office: Office, key: str, browser: str, answer: Answer) -> Asserted:
    """Believe the answer, once, in the browser that set out, and at a level that is strong enough.

    Raises Refused, whose rule says what did not hold; Unavailable where the sign-in does not answer.
    """
    provider = provider_of(office, key)
    journey = office.sign_on_journeys.end(key, browser, answer.state, office.now)
    if journey is None:
        raise Refused(
            "sign-on-journey",
            "Forsøget på at logge ind gælder ikke mere: det er brugt, mere end ti minutter gammelt eller "
            "begyndt i en anden browser. Begynd forfra.",
        )
    _must_be_an_answer(provider, answer)
    claims = _claims(office, key, provider, journey, answer.code)
    level = _level(provider, claims)
    return Asserted(_email(provider, claims), level, journey.onward)


def _must_be_an_answer(provider: SignOnProvider, answer: Answer) -> None:
    if answer.issuer not in {"", provider.issuer}:
        raise Refused("sign-on-iss", "Svaret kom fra et andet login end det, du valgte. Begynd forfra.")
    if answer.error or not answer.code:
        raise Refused(
            "sign-on-stopped",
            "Kommunens login sluttede, før du var logget ind. Begynd forfra, eller log ind med et link i en "
            "mail. Sker det igen, så spørg kommunens it-afdeling, om du har adgang til Mentorforløb.",
        )


def _claims(
    office: Office, key: str, provider: SignOnProvider, journey: Journey, code: str
) -> dict[str, Any]:
    web, now = web_of(office, provider), office.now
    papers = AT_HAND.of(provider, web, now)
    answer = token_for(
        provider,
        papers,
        web,
        code=code,
        verifier=journey.verifier,
        redirect_uri=back_to(office, key),
        secret=secret_of(office, provider),
    )

    def believe(papers: Papers) -> dict[str, Any]:
        return believed(provider, papers, answer, nonce=journey.nonce, now=now)

    try:
        return believe(papers)
    except UnknownKey:
        return believe(AT_HAND.renewed(provider, web, now))


def _level(provider: SignOnProvider, claims: dict[str, Any]) -> str:
    level = claims.get("acr")
    if isinstance(level, str) and level in provider.acr_values:
        return level
    raise Refused(
        "sign-on-level",
        "Kommunens login sagde ikke, at du er logget ind stærkt nok til at læse om borgere. Bed kommunens "
        "it-afdeling om at kræve mere end en adgangskode af dig, når du logger ind i Mentorforløb, og om at "
        f"sende et af disse niveauer med (acr): {', '.join(provider.acr_values)}. Log imens ind med et link "
        "i en mail.",
    )


def _email(provider: SignOnProvider, claims: dict[str, Any]) -> str:
    """The claim that names her; an e-mail that the municipality itself calls unverified names nobody."""
    email = claims.get(provider.claim)
    if isinstance(email, str) and email.strip() and claims.get(VERIFIED, True) in (True, "true"):
        return email.strip()
    raise Refused(
        "sign-on-claim",
        "Kommunens login fortalte ikke, hvilken arbejdsmail du har. Bed kommunens it-afdeling om at sende "
        f"den med i feltet «{provider.claim}». Log imens ind med et link i en mail.",
    )
