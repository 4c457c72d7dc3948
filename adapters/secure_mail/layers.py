"""Unwraps a mail layer by layer until the innermost signature, and verifies that one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from cryptography import x509

from adapters.secure_mail.keystore import KeyStore, OwnKey
from adapters.secure_mail.limits import MAX_LAYERS
from adapters.secure_mail.mime import Part, read, walk
from adapters.secure_mail.opening import Opened, cipher_name, open_enveloped
from adapters.secure_mail.pieces import octets
from adapters.secure_mail.reasons import Reason, Stop
from adapters.secure_mail.smime import (
    Wrapping,
    cms_object,
    is_clear_signed,
    is_cms,
    is_openpgp,
    is_protected,
    is_signature,
)
from adapters.secure_mail.verifying import Verified, verify_signed

_ENVELOPED = frozenset({"enveloped_data", "authenticated_enveloped_data"})
_USUAL = (
    (Wrapping.ENVELOPED, Wrapping.SIGNED),
    (Wrapping.SIGNED, Wrapping.ENVELOPED, Wrapping.SIGNED),
)
_NOT_ENCRYPTED = ((Wrapping.SIGNED,),)


@dataclass
class Layers:
    """What the unwrapping found so far; filled as it goes, so that a stop still tells how far it came."""

    wrappings: list[Wrapping] = field(default_factory=list)
    cipher: str | None = None
    key_transport: str | None = None
    opened_with: OwnKey | None = None
    signed_part_was_root: bool = True
    verified: Verified | None = None

    def check_usual(self) -> None:
        """Stop where the nesting is authentic but not what we expect; a person must look."""
        if tuple(self.wrappings) in _NOT_ENCRYPTED:
            raise Stop(Reason.SIGNED_NOT_ENCRYPTED)
        if not self.signed_part_was_root:
            raise Stop(Reason.SIGNED_PART_NOT_ROOT)
        if tuple(self.wrappings) not in _USUAL:
            raise Stop(Reason.UNEXPECTED_STRUCTURE, "layers")

    def unwrap(self, entity: Part, keys: KeyStore, known: Iterable[x509.Certificate]) -> Verified:
        """Open and verify; stops with the reason when there is no innermost signature that holds."""
        while len(self.wrappings) <= MAX_LAYERS:
            if is_cms(entity):
                kind, data = cms_object(entity)
                if kind in _ENVELOPED:
                    entity = read(self._open(kind, data, keys).content)
                    continue
                signed, content = _opaque(kind, data)
                forms = iter((content,))
            elif is_clear_signed(entity):
                signed, content = _clear(entity)
                forms = _line_end_forms(content)
            else:
                entity = self._inside(entity)
                continue
            self.wrappings.append(Wrapping.SIGNED)
            if inner := _wrapped(content):
                # Only the innermost signature says who wrote the mail; those around it anybody can add.
                entity = inner
                continue
            self.verified = verify_signed(signed, forms, known)
            return self.verified
        raise Stop(Reason.TOO_DEEP)

    def _open(self, kind: str, data: Any, keys: KeyStore) -> Opened:
        self.wrappings.append(Wrapping.ENVELOPED)
        self.cipher = cipher_name(kind, data)
        opened = open_enveloped(kind, data, keys.own)
        self.key_transport, self.opened_with = opened.key_transport, opened.own
        return opened

    def _inside(self, entity: Part) -> Part:
        """An entity without protection: why that will not do, or the lone signed part inside it."""
        parts = list(walk(entity))
        if any(is_openpgp(part) for part in parts):
            raise Stop(Reason.OPENPGP)
        found = [part for part in parts if is_protected(part) or is_signature(part)]
        if Wrapping.ENVELOPED not in self.wrappings:
            raise Stop(_unprotected(entity, found))
        if not found:
            raise Stop(Reason.NOT_SIGNED)
        children = entity.children()
        if len(children) != 1:
            raise Stop(Reason.UNSIGNED_CONTENT)
        self.signed_part_was_root = False
        return children[0]


def _wrapped(content: bytes) -> Part | None:
    """The protected entity that signed content may be; what we cannot read is for its signature to judge."""
    try:
        inner = read(content)
        return inner if is_protected(inner) else None
    except Stop:
        return None


def _unprotected(entity: Part, found: list[Part]) -> Reason:
    if any(is_cms(part) for part in found) or _carries_message(entity):
        return Reason.ENCRYPTED_PART_NOT_ROOT
    return Reason.UNSIGNED_CONTENT if found else Reason.NO_SMIME


def _carries_message(entity: Part) -> bool:
    """A message/rfc822 with a protected mail in it, which the walk takes for a leaf."""
    messages = (part for part in walk(entity) if part.media_type == "message/rfc822")
    return any(is_protected(read(part.content(), part.depth + 1)) for part in messages)


def _opaque(kind: str, data: Any) -> tuple[Any, bytes]:
    if kind == "compressed_data":
        raise Stop(Reason.COMPRESSED)
    if kind != "signed_data":
        raise Stop(Reason.MALFORMED_CMS, "content-type-unknown")
    content = octets(data["encap_content_info"]["content"])
    if not isinstance(content, bytes) or data["encap_content_info"]["content_type"].native != "data":
        raise Stop(Reason.MALFORMED_CMS, "content-missing")
    return data, content


def _clear(entity: Part) -> tuple[Any, bytes]:
    children = entity.children()
    if len(children) != 2 or not is_signature(children[1]):  # noqa: PLR2004 - RFC 1847: content and signature
        raise Stop(Reason.UNSIGNED_CONTENT, "signed-parts")
    kind, data = cms_object(children[1])
    if kind != "signed_data":
        raise Stop(Reason.MALFORMED_CMS, "signature-is-none")
    return data, children[0].raw


def _line_end_forms(found: bytes) -> Iterator[bytes]:
    """As it came; and signed in canonical form (RFC 8551, 3.1.1), but carried or stored with bare line feeds.

    The second form is made only where the first does not fit, which in most mails it does.
    """
    yield found
    if found.count(b"\n") != found.count(b"\r\n"):
        yield found.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
