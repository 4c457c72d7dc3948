"""Where revocation lists lie on the web: as certificates of ours name it, and as mentor.toml does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from cryptography import x509

from adapters.secure_mail import KeyStore


@dataclass(frozen=True, slots=True)
class Place:
    """One list: its addresses, each as good as the other, and who must have issued it (None: not told).

    A certificate's points that are not for some reasons only each cover all reasons (RFC 5280, 4.2.1.13).
    """

    addresses: tuple[str, ...]
    issuer: x509.Name | None = None


def places_of(keys: KeyStore, configured: Iterable[str] = ()) -> tuple[Place, ...]:
    """Every place that partners' and authorities' certificates name, then the configured ones, each once.

    Addresses that are not plain http or https (such as ldap) are passed over, and so are points for lists
    of another issuer or of some reasons only, by which we do not judge.
    """
    partners = (one for bundle in keys.partner_certificates.values() for one in bundle)
    named = [place for one in (*partners, *keys.intermediates, *keys.roots) for place in _named_in(one)]
    told = {address for place in named for address in place.addresses}
    more = (Place((address,)) for address in configured if address not in told)
    return tuple(dict.fromkeys((*named, *more)))


def _named_in(certificate: x509.Certificate) -> Iterator[Place]:
    try:
        points = certificate.extensions.get_extension_for_class(x509.CRLDistributionPoints).value
    except x509.ExtensionNotFound:
        return
    whole = [point for point in points if not point.crl_issuer and not point.reasons]
    names = [name for point in whole for name in point.full_name or ()]
    uris = [name.value for name in names if isinstance(name, x509.UniformResourceIdentifier)]
    if addresses := tuple(uri for uri in uris if is_plain_web(uri)):
        yield Place(addresses, certificate.issuer)


def is_plain_web(address: str) -> bool:
    """Whether it is http or https, and has no login in it: we send credentials to nobody."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc
