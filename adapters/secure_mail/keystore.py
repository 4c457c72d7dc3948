"""Our keys and everything we judge certificates by, read from one home folder.

`keys/NAME.key.pem` with `keys/NAME.cert.pem`, `trust/*.pem`, `trust/intermediates/*.pem`, `crls/*.pem`, and
the partners' own certificates in `partners/*.pem`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeVar

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from adapters.secure_mail.crls import RevocationLists
from domain.errors import InvalidInput, Problem

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
_Loaded = TypeVar("_Loaded")
CRLS = "crls"
_KEY_END = ".key.pem"


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
        return cls(
            own=tuple(_own_key(path) for path in sorted((home / "keys").glob("*" + _KEY_END))),
            roots=tuple(_certificates(home / "trust")),
            intermediates=tuple(_certificates(home / "trust" / "intermediates")),
            revocations=RevocationLists.load(home / CRLS, max_list_age),
            partner_certificates={
                path.name: tuple(_read(path, x509.load_pem_x509_certificates))
                for path in sorted((home / "partners").glob("*.pem"))
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


def _own_key(path: Path) -> OwnKey:
    name = path.name.removesuffix(_KEY_END)
    private = _read(path, lambda data: serialization.load_pem_private_key(data, None))
    if not isinstance(private, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise _unusable(path, "er hverken en RSA- eller en EC-nøgle")
    certificate_path = path.with_name(f"{name}.cert.pem")
    certificate = _read(certificate_path, x509.load_pem_x509_certificate)
    if certificate.public_key() != private.public_key():
        raise _unusable(certificate_path, f"hører ikke til nøglen {path.name}")
    return OwnKey(name, private, certificate)


def _certificates(folder: Path) -> Iterator[x509.Certificate]:
    for path in sorted(folder.glob("*.pem")):
        yield from _read(path, x509.load_pem_x509_certificates)


def _read(path: Path, load: Callable[[bytes], _Loaded]) -> _Loaded:
    try:
        return load(path.read_bytes())
    except FileNotFoundError:
        raise _unusable(path, "findes ikke") from None
    except (ValueError, TypeError, OSError) as error:
        raise _unusable(path, "kan ikke læses som PEM") from error


def _unusable(path: Path, wrong: str) -> InvalidInput:
    return InvalidInput(str(path), (Problem("fil", wrong, "læg den rigtige fil, eller fjern den"),))
