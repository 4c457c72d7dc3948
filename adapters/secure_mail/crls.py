"""Revocation lists from files: who is revoked, and whether we know at all (RFC 5280, section 6.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.x509.oid import ExtensionOID

from adapters.secure_mail.key_files import contents
from domain.errors import InvalidInput, Problem

_BLOCK = re.compile(rb"-----BEGIN X509 CRL-----.*?-----END X509 CRL-----", re.DOTALL)
UNREADABLE = (ValueError, TypeError, UnsupportedAlgorithm, x509.InvalidVersion, x509.DuplicateExtension)
"""What `cryptography` raises over a list that is none."""
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
    """All lists of a home; which one speaks for a certificate is decided by name, scope and signature.

    With a `max_age` a list counts at most that long after it was issued, also where its issuer allows more.
    """

    lists: tuple[x509.CertificateRevocationList, ...]
    max_age: timedelta | None = None
    _vouched: dict[tuple[int, bytes], bool] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def load(cls, folder: Path, max_age: timedelta | None = None) -> RevocationLists:
        """Read every list of every `*.pem`; raises `InvalidInput` naming a file that is none."""
        return cls.parsed(contents(folder), max_age)

    @classmethod
    def parsed(cls, files: Mapping[str, bytes], max_age: timedelta | None = None) -> RevocationLists:
        """The same from files that were read before, by path."""
        return cls(tuple(item for path, content in files.items() for item in _parsed(path, content)), max_age)

    def status(self, certificate: x509.Certificate, issuer: x509.Certificate, now: datetime) -> Revocation:
        """What is known at `now` (UTC-aware). Fails closed: no usable list is `missing`, an old one `stale`.

        A revoked certificate stays revoked even where the list that says so has grown stale.
        """
        speaking = self._speaking(certificate, issuer)
        if any(_revokes(item, certificate) for item in speaking):
            return Revocation.REVOKED
        if any(start <= now <= end for start, end in self._periods(speaking)):
            return Revocation.GOOD
        return Revocation.STALE if speaking else Revocation.MISSING

    def counts(
        self, certificate: x509.Certificate, issuer: x509.Certificate
    ) -> tuple[datetime, datetime] | None:
        """From when and until when (UTC) the longest lasting list counts for a certificate, if any does."""
        return max(self._periods(self._speaking(certificate, issuer)), key=lambda it: it[1], default=None)

    def newest(self, like: x509.CertificateRevocationList, issuer: x509.Certificate) -> datetime | None:
        """When (UTC) the newest list of this issuer's key with the same scope as `like` was issued."""
        same = (
            item for item in self.lists if item.issuer == like.issuer and scope_of(item) == scope_of(like)
        )
        return max((i.last_update_utc for i in same if signed_by(i, issuer)), default=None)

    def _speaking(
        self, certificate: x509.Certificate, issuer: x509.Certificate
    ) -> list[x509.CertificateRevocationList]:
        return [item for item in self.lists if self._speaks_for(item, certificate, issuer)]

    def _periods(
        self, lists: Iterable[x509.CertificateRevocationList]
    ) -> Iterator[tuple[datetime, datetime]]:
        periods = ((item.last_update_utc, counts_until(item, self.max_age)) for item in lists)
        return ((start, end) for start, end in periods if end is not None)

    def _speaks_for(
        self, item: x509.CertificateRevocationList, certificate: x509.Certificate, issuer: x509.Certificate
    ) -> bool:
        named = item.issuer == issuer.subject and _in_scope(item, certificate)
        return named and self._signed_by(item, issuer)

    def _signed_by(self, item: x509.CertificateRevocationList, issuer: x509.Certificate) -> bool:
        """Verified once per list and issuer, since an intake asks the same for every mail."""
        key = (id(item), issuer.fingerprint(hashes.SHA256()))
        if key not in self._vouched:
            self._vouched[key] = signed_by(item, issuer)
        return self._vouched[key]


def counts_until(item: x509.CertificateRevocationList, max_age: timedelta | None) -> datetime | None:
    """Until when (UTC) a list counts: its next update, or earlier by our own limit on its age.

    A list without a next update never grows stale by itself and therefore never counts.
    """
    if item.next_update_utc is None or max_age is None:
        return item.next_update_utc
    return min(item.next_update_utc, item.last_update_utc + max_age)


def signed_by(item: x509.CertificateRevocationList, issuer: x509.Certificate) -> bool:
    """Whether this issuer may sign lists and has signed this one, with a digest that still holds."""
    return _may_sign_lists(issuer) and _signature_holds(item, issuer)


def whole(item: x509.CertificateRevocationList) -> x509.CertificateRevocationList:
    """The list itself, its parts parsed once: `cryptography` does that late, and broken ones must not get in.

    Raises one of `UNREADABLE`.
    """
    for part in ("issuer", "last_update_utc", "next_update_utc", "extensions"):
        getattr(item, part)
    return item


def is_usable(item: x509.CertificateRevocationList) -> bool:
    """Whether we can judge by such a list: whole, its issuer's own, and with nothing critical unknown to us.

    Delta lists, indirect lists and lists of some reasons only are not (RFC 5280, sections 5.2.4 and 5.2.5).
    """
    if any(found.critical and found.oid not in _UNDERSTOOD for found in item.extensions):
        return False
    if any(found.oid == ExtensionOID.DELTA_CRL_INDICATOR for found in item.extensions):
        return False
    point = _point(item)
    partial = point and (point.indirect_crl or point.only_some_reasons or point.only_contains_attribute_certs)
    return not partial


def scope_of(item: x509.CertificateRevocationList) -> bytes:
    """What part of the issuer's certificates a list covers, as encoded; empty for all of them."""
    point = _point(item)
    return b"" if point is None else point.public_bytes()


def _parsed(path: str, content: bytes) -> Iterable[x509.CertificateRevocationList]:
    try:
        found = [whole(x509.load_pem_x509_crl(block)) for block in _BLOCK.findall(content)]
    except UNREADABLE as error:
        problem = Problem("fil", "kan ikke læses", "hent spærrelisten igen")
        raise InvalidInput(path, (problem,)) from error
    if not found:
        problem = Problem("fil", "indeholder ingen spærreliste", "hent spærrelisten som PEM")
        raise InvalidInput(path, (problem,))
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


def _signature_holds(item: x509.CertificateRevocationList, issuer: x509.Certificate) -> bool:
    public = issuer.public_key()
    try:
        return isinstance(item.signature_hash_algorithm, _STRONG) and item.is_signature_valid(public)  # type: ignore[arg-type]
    except UNREADABLE:
        return False


def _may_sign_lists(issuer: x509.Certificate) -> bool:
    try:
        return issuer.extensions.get_extension_for_class(x509.KeyUsage).value.crl_sign
    except x509.ExtensionNotFound:
        return True


def _in_scope(item: x509.CertificateRevocationList, certificate: x509.Certificate) -> bool:
    """Whether the list covers this certificate: usable at all, and not another partition."""
    if not is_usable(item):
        return False
    point = _point(item)
    if point is None:
        return True
    authority = _is_authority(certificate)
    wrong_kind = point.only_contains_ca_certs if not authority else point.only_contains_user_certs
    return not wrong_kind and (point.full_name is None or _names_point(certificate, point.full_name))


def _point(item: x509.CertificateRevocationList) -> x509.IssuingDistributionPoint | None:
    try:
        return item.extensions.get_extension_for_class(x509.IssuingDistributionPoint).value
    except x509.ExtensionNotFound:
        return None


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
