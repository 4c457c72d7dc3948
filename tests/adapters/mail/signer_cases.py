"""Mails that are rejected for their signature, their certificate or their sender."""

from __future__ import annotations

import base64
from collections.abc import Callable

from adapters.secure_mail import Reason
from deployments.openssl_mail import openssl, split_outer
from tests.adapters.mail.workshop import CENTRE, HELLO, Workshop, entity, outer

Build = Callable[[Workshop], bytes]
_BASE64 = "Content-Transfer-Encoding: base64"
_SIGNED = 'application/pkcs7-mime; smime-type=signed-data; name="smime.p7m"'


def _changed_after_signing(shop: Workshop) -> bytes:
    signed = shop.sign(HELLO).replace(b"Goddag", b"Farvel")
    return outer() + shop.encrypt(signed)


def _changed_opaque(shop: Workshop) -> bytes:
    """The text changed inside the CMS object itself."""
    options = ("-nodetach", "-binary", "-outform", "DER")
    changed = shop.sign(HELLO, "centre", *options).replace(b"Goddag", b"Farvel")
    return outer() + shop.encrypt(entity(_SIGNED, base64.encodebytes(changed), _BASE64))


def _changed_bare(shop: Workshop) -> bytes:
    return outer() + shop.encrypt(shop.sign(HELLO, "centre", "-noattr").replace(b"Goddag", b"Farvel"))


def _foreign_signature(shop: Workshop) -> bytes:
    """Content of one mail under the valid signature of another."""
    mine, other = shop.sign(HELLO), shop.sign(HELLO.replace(b"Goddag", b"Farvel"))
    boundary = mine.partition(b'boundary="')[2].partition(b'"')[0]
    foreign = other.partition(b'boundary="')[2].partition(b'"')[0]
    signature = other.split(b"--" + foreign)[2].replace(foreign, boundary)
    pieces = mine.split(b"--" + boundary)
    return outer() + shop.encrypt((b"--" + boundary).join([*pieces[:2], signature, *pieces[3:]]))


def _certificates_only(shop: Workshop) -> bytes:
    """A SignedData without any signer, as certificates are handed around."""
    options = ("-nocrl", "-outform", "DER", "-certfile", shop.certificate("centre"))
    der = openssl("crl2pkcs7", *options)
    return outer() + shop.encrypt(entity(_SIGNED, base64.encodebytes(der), _BASE64))


def _broken_name(shop: Workshop) -> bytes:
    """A certificate whose key is whole and whose holder's name is not: the signature itself still holds."""
    der = shop.sign(HELLO, "centre", "-nodetach", "-binary", "-outform", "DER", "-noattr")
    name = "Prøve centre".encode()
    broken = der.replace(bytes([0x0C, len(name)]) + name, bytes([0x2D, len(name)]) + name)
    return outer() + shop.encrypt(entity(_SIGNED, base64.encodebytes(broken), _BASE64))


def _two_signers(shop: Workshop) -> bytes:
    second = ("-signer", str(shop.certificate("gateway")), "-inkey", str(shop.key("gateway")))
    return outer() + shop.encrypt(shop.sign(HELLO, "centre", *second))


def _md5_named(shop: Workshop) -> bytes:
    return shop.protect(sign=("-md", "md5"))


def _signed_by(name: str, *options: str) -> Build:
    return lambda shop: shop.protect(signer=name, sign=options)


def _from(*senders: str) -> Build:
    """The ordinary mail with other From fields."""

    def build(shop: Workshop) -> bytes:
        fields = "".join(f"From: {sender}\r\n" for sender in senders).encode()
        rest = outer().split(b"\r\n", 1)[1]
        return fields + rest + split_outer(shop.protect())[1]

    return build


REJECTED_SIGNERS: dict[str, tuple[Reason, Build]] = {
    "sha-1": (Reason.WEAK_SIGNATURE, _signed_by("centre", "-md", "sha1")),
    "md5": (Reason.WEAK_SIGNATURE, _md5_named),
    "sha-224": (Reason.WEAK_SIGNATURE, _signed_by("centre", "-md", "sha224")),
    "sha-1 under ecdsa": (Reason.WEAK_SIGNATURE, _signed_by("centre-ec", "-md", "sha1")),
    "sha-1 without signed attributes": (
        Reason.WEAK_SIGNATURE,
        _signed_by("centre", "-md", "sha1", "-noattr"),
    ),
    "1024 bits": (Reason.WEAK_SIGNATURE, _signed_by("centre-weak")),
    "certificate signed with sha-1": (Reason.WEAK_SIGNATURE, _signed_by("centre-sha1")),
    "pss with sha-1": (
        Reason.WEAK_SIGNATURE,
        _signed_by("centre", "-md", "sha1", "-keyopt", "rsa_padding_mode:pss"),
    ),
    "changed after signing, opaque": (Reason.BAD_SIGNATURE, _changed_opaque),
    "changed after signing, without attributes": (Reason.BAD_SIGNATURE, _changed_bare),
    "another mail's signature": (Reason.BAD_SIGNATURE, _foreign_signature),
    "certificates only": (Reason.MALFORMED_CMS, _certificates_only),
    "changed after signing": (Reason.BAD_SIGNATURE, _changed_after_signing),
    "certificate with a broken name": (Reason.MALFORMED_CMS, _broken_name),
    "two signers": (Reason.SEVERAL_SIGNERS, _two_signers),
    "signer not sent and not known": (Reason.SIGNER_UNKNOWN, _signed_by("centre-ec", "-nocerts")),
    "expired": (Reason.CERTIFICATE_EXPIRED, _signed_by("centre-old")),
    "not yet valid": (Reason.CERTIFICATE_NOT_YET_VALID, _signed_by("centre-new")),
    "revoked": (Reason.CERTIFICATE_REVOKED, _signed_by("centre-revoked")),
    "self-signed": (Reason.CERTIFICATE_UNTRUSTED, _signed_by("self-signed")),
    "rogue root of the same name": (Reason.CERTIFICATE_UNTRUSTED, _signed_by("rogue")),
    "for servers only": (Reason.CERTIFICATE_PURPOSE, _signed_by("centre-server")),
    "not for signing": (Reason.CERTIFICATE_PURPOSE, _signed_by("centre-no-signing")),
    "an authority signs a mail": (Reason.CERTIFICATE_PURPOSE, _signed_by("authority")),
    "another company": (Reason.SENDER_NOT_PINNED, _signed_by("other-company")),
    "address not in the certificate": (Reason.SENDER_NOT_PINNED, _signed_by("centre-other-address")),
    "another partner's certificate": (Reason.SENDER_NOT_PINNED, _signed_by("gateway")),
    "stranger": (Reason.SENDER_NOT_PINNED, _from("fremmed@anden.example")),
    "look-alike domain": (Reason.SENDER_NOT_PINNED, _from("jobcenter@kommune.example.anden.example")),
    "look-alike in punycode": (Reason.SENDER_NOT_PINNED, _from("jobcenter@xn--kmmune-nqf.example")),
    "look-alike digit": (Reason.SENDER_NOT_PINNED, _from("jobcenter@k0mmune.example")),
    "look-alike ending": (Reason.SENDER_AMBIGUOUS, _from("jobcenter@kommune.example.")),
    "domain partner's domain as a suffix": (Reason.SENDER_NOT_PINNED, _from("a@ikkekommuneb.example")),
    "address in a comment": (Reason.SENDER_AMBIGUOUS, _from(f"fremmed@anden.example ({CENTRE})")),
    "empty from field": (Reason.SENDER_AMBIGUOUS, _from("")),
    "look-alike letters": (Reason.SENDER_AMBIGUOUS, _from("jobcenter@kоmmune.example")),
    "below the partner's domain": (Reason.SENDER_NOT_PINNED, _from("a@under.kommuneb.example")),
    "two senders in one field": (Reason.SENDER_AMBIGUOUS, _from(f"{CENTRE}, fremmed@anden.example")),
    "two from fields": (Reason.SENDER_AMBIGUOUS, _from(CENTRE, "fremmed@anden.example")),
    "no from field": (Reason.SENDER_AMBIGUOUS, _from()),
    "group instead of a sender": (Reason.SENDER_AMBIGUOUS, _from(f"Gruppe: {CENTRE};")),
    "address hidden in a name": (Reason.SENDER_NOT_PINNED, _from(f'"{CENTRE}" <fremmed@anden.example>')),
    "address hidden in an encoded name": (
        Reason.SENDER_NOT_PINNED,
        _from("=?utf-8?Q?jobcenter=40kommune=2Eexample?= <fremmed@anden.example>"),
    ),
    "curve of 192 bits": (Reason.WEAK_SIGNATURE, _signed_by("centre-p192")),
    "two pairs of brackets": (Reason.SENDER_AMBIGUOUS, _from(f"<{CENTRE}> <fremmed@anden.example>")),
}
