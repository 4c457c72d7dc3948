"""A revocation list that was fetched: checked against the authorities we trust, then kept in one step.

Whoever can answer in the issuer's place must not be able to make us know less than before: what is not
signed by the issuer, or is older than what we have, never replaces a list.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from adapters.secure_mail.crls import UNREADABLE, RevocationLists, is_usable, scope_of, signed_by, whole
from domain.errors import Refused, Unavailable
from models.files import replace_file

_PEM = b"-----BEGIN X509 CRL-----"
_OWNER_ONLY = 0o600


def read_list(content: bytes) -> x509.CertificateRevocationList:
    """A list as DER or PEM. Raises Refused if it is neither."""
    try:
        is_pem = content.lstrip().startswith(_PEM)
        item = whole(x509.load_pem_x509_crl(content) if is_pem else x509.load_der_x509_crl(content))
    except UNREADABLE:
        raise _refused("kan ikke læses") from None
    if not is_usable(item):
        raise _refused("er af en slags, vi ikke kan dømme efter (delvis, indirekte eller med ukendt krav)")
    return item


def issuer_of(
    item: x509.CertificateRevocationList, trusted: Iterable[x509.Certificate], expected: x509.Name | None
) -> x509.Certificate:
    """The trusted authority that signed the list. Raises Refused if none did, or not the `expected` one."""
    if expected is not None and item.issuer != expected:
        raise _refused("er fra en anden udsteder end certifikatet")
    for authority in trusted:
        if authority.subject == item.issuer and signed_by(item, authority):
            return authority
    raise _refused("er ikke underskrevet af nogen udsteder i trust/ eller trust/intermediates/")


def keep(folder: Path, item: x509.CertificateRevocationList, issuer: x509.Certificate, now: datetime) -> bool:
    """Store a list in a file of its own per issuer's key and scope; False if we have it already.

    `now` is UTC-aware. Raises Refused if the list is older than what we have or from the future (it would
    bar the way for the right ones), Unavailable if it cannot be written, InvalidInput for a bad old file.
    """
    newest = RevocationLists.load(folder).newest(item, issuer)
    if item.last_update_utc > now:
        raise _refused("er dateret ude i fremtiden (kontrollér også vores eget ur)")
    if newest is not None and item.last_update_utc < newest:
        raise _refused("er ældre end den, vi har")
    if newest == item.last_update_utc:
        return False
    _write(folder / f"{_name(item, issuer)}.pem", item)
    return True


def _name(item: x509.CertificateRevocationList, issuer: x509.Certificate) -> str:
    key = issuer.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return sha256(sha256(key).digest() + scope_of(item)).hexdigest()[:32]


def _write(path: Path, item: x509.CertificateRevocationList) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        replace_file(path, item.public_bytes(Encoding.PEM), _OWNER_ONLY)
    except OSError as error:
        why = error.strerror or "ukendt årsag"
        raise Unavailable(f"Spærrelisten kan ikke gemmes ({why}). Kontrollér disk og rettigheder.") from None


def _refused(wrong: str) -> Refused:
    return Refused("revocation-list", f"Listen {wrong}. Den gamle spærreliste bliver stående.")
