"""Verifies the one signature of a SignedData over exact bytes (RFC 5652, 5035); trust is `chains`' matter."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa

from adapters.secure_mail.reasons import Reason, Stop
from adapters.secure_mail.recipients import names

_HASHES: dict[str, type[hashes.HashAlgorithm]] = {
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}
_RSA, _PSS, _ECDSA = "rsassa_pkcs1v15", "rsassa_pss", "ecdsa"


@dataclass(frozen=True, slots=True)
class Verified:
    """The bytes that were signed, who signed them, and the certificates that came along."""

    content: bytes
    certificate: x509.Certificate
    others: tuple[x509.Certificate, ...]
    digest: str


def verify_signed(data: Any, candidates: Iterable[bytes], known: Iterable[x509.Certificate]) -> Verified:
    """Verify over the first candidate whose digest fits; stops with the reason when none does.

    `candidates` are the same content with the line ends it may have been signed with; what is handed back is
    the one that was. `known` are partners' certificates, looked at when the mail carries none.
    """
    signer = _one_signer(data)
    digest = str(signer["digest_algorithm"]["algorithm"].native)
    if digest not in _HASHES:
        raise Stop(Reason.WEAK_SIGNATURE)
    embedded = _embedded(data)
    certificate = _certificate(signer["sid"], (*embedded, *known))
    content = _matching(signer, digest, candidates, certificate)
    return Verified(content, certificate, embedded, digest)


def _one_signer(data: Any) -> Any:
    count = len(data["signer_infos"])
    if count > 1:
        raise Stop(Reason.SEVERAL_SIGNERS)
    if count == 0:
        raise Stop(Reason.NOT_SIGNED)
    return data["signer_infos"][0]


def _embedded(data: Any) -> tuple[x509.Certificate, ...]:
    found = (choice for choice in data["certificates"] or () if choice.name == "certificate")
    try:
        return tuple(x509.load_der_x509_certificate(choice.chosen.dump()) for choice in found)
    except ValueError:
        raise Stop(Reason.MALFORMED_CMS, "certificate-broken") from None


def _certificate(sid: Any, candidates: Iterable[x509.Certificate]) -> x509.Certificate:
    for certificate in candidates:
        if names(sid, certificate):
            return _readable(certificate)
    raise Stop(Reason.SIGNER_UNKNOWN)


def _readable(certificate: x509.Certificate) -> x509.Certificate:
    """Its fields are parsed only when asked for: asked here, where a bad one has a reason."""
    try:
        certificate.subject.rfc4514_string()
        certificate.public_key()
    except (ValueError, UnsupportedAlgorithm):
        raise Stop(Reason.MALFORMED_CMS, "certificate-broken") from None
    return certificate


def _matching(signer: Any, digest: str, candidates: Iterable[bytes], certificate: x509.Certificate) -> bytes:
    attributes = signer["signed_attrs"]
    if len(attributes) == 0:
        return _matching_bare(signer, digest, candidates, certificate)
    values = _single_values(attributes)
    if values.get("content_type") != "data" or "message_digest" not in values:
        raise Stop(Reason.MALFORMED_CMS, "signed-attributes-incomplete")
    _check_signing_certificate(attributes, certificate)
    _check_signature(signer, digest, certificate, attributes.untag().dump(force=True))
    for content in candidates:
        if hmac.compare_digest(hashlib.new(digest, content).digest(), values["message_digest"]):
            return content
    raise Stop(Reason.BAD_SIGNATURE)


def _matching_bare(
    signer: Any, digest: str, candidates: Iterable[bytes], certificate: x509.Certificate
) -> bytes:
    """A signature straight over the content. Content that could be signed attributes is somebody else's."""
    for content in candidates:
        if content[:1] == b"\x31":
            raise Stop(Reason.BAD_SIGNATURE, "content-is-attributes")
        try:
            _check_signature(signer, digest, certificate, content)
        except Stop as stop:
            if stop.reason is not Reason.BAD_SIGNATURE:
                raise
            continue
        return content
    raise Stop(Reason.BAD_SIGNATURE)


def _single_values(attributes: Any) -> dict[str, Any]:
    """The attributes that must stand once with one value; anything else is made to be misread."""
    found: dict[str, Any] = {}
    for attribute in attributes:
        name = attribute["type"].native
        if name in ("content_type", "message_digest"):
            if name in found or len(attribute["values"]) != 1:
                raise Stop(Reason.MALFORMED_CMS, "signed-attribute-twice")
            found[name] = attribute["values"][0].native
    return found


def _check_signing_certificate(attributes: Any, certificate: x509.Certificate) -> None:
    """ESS signing-certificate-v2 (CAdES): where it stands it must mean the certificate that we found."""
    for attribute in attributes:
        if attribute["type"].native != "signing_certificate_v2":
            continue
        named = attribute["values"][0]["certs"][0]
        digest = named["hash_algorithm"]["algorithm"].native
        if digest not in _HASHES or named["cert_hash"].native != certificate.fingerprint(_HASHES[digest]()):
            raise Stop(Reason.BAD_SIGNATURE, "signing-certificate-differs")


def _check_signature(signer: Any, digest: str, certificate: x509.Certificate, signed: bytes) -> None:
    algorithm, public = signer["signature_algorithm"], certificate.public_key()
    name, digest = _scheme(algorithm, digest)
    if digest not in _HASHES:
        raise Stop(Reason.WEAK_SIGNATURE)
    chosen, signature = _HASHES[digest](), signer["signature"].native
    try:
        if name == _ECDSA and isinstance(public, ec.EllipticCurvePublicKey):
            public.verify(signature, signed, ec.ECDSA(chosen))
        elif name in (_RSA, _PSS) and isinstance(public, rsa.RSAPublicKey):
            public.verify(signature, signed, _rsa_padding(name, algorithm), chosen)
        else:
            raise Stop(Reason.WEAK_SIGNATURE, "signature-algorithm-unknown")
    except (InvalidSignature, ValueError):
        raise Stop(Reason.BAD_SIGNATURE) from None


def _scheme(algorithm: Any, digest: str) -> tuple[str, str]:
    """The signature scheme and its digest; where the identifier names none, the content's digest counts."""
    name = str(algorithm["algorithm"].native)
    if name == _PSS:
        return _PSS, str(algorithm["parameters"]["hash_algorithm"]["algorithm"].native)
    prefix, _, kind = name.rpartition("_")
    known = {"rsa": _RSA, "ecdsa": _ECDSA}
    return (known[kind], prefix) if prefix and kind in known else (name, digest)


def _rsa_padding(name: str, algorithm: Any) -> padding.AsymmetricPadding:
    if name == _RSA:
        return padding.PKCS1v15()
    parameters = algorithm["parameters"]
    mask = str(parameters["mask_gen_algorithm"]["parameters"]["algorithm"].native)
    if mask not in _HASHES:
        raise Stop(Reason.WEAK_SIGNATURE)
    return padding.PSS(padding.MGF1(_HASHES[mask]()), int(parameters["salt_length"].native))
