"""Revocation lists from files: who is revoked, and whether we know at all (RFC 5280, section 6.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.x509.oid import ExtensionOID

from domain.errors import InvalidInput, Problem

_BLOCK = re.compile(rb"-----BEGIN X509 CRL-----.*?-----END X509 CRL-----", re.DOTALL)
_STRONG = (hashes.SHA256, hashes.SHA384, hashes.SHA512)
_UNDERSTOOD = frozenset({ExtensionOID.ISSUING_DISTRIBUTION_POINT, ExtensionOID.AUTHORITY_KEY_IDENTIFIER})


class Revocation(StrEnum):
    """What the lists say of one certificate at one instant."""

    GOOD = "good"
    REVOKED = "revoked"
    MISSING = "missing"
    STALE = "stale"


@dataclass(frozen=True)
class RevocationLists:
    """All lists of a home; which one speaks for a certificate is decided by name, scope and signature."""

    lists: tuple[x509.CertificateRevocationList, ...]
    _vouched: dict[tuple[int, bytes], bool] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def load(cls, folder: Path) -> RevocationLists:
        """Read every list of every `*.pem`; raises `InvalidInput` naming a file that is none."""
        return cls(tuple(item for path in sorted(folder.glob("*.pem")) for item in _read(path)))

    def status(self, certificate: x509.Certificate, issuer: x509.Certificate, now: datetime) -> Revocation:
        """What is known at `now` (UTC-aware). Fails closed: no usable list is `missing`, an old one `stale`.

        A revoked certificate stays revoked even where the list that says so has grown stale.
        """
        speaking = [item for item in self.lists if self._speaks_for(item, certificate, issuer)]
        if any(_revokes(item, certificate) for item in speaking):
            return Revocation.REVOKED
        if any(_current(item, now) for item in speaking):
            return Revocation.GOOD
        return Revocation.STALE if speaking else Revocation.MISSING

    def _speaks_for(
        self, item: x509.CertificateRevocationList, certificate: x509.Certificate, issuer: x509.Certificate
    ) -> bool:
        named = item.issuer == issuer.subject and _in_scope(item, certificate)
        return named and self._signed_by(item, issuer)

    def _signed_by(self, item: x509.CertificateRevocationList, issuer: x509.Certificate) -> bool:
        """Verified once per list and issuer, since an intake asks the same for every mail."""
        key = (id(item), issuer.fingerprint(hashes.SHA256()))
        if key not in self._vouched:
            self._vouched[key] = _may_sign_lists(issuer) and _signature_holds(item, issuer)
        return self._vouched[key]


def _read(path: Path) -> Iterable[x509.CertificateRevocationList]:
    try:
        found = [x509.load_pem_x509_crl(block) for block in _BLOCK.findall(path.read_bytes())]
    except (ValueError, OSError) as error:
        problem = Problem("fil", "kan ikke læses", "hent spærrelisten igen")
        raise InvalidInput(str(path), (problem,)) from error
    if not found:
        problem = Problem("fil", "indeholder ingen spærreliste", "hent spærrelisten som PEM")
        raise InvalidInput(str(path), (problem,))
    return found


def _revokes(item: x509.CertificateRevocationList, certificate: x509.Certificate) -> bool:
    entry = item.get_revoked_certificate_by_serial_number(certificate.serial_number)
    if entry is None:
        return False
    try:
        reason = entry.extensions.get_extension_for_class(x509.CRLReason).value.reason
    except x509.ExtensionNotFound:
        return True
    return reason is not x509.ReasonFlags.remove_from_crl


def _current(item: x509.CertificateRevocationList, now: datetime) -> bool:
    """A list without a next update never grows stale by itself and is therefore never current."""
    return item.next_update_utc is not None and item.last_update_utc <= now <= item.next_update_utc


def _signature_holds(item: x509.CertificateRevocationList, issuer: x509.Certificate) -> bool:
    public = issuer.public_key()
    try:
        return isinstance(item.signature_hash_algorithm, _STRONG) and item.is_signature_valid(public)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False


def _may_sign_lists(issuer: x509.Certificate) -> bool:
    try:
        return issuer.extensions.get_extension_for_class(x509.KeyUsage).value.crl_sign
    except x509.ExtensionNotFound:
        return True


def _in_scope(item: x509.CertificateRevocationList, certificate: x509.Certificate) -> bool:
    """Whether the list covers this certificate: no delta, no indirect list, no other partition."""
    if any(found.critical and found.oid not in _UNDERSTOOD for found in item.extensions):
        return False
    try:
        point = item.extensions.get_extension_for_class(x509.IssuingDistributionPoint).value
    except x509.ExtensionNotFound:
        return True
    if point.indirect_crl or point.only_some_reasons or point.only_contains_attribute_certs:
        return False
    authority = _is_authority(certificate)
    wrong_kind = point.only_contains_ca_certs if not authority else point.only_contains_user_certs
    return not wrong_kind and (point.full_name is None or _names_point(certificate, point.full_name))


def _is_authority(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


def _names_point(certificate: x509.Certificate, names: Iterable[x509.GeneralName]) -> bool:
    try:
        points = certificate.extensions.get_extension_for_class(x509.CRLDistributionPoints).value
    except x509.ExtensionNotFound:
        return False
    own = {name for point in points for name in (point.full_name or ())}
    return not own.isdisjoint(names)
