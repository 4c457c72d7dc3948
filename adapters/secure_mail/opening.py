"""Decrypts EnvelopedData and AuthEnvelopedData with AES and nothing weaker (RFC 5652, 5083, 5084)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from adapters.secure_mail.asn1 import core
from adapters.secure_mail.keystore import OwnKey
from adapters.secure_mail.pieces import octets
from adapters.secure_mail.reasons import Reason, Stop
from adapters.secure_mail.recipients import ContentKey, content_key

_AES_BYTES = {"aes128": 16, "aes192": 24, "aes256": 32}
_MIN_TAG_BYTES = 12  # RFC 5084: the tag of AES-GCM in CMS has 12 to 16 bytes


@dataclass(frozen=True, slots=True)
class Opened:
    """A decrypted layer: the MIME entity inside, and how it was protected."""

    content: bytes
    cipher: str
    key_transport: str
    own: OwnKey


def cipher_name(content_type: str, data: Any) -> str:
    """The content cipher as `aes-256-cbc`, or the name asn1crypto knows it by, or its OID."""
    native = str(_info(content_type, data)["content_encryption_algorithm"]["algorithm"].native)
    return f"aes-{native[3:6]}-{native[7:]}" if native.startswith("aes") else native


def open_enveloped(content_type: str, data: Any, own_keys: Sequence[OwnKey]) -> Opened:
    """Decrypt one layer; stops with the reason when it is not for us, weak, or does not open."""
    key = content_key(data["recipient_infos"], own_keys)
    info = _info(content_type, data)
    name = str(info["content_encryption_algorithm"]["algorithm"].native)
    aes, _, mode = name.partition("_")
    expected = "gcm" if content_type == "authenticated_enveloped_data" else "cbc"
    if aes not in _AES_BYTES or mode != expected:
        raise Stop(Reason.WEAK_ENCRYPTION)
    if len(key.key) != _AES_BYTES[aes]:
        # Also where a wrong RSA padding ends: the library answers it with a random key, by design.
        raise Stop(Reason.UNDECRYPTABLE)
    content = _open_gcm(data, info, key) if expected == "gcm" else _open_cbc(info, key)
    return Opened(content, cipher_name(content_type, data), key.transport, key.own)


def _info(content_type: str, data: Any) -> Any:
    authenticated = content_type == "authenticated_enveloped_data"
    return data["auth_encrypted_content_info" if authenticated else "encrypted_content_info"]


def _open_cbc(info: Any, key: ContentKey) -> bytes:
    vector = info["content_encryption_algorithm"]["parameters"].native
    try:
        decryptor = Cipher(algorithms.AES(key.key), modes.CBC(vector)).decryptor()
        padded = decryptor.update(octets(info["encrypted_content"])) + decryptor.finalize()
        unpadder = padding.PKCS7(128).unpadder()
        return unpadder.update(padded) + unpadder.finalize()
    except (ValueError, TypeError):
        raise Stop(Reason.UNDECRYPTABLE) from None


def _open_gcm(data: Any, info: Any, key: ContentKey) -> bytes:
    parameters = core.Sequence.load(info["content_encryption_algorithm"]["parameters"].dump())
    nonce, tag = parameters[0].native, data["mac"].native
    if len(tag) < _MIN_TAG_BYTES:
        raise Stop(Reason.WEAK_ENCRYPTION, "gcm-tag-short")
    attributes = data["auth_attrs"]
    associated = attributes.untag().dump() if len(attributes) else b""
    try:
        mode = modes.GCM(nonce, tag, min_tag_length=_MIN_TAG_BYTES)
        decryptor = Cipher(algorithms.AES(key.key), mode).decryptor()
        decryptor.authenticate_additional_data(associated)
        return decryptor.update(octets(info["encrypted_content"])) + decryptor.finalize()
    except (ValueError, TypeError, InvalidTag):
        raise Stop(Reason.UNDECRYPTABLE) from None
