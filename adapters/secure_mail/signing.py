"""Makes a detached CMS signature whose time is an argument (RFC 5652, RFC 8551; SHA-256)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from adapters.secure_mail.asn1 import cms
from adapters.secure_mail.asn1 import x509 as asn1_x509
from adapters.secure_mail.keystore import OwnKey

_DER = serialization.Encoding.DER


def sign_detached(
    content: bytes, own: OwnKey, intermediates: Iterable[x509.Certificate], now: datetime
) -> bytes:
    """The DER of a SignedData over `content` (CRLF line ends); `now` (UTC-aware) is its signing time."""
    attributes = _signed_attributes(content, now)
    signer = {
        "version": "v1",
        "sid": cms.SignerIdentifier({"issuer_and_serial_number": issuer_and_serial(own.certificate)}),
        "digest_algorithm": {"algorithm": "sha256"},
        "signed_attrs": attributes,
        "signature_algorithm": _signature_algorithm(own),
        "signature": _sign(own, attributes.dump()),
    }
    signed = {
        "version": "v1",
        "digest_algorithms": [{"algorithm": "sha256"}],
        "encap_content_info": {"content_type": "data"},
        "certificates": [_parsed(item) for item in _with_issuers(own.certificate, intermediates)],
        "signer_infos": [signer],
    }
    info = cms.ContentInfo({"content_type": "signed_data", "content": cms.SignedData(signed)})
    return bytes(info.dump())


def issuer_and_serial(certificate: x509.Certificate) -> Any:
    """How CMS names a certificate."""
    issuer = asn1_x509.Name.load(certificate.issuer.public_bytes())
    return cms.IssuerAndSerialNumber({"issuer": issuer, "serial_number": certificate.serial_number})


def _signed_attributes(content: bytes, now: datetime) -> Any:
    return cms.CMSAttributes(
        [
            {"type": "content_type", "values": ["data"]},
            {"type": "signing_time", "values": [cms.Time({"utc_time": now})]},
            {"type": "message_digest", "values": [hashlib.sha256(content).digest()]},
        ]
    )


def _signature_algorithm(own: OwnKey) -> dict[str, str]:
    is_rsa = isinstance(own.private_key, rsa.RSAPrivateKey)
    return {"algorithm": "sha256_rsa" if is_rsa else "sha256_ecdsa"}


def _sign(own: OwnKey, content: bytes) -> bytes:
    if isinstance(own.private_key, rsa.RSAPrivateKey):
        return own.private_key.sign(content, padding.PKCS1v15(), hashes.SHA256())
    return own.private_key.sign(content, ec.ECDSA(hashes.SHA256()))


def _parsed(certificate: x509.Certificate) -> Any:
    return asn1_x509.Certificate.load(certificate.public_bytes(_DER))


def _with_issuers(
    certificate: x509.Certificate, known: Iterable[x509.Certificate]
) -> Iterable[x509.Certificate]:
    """The certificate and the intermediates that a recipient needs besides the root he has."""
    yield certificate
    by_name = {item.subject: item for item in known}
    while (issuer := by_name.pop(certificate.issuer, None)) is not None:
        yield issuer
        certificate = issuer
