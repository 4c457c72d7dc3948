"""Coming back from a municipality's sign-in: what it says is checked, and then whom it names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from adapters.openid.answers import UnknownKey, believed, token_for, told_of_her, unsigned
from adapters.openid.configured import SignOnProvider
from adapters.openid.fetching import Web
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
    """The work e-mail that the municipality stands for, and the page she goes to now."""

    email: str
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
    asked = _Asked(office, key, provider, web_of(office, provider), journey)
    fetched = asked.token_for(answer.code)
    claims = asked.believed(fetched)
    _must_be_strong(provider, claims)
    told = claims if provider.claim in claims else asked.told_of_her(fetched, claims)
    return Asserted(_email(provider, told), journey.onward)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The sign-in that is asked about one journey."""

    office: Office
    key: str
    provider: SignOnProvider
    web: Web
    journey: Journey

    def token_for(self, code: str) -> dict[str, Any]:
        """What the code stands for."""
        return token_for(
            self.provider,
            self._papers(),
            self.web,
            code=code,
            verifier=self.journey.verifier,
            redirect_uri=back_to(self.office, self.key),
            secret=secret_of(self.office, self.provider),
        )

    def believed(self, fetched: dict[str, Any]) -> dict[str, Any]:
        """The token's claims; where it names a key that we do not know, the papers are fetched again."""
        try:
            return self._believed(self._papers(), fetched)
        except UnknownKey:
            renewed = AT_HAND.renewed(self.provider, self.web, self.office.now)
        try:
            return self._believed(renewed, fetched)
        except UnknownKey:
            raise unsigned() from None

    def told_of_her(self, fetched: dict[str, Any], claims: dict[str, Any]) -> dict[str, Any]:
        """What it tells of her apart from the token."""
        return told_of_her(self._papers(), self.web, fetched, claims)

    def _papers(self) -> Papers:
        return AT_HAND.of(self.provider, self.web, self.office.now)

    def _believed(self, papers: Papers, fetched: dict[str, Any]) -> dict[str, Any]:
        nonce, now = self.journey.nonce, self.office.now
        return believed(self.provider, papers, fetched, nonce=nonce, now=now)


def _must_be_an_answer(provider: SignOnProvider, answer: Answer) -> None:
    if answer.issuer not in {"", provider.issuer}:
        raise Refused("sign-on-iss", "Svaret kom fra et andet login end det, du valgte. Begynd forfra.")
    if answer.error or not answer.code:
        raise Refused(
            "sign-on-stopped",
            "Kommunens login sluttede, før du var logget ind. Begynd forfra, eller log ind med et link i en "
            "mail. Sker det igen, så spørg kommunens it-afdeling, om du har adgang til Mentorforløb.",
        )


def _must_be_strong(provider: SignOnProvider, claims: dict[str, Any]) -> None:
    if claims.get("acr") not in provider.acr_values:
        raise Refused(
            "sign-on-level",
            "Kommunens login sagde ikke, at du er logget ind stærkt nok til at læse om borgere. Bed "
            "kommunens it-afdeling om at kræve mere end en adgangskode af dig, når du logger ind i "
            "Mentorforløb, og om at sende et af disse niveauer med (acr): "
            f"{', '.join(provider.acr_values)}. Log imens ind med et link i en mail.",
        )


def _email(provider: SignOnProvider, claims: dict[str, Any]) -> str:
    """The claim that names her; an e-mail that the municipality itself calls unverified names nobody."""
    email = claims.get(provider.claim)
    if isinstance(email, str) and email.strip() and claims.get(VERIFIED, True) in (True, "true"):
        return email.strip()
    raise Refused(
        "sign-on-claim",
        "Kommunens login fortalte ikke, hvilken arbejdsmail du har. Bed kommunens it-afdeling om at sende "
        f"den med i feltet »{provider.claim}«. Log imens ind med et link i en mail.",
    )
