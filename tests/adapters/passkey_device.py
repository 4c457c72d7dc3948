"""A passkey device in software: it makes keys and signs what it is asked, truly or with one thing wrong."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import bytes_to_base64url

from adapters.passkeys import Place

PRESENT_AND_VERIFIED, WITH_KEY = 0x05, 0x40


@dataclass
class Device:
    """One key at one portal. `counter` is what it says next."""

    place: Place
    counter: int = 0
    name: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def made(self, challenge: bytes, /, **wrong: Any) -> str:
        """Its answer to being asked for a new passkey."""
        length = len(self.name).to_bytes(2, "big")
        data = self._data(WITH_KEY) + bytes(16) + length + self.name + self._public()
        attested = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        client = self._client("webauthn.create", challenge, **wrong)
        return self._answer({"clientDataJSON": client, "attestationObject": attested})

    def signed(self, challenge: bytes, /, **wrong: Any) -> str:
        """Its answer to being asked to prove itself."""
        data, client = self._data(0), self._client("webauthn.get", challenge, **wrong)
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        return self._answer({"clientDataJSON": client, "authenticatorData": data, "signature": signature})

    def _client(self, kind: str, challenge: bytes, /, **wrong: Any) -> bytes:
        said = {"type": kind, "challenge": bytes_to_base64url(challenge), "origin": self.place.origin}
        return json.dumps(said | wrong).encode()

    def _data(self, flags: int) -> bytes:
        host = hashlib.sha256(self.place.host.encode()).digest()
        return host + bytes([PRESENT_AND_VERIFIED | flags]) + self.counter.to_bytes(4, "big")

    def _public(self) -> bytes:
        point = self.key.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (point.x, point.y))
        return cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})

    def _answer(self, parts: dict[str, bytes]) -> str:
        name = bytes_to_base64url(self.name)
        response = {part: bytes_to_base64url(value) for part, value in parts.items()}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})
