"""Encrypts to one certificate with AES-256-CBC, what every mail gateway can open (RFC 5652, RFC 5753)."""

from __future__ import annotations

import os
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, keywrap, serialization
from cryptography.hazmat.primitives import padding as block_padding
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.x963kdf import X963KDF

from adapters.secure_mail.asn1 import algos, cms, keys
from adapters.secure_mail.recipients import shared_info
from adapters.secure_mail.signing import issuer_and_serial

_KEY_BYTES = 32
_ECDH_SHA256 = "1.3.132.1.11.1"
_AES256_WRAP = "2.16.840.1.101.3.4.1.45"


def envelop(content: bytes, certificate: x509.Certificate) -> bytes:
    """The DER of an EnvelopedData that only the certificate's key opens. The certificate has been checked."""
    key, vector = os.urandom(_KEY_BYTES), os.urandom(16)
    padder = block_padding.PKCS7(128).padder()
    encryptor = Cipher(algorithms.AES(key), modes.CBC(vector)).encryptor()
    padded = padder.update(content) + padder.finalize()
    recipient, version = _recipient(key, certificate)
    enveloped = {
        "version": version,
        "recipient_infos": [recipient],
        "encrypted_content_info": {
            "content_type": "data",
            "content_encryption_algorithm": {"algorithm": "aes256_cbc", "parameters": vector},
            "encrypted_content": encryptor.update(padded) + encryptor.finalize(),
        },
    }
    info = cms.ContentInfo({"content_type": "enveloped_data", "content": cms.EnvelopedData(enveloped)})
    return bytes(info.dump())


def _recipient(key: bytes, certificate: x509.Certificate) -> tuple[Any, str]:
    public = certificate.public_key()
    if isinstance(public, rsa.RSAPublicKey):
        return cms.RecipientInfo("ktri", _transported(key, public, certificate)), "v0"
    if isinstance(public, ec.EllipticCurvePublicKey):
        return cms.RecipientInfo("kari", _agreed(key, public, certificate)), "v2"
    raise TypeError(f"cannot encrypt to a {type(public).__name__}")


def _transported(key: bytes, public: rsa.RSAPublicKey, certificate: x509.Certificate) -> Any:
    return cms.KeyTransRecipientInfo(
        {
            "version": "v0",
            "rid": cms.RecipientIdentifier({"issuer_and_serial_number": issuer_and_serial(certificate)}),
            "key_encryption_algorithm": {"algorithm": "rsaes_pkcs1v15"},
            "encrypted_key": public.encrypt(key, padding.PKCS1v15()),
        }
    )


def _agreed(key: bytes, public: ec.EllipticCurvePublicKey, certificate: x509.Certificate) -> Any:
    """ECDH with a key pair made for this one mail; SHA-256 derives, AES-256 wraps."""
    passing = ec.generate_private_key(public.curve)
    wrap = algos.AlgorithmIdentifier({"algorithm": _AES256_WRAP})
    secret = passing.exchange(ec.ECDH(), public)
    wrapping = X963KDF(hashes.SHA256(), _KEY_BYTES, shared_info(wrap, None, _KEY_BYTES)).derive(secret)
    identifier = cms.KeyAgreementRecipientIdentifier(
        {"issuer_and_serial_number": issuer_and_serial(certificate)}
    )
    entry = {"rid": identifier, "encrypted_key": keywrap.aes_key_wrap(wrapping, key)}
    return cms.KeyAgreeRecipientInfo(
        {
            "version": "v3",
            "originator": cms.OriginatorIdentifierOrKey("originator_key", _originator(passing.public_key())),
            "key_encryption_algorithm": {"algorithm": _ECDH_SHA256, "parameters": wrap},
            "recipient_encrypted_keys": [entry],
        }
    )


def _originator(public: ec.EllipticCurvePublicKey) -> Any:
    der = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    return keys.PublicKeyInfo.load(public.public_bytes(*der))
