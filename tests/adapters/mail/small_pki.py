"""Certificates and revocation lists with odd properties, built in memory: quicker than an authority each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from adapters.secure_mail import KeyStore
from adapters.secure_mail.crls import RevocationLists
from tests.adapters.mail.workshop import NOW

DAY = timedelta(days=1)
POINT = "http://spaerreliste.example/del-1.crl"
_MAIL = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])


@dataclass(frozen=True)
class Party:
    """Somebody with a key and a certificate."""

    key: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate


def name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def usage(*, sign: bool = False, certify: bool = False, lists: bool = True) -> x509.KeyUsage:
    return x509.KeyUsage(sign, False, False, False, False, certify, certify and lists, False, False)


def authority(
    common_name: str,
    issuer: Party | None = None,
    *,
    length: int | None = None,
    start: datetime = NOW - DAY,
    end: datetime = NOW + DAY,
    extra: Sequence[tuple[x509.ExtensionType, bool]] = (),
) -> Party:
    """An authority; a root unless it has an issuer."""
    extensions = ((x509.BasicConstraints(True, length), True), (usage(certify=True), True), *extra)
    return _certified(common_name, issuer, start, end, extensions)


def organisation(
    issuer: Party,
    *,
    end: datetime = NOW + DAY,
    extra: Sequence[tuple[x509.ExtensionType, bool]] = (),
) -> Party:
    """A certificate that may sign mail."""
    extensions = (
        (x509.BasicConstraints(False, None), True),
        (usage(sign=True), True),
        (_MAIL, False),
        *extra,
    )
    return _certified("Jobcenter", issuer, NOW - DAY, end, extensions)


def _certified(
    common_name: str,
    issuer: Party | None,
    start: datetime,
    end: datetime,
    extensions: Sequence[tuple[x509.ExtensionType, bool]],
) -> Party:
    key = ec.generate_private_key(ec.SECP256R1())
    signing, above = (issuer.key, issuer.certificate.subject) if issuer else (key, name(common_name))
    builder = (
        x509.CertificateBuilder()
        .subject_name(name(common_name))
        .issuer_name(above)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signing.public_key()), False)
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    return Party(key, builder.sign(signing, hashes.SHA256()))


def revocation_list(
    issuer: Party,
    *revoked: Party,
    signed_by: Party | None = None,
    start: datetime = NOW - DAY,
    end: datetime = NOW + DAY,
    extra: x509.ExtensionType | None = None,
    reason: x509.ReasonFlags | None = None,
) -> x509.CertificateRevocationList:
    """A list of the issuer's, current since yesterday unless another time is given."""
    builder = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.certificate.subject)
        .last_update(start)
        .next_update(end)
    )
    for party in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(party.certificate.serial_number)
        entry = entry.revocation_date(NOW - DAY)
        if reason is not None:
            entry = entry.add_extension(x509.CRLReason(reason), False)
        builder = builder.add_revoked_certificate(entry.build())
    if extra is not None:
        builder = builder.add_extension(extra, True)
    return builder.sign((signed_by or issuer).key, hashes.SHA256())


def point(**changed: object) -> x509.IssuingDistributionPoint:
    """The scope of a partitioned list (RFC 5280, section 5.2.5)."""
    values: dict[str, object] = {
        "full_name": [x509.UniformResourceIdentifier(POINT)],
        "relative_name": None,
        "only_contains_user_certs": False,
        "only_contains_ca_certs": False,
        "only_some_reasons": None,
        "indirect_crl": False,
        "only_contains_attribute_certs": False,
    }
    return x509.IssuingDistributionPoint(**(values | changed))  # type: ignore[arg-type]


def points(address: str = POINT) -> x509.CRLDistributionPoints:
    """Where a certificate says its revocation list lies."""
    where = [x509.UniformResourceIdentifier(address)]
    return x509.CRLDistributionPoints([x509.DistributionPoint(where, None, None, None)])


def keys(
    root: Party, *intermediates: Party, lists: Sequence[x509.CertificateRevocationList] = ()
) -> KeyStore:
    """A key store that trusts the root and has these lists."""
    return KeyStore(
        own=(),
        roots=(root.certificate,),
        intermediates=tuple(party.certificate for party in intermediates),
        revocations=RevocationLists(tuple(lists)),
        partner_certificates={},
    )
