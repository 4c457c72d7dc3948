"""Is a certificate to be trusted for signing or encrypting at a given instant? Every gate fails closed.

Path building and signatures are done by `cryptography`'s verifier, revocation by `crls`, and the profile of
the leaf here (RFC 8550: e-mail certificates).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from itertools import pairwise
from typing import TypeVar

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from cryptography.x509.verification import (
    Criticality,
    ExtensionPolicy,
    Policy,
    PolicyBuilder,
    Store,
    VerificationError,
)

from adapters.secure_mail.crls import Revocation
from adapters.secure_mail.keystore import KeyStore
from adapters.secure_mail.reasons import Reason, Stop

_Kind = TypeVar("_Kind", bound=x509.ExtensionType)
MIN_RSA_BITS = 2048
_MAX_CHAIN = 5
_CURVES = (ec.SECP256R1, ec.SECP384R1, ec.SECP521R1)
_STRONG = (hashes.SHA256, hashes.SHA384, hashes.SHA512)
_MAIL_PURPOSES = frozenset({ExtendedKeyUsageOID.EMAIL_PROTECTION, ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE})
_UNDERSTOOD = (
    x509.BasicConstraints,
    x509.KeyUsage,
    x509.ExtendedKeyUsage,
    x509.SubjectAlternativeName,
    x509.CertificatePolicies,
    x509.NameConstraints,
    x509.AuthorityKeyIdentifier,
    x509.CRLDistributionPoints,
)


class Purpose(StrEnum):
    """What the certificate's key is used for."""

    SIGN = "sign"
    ENCRYPT = "encrypt"


def check_certificate(
    certificate: x509.Certificate,
    *,
    extra: Iterable[x509.Certificate],
    keys: KeyStore,
    purpose: Purpose,
    now: datetime,
) -> None:
    """Stop with the first reason why the certificate must not be used at `now` (UTC-aware).

    `extra` are the certificates that came with a mail: they may complete a chain, never anchor one.
    """
    check_leaf(certificate, purpose, now)
    chain = _chain(certificate, (*keys.intermediates, *extra), keys.roots, now)
    states = {keys.revocations.status(lower, upper, now) for lower, upper in pairwise(chain)}
    for state, reason in (
        (Revocation.REVOKED, Reason.CERTIFICATE_REVOKED),
        (Revocation.MISSING, Reason.REVOCATION_MISSING),
        (Revocation.STALE, Reason.REVOCATION_STALE),
    ):
        if state in states:
            raise Stop(reason)


def check_leaf(certificate: x509.Certificate, purpose: Purpose, now: datetime) -> None:
    """The checks on the certificate alone: strength, period, purpose."""
    if not is_strong(certificate):
        raise Stop(Reason.WEAK_SIGNATURE, "certificate-weak")
    if now > certificate.not_valid_after_utc:
        raise Stop(Reason.CERTIFICATE_EXPIRED)
    if now < certificate.not_valid_before_utc:
        raise Stop(Reason.CERTIFICATE_NOT_YET_VALID)
    if not _fit_for(certificate, purpose):
        raise Stop(Reason.CERTIFICATE_PURPOSE)


def authorities(keys: KeyStore, now: datetime) -> tuple[x509.Certificate, ...]:
    """The roots, and the intermediates that a root stands behind, whose periods cover `now` (UTC-aware)."""
    found = [root for root in keys.roots if _in_period(root, now)]
    waiting = [one for one in keys.intermediates if _in_period(one, now) and _is_authority(one)]
    while proven := [one for one in waiting if any(_issued(one, above) for above in found)]:
        found += proven
        waiting = [one for one in waiting if one not in proven]
    return tuple(found)


def issuers_of(
    certificate: x509.Certificate, among: Iterable[x509.Certificate]
) -> tuple[x509.Certificate, ...]:
    """Those whose key signed the certificate; an authority may have several with one name."""
    return tuple(one for one in among if _issued(certificate, one))


def carries_cvr(certificate: x509.Certificate, cvr: str) -> bool:
    """Whether the subject's organizationIdentifier (2.5.4.97, ETSI EN 319 412-1) is this company number."""
    values = certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_IDENTIFIER)
    return [item.value for item in values] == [f"NTRDK-{cvr}"]


def mail_addresses(certificate: x509.Certificate) -> frozenset[str]:
    """Every e-mail address in the certificate, lower-case: alternative names and old subject attribute."""
    found = {str(a.value) for a in certificate.subject.get_attributes_for_oid(NameOID.EMAIL_ADDRESS)}
    names = _extension(certificate, x509.SubjectAlternativeName)
    if names is not None:
        found.update(names.get_values_for_type(x509.RFC822Name))
    return frozenset(address.lower() for address in found)


def _chain(
    leaf: x509.Certificate,
    intermediates: Iterable[x509.Certificate],
    roots: tuple[x509.Certificate, ...],
    now: datetime,
) -> list[x509.Certificate]:
    """The chain from leaf to root; the verifier refuses weak algorithms and broken constraints on the way."""
    if not roots:
        raise Stop(Reason.CERTIFICATE_UNTRUSTED, "no-trust-anchors")
    verifier = (
        PolicyBuilder()
        .store(Store(list(roots)))
        .time(now)
        .max_chain_depth(_MAX_CHAIN)
        .extension_policies(ca_policy=_AUTHORITY, ee_policy=ExtensionPolicy.permit_all())
        .build_client_verifier()
    )
    try:
        return list(verifier.verify(leaf, list(intermediates)).chain)
    except (VerificationError, ValueError):
        raise Stop(Reason.CERTIFICATE_UNTRUSTED) from None


def _mail_authority(_policy: Policy, _cert: x509.Certificate, usage: x509.ExtendedKeyUsage | None) -> None:
    """The verifier's own rule expects TLS clients; our issuers must allow e-mail where they say anything."""
    if usage is not None and _MAIL_PURPOSES.isdisjoint(usage):
        raise ValueError("issuer is not for e-mail")


_AUTHORITY = ExtensionPolicy.webpki_defaults_ca().may_be_present(
    x509.ExtendedKeyUsage, Criticality.AGNOSTIC, _mail_authority
)


def is_strong(certificate: x509.Certificate) -> bool:
    """Whether neither its key nor the digest it is signed with is too weak to be believed today."""
    public = certificate.public_key()
    if isinstance(public, rsa.RSAPublicKey):
        strong_key = public.key_size >= MIN_RSA_BITS
    else:
        strong_key = isinstance(public, ec.EllipticCurvePublicKey) and isinstance(public.curve, _CURVES)
    return strong_key and isinstance(certificate.signature_hash_algorithm, _STRONG)


def _fit_for(certificate: x509.Certificate, purpose: Purpose) -> bool:
    """Key usage, extended key usage and no unknown critical extension; what is absent does not restrict."""
    critical = [item.value for item in certificate.extensions if item.critical]
    understood = all(isinstance(value, _UNDERSTOOD) for value in critical)
    extended = _extension(certificate, x509.ExtendedKeyUsage)
    authority = _is_authority(certificate)
    for_mail = extended is None or not _MAIL_PURPOSES.isdisjoint(extended)
    return understood and not authority and for_mail and _usage_allows(certificate, purpose)


def _is_authority(certificate: x509.Certificate) -> bool:
    basic = _extension(certificate, x509.BasicConstraints)
    return basic is not None and basic.ca


def _in_period(certificate: x509.Certificate, now: datetime) -> bool:
    return certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc


def _issued(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (InvalidSignature, TypeError, ValueError):
        return False
    return True


def _usage_allows(certificate: x509.Certificate, purpose: Purpose) -> bool:
    usage = _extension(certificate, x509.KeyUsage)
    if usage is None:
        return True
    if purpose is Purpose.SIGN:
        return usage.digital_signature or usage.content_commitment
    transports = isinstance(certificate.public_key(), rsa.RSAPublicKey)
    return usage.key_encipherment if transports else usage.key_agreement


def _extension(certificate: x509.Certificate, kind: type[_Kind]) -> _Kind | None:
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None
