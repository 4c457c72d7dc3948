"""Finds the recipient entry for a key of ours and takes the content key out of it (RFC 5652, 5753)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from cryptography import x509
from cryptography.exceptions import InternalError, InvalidKey
from cryptography.hazmat.primitives import hashes, keywrap
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.kdf.x963kdf import X963KDF

from adapters.secure_mail.asn1 import algos, cms, core
from adapters.secure_mail.keystore import OwnKey
from adapters.secure_mail.reasons import Reason, Stop

# RFC 5753, section 7.1.4: standard and cofactor ECDH, which are the same on the curves we accept.
KEY_DERIVATION: dict[str, hashes.HashAlgorithm] = {
    "1.3.133.16.840.63.0.2": hashes.SHA1(),  # noqa: S303 - inside a key derivation, not as a signature digest
    "1.3.132.1.11.0": hashes.SHA224(),
    "1.3.132.1.11.1": hashes.SHA256(),
    "1.3.132.1.11.2": hashes.SHA384(),
    "1.3.132.1.11.3": hashes.SHA512(),
}
_OAEP_HASHES: dict[str, type[hashes.HashAlgorithm]] = {
    "sha1": hashes.SHA1,
    "sha256": hashes.SHA256,
    "sha384": hashes.SHA384,
    "sha512": hashes.SHA512,
}
WRAP_KEY_BYTES = {"aes128_wrap": 16, "aes192_wrap": 24, "aes256_wrap": 32}


@dataclass(frozen=True, slots=True)
class ContentKey:
    """The key of the content, which key of ours opened it, and how it travelled."""

    key: bytes
    own: OwnKey
    transport: str


def content_key(recipient_infos: Any, own_keys: Sequence[OwnKey]) -> ContentKey:
    """The content key for us; stops with `not-for-our-keys`, `undecryptable` or `weak-encryption`."""
    for info, wrapped, rid in _entries(recipient_infos):
        for own in own_keys:
            if names(rid, own.certificate):
                return _transported(info, own) if wrapped is None else _agreed(info, wrapped, own)
    raise Stop(Reason.NOT_FOR_OUR_KEYS)


def names(rid: Any, certificate: x509.Certificate) -> bool:
    """Whether a CMS identifier (issuer and serial, or key identifier) means this certificate."""
    if rid.name == "issuer_and_serial_number":
        same_serial = rid.chosen["serial_number"].native == certificate.serial_number
        return same_serial and bool(rid.chosen["issuer"].dump() == certificate.issuer.public_bytes())
    chosen = rid.chosen
    identifier = chosen["subject_key_identifier"] if rid.name == "r_key_id" else chosen
    return bool(identifier.native == _key_identifier(certificate))


def _key_identifier(certificate: x509.Certificate) -> bytes | None:
    try:
        return certificate.extensions.get_extension_for_class(x509.SubjectKeyIdentifier).value.digest
    except x509.ExtensionNotFound:
        return None


def _entries(recipient_infos: Any) -> Iterator[tuple[Any, bytes | None, Any]]:
    """Each entry with the identifier of its recipient; a wrapped key only where keys are agreed (ECDH)."""
    for recipient in recipient_infos:
        if recipient.name == "ktri":
            yield recipient.chosen, None, recipient.chosen["rid"]
        elif recipient.name == "kari":
            for encrypted in recipient.chosen["recipient_encrypted_keys"]:
                yield recipient.chosen, encrypted["encrypted_key"].native, encrypted["rid"]


def _transported(info: Any, own: OwnKey) -> ContentKey:
    scheme, name = _rsa_scheme(info["key_encryption_algorithm"])
    if not isinstance(own.private_key, rsa.RSAPrivateKey):
        raise Stop(Reason.MALFORMED_CMS, "rsa-entry-for-ec-key")
    try:
        return ContentKey(own.private_key.decrypt(info["encrypted_key"].native, scheme), own, name)
    except (ValueError, InternalError):
        raise Stop(Reason.UNDECRYPTABLE) from None


def _rsa_scheme(algorithm: Any) -> tuple[padding.AsymmetricPadding, str]:
    name = algorithm["algorithm"].native
    if name == "rsaes_pkcs1v15":
        return padding.PKCS1v15(), "rsa-pkcs1v15"
    if name != "rsaes_oaep":
        raise Stop(Reason.WEAK_ENCRYPTION, "key-transport-unknown")
    parameters = algos.RSAESOAEPParams.load(algorithm["parameters"].dump())
    digest = _oaep_hash(parameters["hash_algorithm"]["algorithm"].native)
    mask = _oaep_hash(parameters["mask_gen_algorithm"]["parameters"]["algorithm"].native)
    label = parameters["p_source_algorithm"]["parameters"].native
    return padding.OAEP(padding.MGF1(mask), digest, label or None), f"rsa-oaep-{digest.name}"


def _oaep_hash(name: str) -> hashes.HashAlgorithm:
    if name not in _OAEP_HASHES:
        raise Stop(Reason.WEAK_ENCRYPTION, "oaep-hash-unknown")
    return _OAEP_HASHES[name]()


def _agreed(info: Any, wrapped: bytes, own: OwnKey) -> ContentKey:
    digest = KEY_DERIVATION.get(info["key_encryption_algorithm"]["algorithm"].dotted)
    wrap = algos.AlgorithmIdentifier.load(info["key_encryption_algorithm"]["parameters"].dump())
    wrap_name = cms.KeyEncryptionAlgorithmId(wrap["algorithm"].dotted).native
    if digest is None or wrap_name not in WRAP_KEY_BYTES:
        raise Stop(Reason.WEAK_ENCRYPTION, "key-agreement-unknown")
    shared = _shared_secret(info["originator"], own)
    size = WRAP_KEY_BYTES[wrap_name]
    material = info["ukm"].native
    key = X963KDF(digest, size, shared_info(wrap, material, size)).derive(shared)
    try:
        return ContentKey(keywrap.aes_key_unwrap(key, wrapped), own, f"ecdh-{digest.name}")
    except (keywrap.InvalidUnwrap, InvalidKey, ValueError):
        raise Stop(Reason.UNDECRYPTABLE) from None


def _shared_secret(originator: Any, own: OwnKey) -> bytes:
    if originator.name != "originator_key" or not isinstance(own.private_key, ec.EllipticCurvePrivateKey):
        raise Stop(Reason.MALFORMED_CMS, "originator-unknown")
    point = bytes(originator.chosen["public_key"])
    try:
        public = ec.EllipticCurvePublicKey.from_encoded_point(own.private_key.curve, point)
        return own.private_key.exchange(ec.ECDH(), public)
    except ValueError:
        raise Stop(Reason.UNDECRYPTABLE) from None


def shared_info(wrap: Any, material: bytes | None, size: int) -> bytes:
    """ECC-CMS-SharedInfo (RFC 5753, section 7.2): key wrap, optional user material, key length in bits."""
    bits = (size * 8).to_bytes(4)
    info = _SharedInfo({"key_info": wrap, "entity_u_info": material, "supp_pub_info": bits})
    return bytes(info.dump())


class _SharedInfo(core.Sequence):  # type: ignore[misc]  # asn1crypto's classes are untyped
    _fields = [  # noqa: RUF012 - asn1crypto's way to declare a structure
        ("key_info", algos.AlgorithmIdentifier),
        ("entity_u_info", core.OctetString, {"explicit": 0, "optional": True}),
        ("supp_pub_info", core.OctetString, {"explicit": 2}),
    ]
