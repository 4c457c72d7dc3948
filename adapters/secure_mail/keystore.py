"""Our keys and everything we judge certificates by, read from one home folder.

`keys/NAME.key.pem` with `keys/NAME.cert.pem`, `trust/*.pem`, `trust/intermediates/*.pem`, `crls/*.pem`, and
the partners' own certificates in `partners/*.pem`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path, PurePath
from typing import TypeVar

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from adapters.secure_mail.crls import RevocationLists
from adapters.secure_mail.key_files import KeyFiles, unusable

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
_Loaded = TypeVar("_Loaded")
_KEY_END, _CERTIFICATE_END = ".key.pem", ".cert.pem"


@dataclass(frozen=True, slots=True)
class OwnKey:
    """A private key of ours with its certificate; `name` is the file name without `.key.pem`."""

    name: str
    private_key: PrivateKey
    certificate: x509.Certificate

    def valid(self, now: datetime) -> bool:
        """Whether the certificate's period covers `now` (UTC-aware)."""
        return self.certificate.not_valid_before_utc <= now <= self.certificate.not_valid_after_utc


@dataclass(frozen=True)
class KeyStore:
    """Keys, trust anchors, intermediates, revocation lists and partners' certificates of one home."""

    own: tuple[OwnKey, ...]
    roots: tuple[x509.Certificate, ...]
    intermediates: tuple[x509.Certificate, ...]
    revocations: RevocationLists
    partner_certificates: dict[str, tuple[x509.Certificate, ...]]

    @classmethod
    def load(cls, home: Path, max_list_age: timedelta | None = None) -> KeyStore:
        """Read the folders; one that is missing counts as empty. Raises `InvalidInput` naming a bad file.

        `max_list_age` is our own limit on the age of revocation lists.
        """
        return cls.parsed(KeyFiles.read(home), max_list_age)

    @classmethod
    def parsed(cls, files: KeyFiles, max_list_age: timedelta | None = None) -> KeyStore:
        """The same from bytes that were read before. Raises `InvalidInput` naming a bad file."""
        return cls(
            own=tuple(_own_keys(files.keys)),
            roots=tuple(_certificates(files.roots)),
            intermediates=tuple(_certificates(files.intermediates)),
            revocations=RevocationLists.parsed(files.crls, max_list_age),
            partner_certificates={
                PurePath(path).name: tuple(_parsed(path, content, x509.load_pem_x509_certificates))
                for path, content in files.partners.items()
            },
        )

    def signing_key(self, now: datetime) -> OwnKey | None:
        """Our newest key whose certificate is valid at `now`."""
        return max(
            (key for key in self.own if key.valid(now)),
            key=lambda key: key.certificate.not_valid_before_utc,
            default=None,
        )

    def is_retired(self, key: OwnKey, now: datetime) -> bool:
        """Whether a newer valid key of the same kind has taken this one's place, or its time is over."""
        newer = (
            other
            for other in self.own
            if other.valid(now)
            and type(other.private_key) is type(key.private_key)
            and other.certificate.not_valid_before_utc > key.certificate.not_valid_before_utc
        )
        return not key.valid(now) or any(newer)


def _own_keys(files: Mapping[str, bytes]) -> Iterator[OwnKey]:
    return (_own_key(path, files) for path in files if path.endswith(_KEY_END))


def _own_key(path: str, files: Mapping[str, bytes]) -> OwnKey:
    private = _parsed(path, files[path], lambda data: serialization.load_pem_private_key(data, None))
    if not isinstance(private, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise unusable(path, "er hverken en RSA- eller en EC-nøgle")
    certificate_path = path.removesuffix(_KEY_END) + _CERTIFICATE_END
    if certificate_path not in files:
        raise unusable(certificate_path, "findes ikke")
    certificate = _parsed(certificate_path, files[certificate_path], x509.load_pem_x509_certificate)
    if certificate.public_key() != private.public_key():
        raise unusable(certificate_path, f"hører ikke til nøglen {PurePath(path).name}")
    return OwnKey(PurePath(path).name.removesuffix(_KEY_END), private, certificate)


def _certificates(files: Mapping[str, bytes]) -> Iterator[x509.Certificate]:
    for path, content in files.items():
        yield from _parsed(path, content, x509.load_pem_x509_certificates)


def _parsed(path: str, content: bytes, load: Callable[[bytes], _Loaded]) -> _Loaded:
    try:
        return load(content)
    except (ValueError, TypeError) as error:
        raise unusable(path, "kan ikke læses som PEM") from error
