"""Which protection a MIME entity carries: a CMS object, a clear signature, OpenPGP, or none of these."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from adapters.secure_mail.asn1 import cms
from adapters.secure_mail.limits import MAX_CMS_PART_BYTES
from adapters.secure_mail.mime import Part
from adapters.secure_mail.pieces import check_elements
from adapters.secure_mail.reasons import Reason, Stop

_CMS_TYPES = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime"})
_SIGNATURE_TYPES = frozenset({"application/pkcs7-signature", "application/x-pkcs7-signature"})
_PGP_TYPES = frozenset({"application/pgp-encrypted", "application/pgp-signature", "application/pgp-keys"})
_LISTS = {
    "enveloped_data": ("recipient_infos",),
    "authenticated_enveloped_data": ("recipient_infos", "auth_attrs"),
    "signed_data": ("digest_algorithms", "certificates", "signer_infos"),
}
_PGP_MARK = b"-----BEGIN PGP "


class Wrapping(StrEnum):
    """One layer of a protected mail, from the outside in."""

    ENVELOPED = "enveloped"
    SIGNED = "signed"
    CLEAR_SIGNED = "clear-signed"
    NONE = "none"


def is_cms(part: Part) -> bool:
    """Whether the part says it is a CMS object: the S/MIME types, or a .p7m sent as plain bytes."""
    named = part.media_type == "application/octet-stream" and (part.file_name or "").lower().endswith(".p7m")
    return part.media_type in _CMS_TYPES or named


def is_clear_signed(part: Part) -> bool:
    """Whether the part is a multipart/signed of S/MIME."""
    return part.media_type == "multipart/signed" and part.parameter("protocol").lower() in _SIGNATURE_TYPES


def is_protected(part: Part) -> bool:
    """Whether the part is any S/MIME object."""
    return is_cms(part) or is_clear_signed(part)


def is_signature(part: Part) -> bool:
    """Whether the part is the detached signature of a multipart/signed."""
    return part.media_type in _SIGNATURE_TYPES


def is_openpgp(part: Part) -> bool:
    """Whether the part is OpenPGP, as MIME or pasted into a text."""
    marked = part.media_type.startswith("text/") and _PGP_MARK in part.body
    protocol = part.parameter("protocol").lower()
    return marked or part.media_type in _PGP_TYPES or protocol in _PGP_TYPES


def cms_object(part: Part) -> tuple[str, Any]:
    """The content type and the content of the CMS object in a part; stops like `parse_cms`."""
    try:
        encoded = part.content()
    except Stop as stop:
        raise Stop(Reason.MALFORMED_CMS, *stop.problems) from None
    return parse_cms(encoded)


def parse_cms(encoded: bytes) -> tuple[str, Any]:
    """Parse a CMS ContentInfo in DER or BER; anything after it makes it malformed.

    Stops with `too-many-parts` before parsing one that is made of very many pieces.
    """
    check_elements(encoded)
    try:
        info = cms.ContentInfo.load(encoded, strict=True)
        kind, data = str(info["content_type"].native), info["content"]
        if any(len(data[part].contents or b"") > MAX_CMS_PART_BYTES for part in _LISTS.get(kind, ())):
            raise Stop(Reason.MALFORMED_CMS, "cms-list-too-long")
        return kind, data
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        # asn1crypto answers broken input with whichever of these its inner loops happen to meet.
        raise Stop(Reason.MALFORMED_CMS) from None
