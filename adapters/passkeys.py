"""Passkeys (WebAuthn): what a browser is asked for, and whether its answer is a true one."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import webauthn
from webauthn.helpers import base64url_to_bytes, exceptions
from webauthn.helpers.structs import PublicKeyCredentialDescriptor

NAME = "Mentorforløb"
_FALSE = (exceptions.WebAuthnException, ValueError, KeyError, TypeError)
"""What the library raises at an answer that is not true, or none at all."""
_NUMBERS = re.compile(r"[0-9.]+|\[.*\]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the portal is: passkeys belong to its host name, and answers must come from its very address."""

    host: str
    origin: str

    @classmethod
    def of(cls, portal_url: str) -> Place | None:
        """The place; None where browsers allow no passkeys: at a bare number, or without https elsewhere
        than on the machine itself.
        """
        address = urlsplit(portal_url)
        host = address.hostname or ""
        if _NUMBERS.fullmatch(host) or (address.scheme != "https" and host != "localhost"):
            return None
        return cls(host, f"{address.scheme}://{address.netloc}")


@dataclass(frozen=True, slots=True)
class Passkey:
    """What is kept of one: its name at the browser, its public key (COSE), and how often it was used."""

    credential: bytes
    public: bytes
    counter: int

    def packed(self) -> str:
        """Name and key as text."""
        return json.dumps({"id": self.credential.hex(), "key": self.public.hex()})

    @classmethod
    def unpacked(cls, text: str, counter: int) -> Passkey:
        """What `packed` was made of."""
        kept = json.loads(text)
        return cls(bytes.fromhex(kept["id"]), bytes.fromhex(kept["key"]), counter)


@dataclass(frozen=True, slots=True)
class Question:
    """What the browser is asked, as JSON, and the challenge that its answer must be signed over."""

    options: str
    challenge: bytes


def ask_to_add(place: Place, person: bytes, email: str, name: str, known: Sequence[Passkey]) -> Question:
    """Ask for a new passkey, other than those that are known."""
    options = webauthn.generate_registration_options(
        rp_id=place.host,
        rp_name=NAME,
        user_id=person,
        user_name=email,
        user_display_name=name,
        exclude_credentials=_described(known),
    )
    return Question(webauthn.options_to_json(options), options.challenge)


def added(place: Place, answer: str, challenge: bytes) -> Passkey | None:
    """The new passkey in an answer; None where it is no true answer to that challenge."""
    try:
        seen = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=place.host,
            expected_origin=place.origin,
        )
    except _FALSE:
        return None
    return Passkey(seen.credential_id, seen.credential_public_key, seen.sign_count)


def ask_to_use(place: Place, known: Sequence[Passkey]) -> Question:
    """Ask for one of the known passkeys."""
    options = webauthn.generate_authentication_options(rp_id=place.host, allow_credentials=_described(known))
    return Question(webauthn.options_to_json(options), options.challenge)


def used(place: Place, answer: str, challenge: bytes, known: Sequence[Passkey]) -> Passkey | None:
    """Which of the known passkeys signed the answer, with its new counter; None where none truly did."""
    try:
        name = base64url_to_bytes(json.loads(answer)["rawId"])
        asked = next((one for one in known if one.credential == name), None)
        if asked is None:
            return None
        seen = webauthn.verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=place.host,
            expected_origin=place.origin,
            credential_public_key=asked.public,
            credential_current_sign_count=asked.counter,
        )
    except _FALSE:
        return None
    return Passkey(asked.credential, asked.public, seen.new_sign_count)


def _described(known: Sequence[Passkey]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=one.credential) for one in known]
