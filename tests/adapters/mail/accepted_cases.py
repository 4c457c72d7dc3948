"""Mails that must be accepted: every way a jobcentre's gateway may honestly sign and encrypt."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable

from deployments.openssl_mail import openssl, split_outer
from tests.adapters.mail.workshop import (
    CENTRE,
    HELLO,
    OWN,
    PDF,
    TEXT,
    Workshop,
    entity,
    multipart,
    ordinary,
    outer,
)

Build = Callable[[Workshop], bytes]


def _der(shop: Workshop, media_type: str, *, name: str = "smime.p7m") -> bytes:
    """Definite-length DER under another media type."""
    signed = shop.sign(HELLO)
    options = ("-aes-256-cbc", "-outform", "DER", "-recip", shop.certificate("own"))
    der = openssl("cms", "-encrypt", *options, stdin=signed)
    body = base64.encodebytes(der).decode()
    return outer() + entity(f'{media_type}; name="{name}"', body, "Content-Transfer-Encoding: base64")


def _streamed(shop: Workshop) -> bytes:
    """Indefinite length in both layers."""
    signed = shop.sign(HELLO, "centre", "-nodetach", "-stream")
    return outer() + shop.encrypt(signed, options=("-stream",))


def _to(*recipients: str) -> Build:
    """To several, in this order."""

    def build(shop: Workshop) -> bytes:
        named = [str(shop.certificate(name)) for name in recipients]
        return outer() + openssl("cms", "-encrypt", "-aes-256-cbc", *named, stdin=shop.sign(HELLO))

    return build


def _headed(*lines: str) -> Build:
    """The ordinary mail with more fields outside."""
    return lambda shop: outer(f"Jobcenter <{CENTRE}>", *lines) + split_outer(shop.protect())[1]


def _triple(shop: Workshop) -> bytes:
    """Signed, encrypted, and signed again by a gateway."""
    return outer() + shop.sign(shop.encrypt(shop.sign(HELLO)), "gateway")


def _wrapped_message(shop: Workshop) -> bytes:
    """RFC 8551, section 3.1: header protection by wrapping the whole message."""
    return shop.wrap(entity("message/rfc822", outer() + b"MIME-Version: 1.0\r\n" + HELLO))


def _bare_line_feeds(shop: Workshop) -> bytes:
    return shop.protect().replace(b"\r\n", b"\n")


def _inside_bare_line_feeds(shop: Workshop) -> bytes:
    """The signed layer itself was stored with bare line feeds before a gateway encrypted it."""
    signed = shop.sign(HELLO).replace(b"\r\n", b"\n")
    return outer() + shop.encrypt(signed, options=("-binary",))


def _picture(shop: Workshop) -> bytes:
    related = multipart(
        "related",
        entity("text/html; charset=utf-8", "<p>Goddag</p><img src='cid:logo'>"),
        entity("image/png", "iVBORw0KGgo=", "Content-Transfer-Encoding: base64", "Content-ID: <logo>"),
        boundary="inderst",
    )
    return shop.wrap(multipart("alternative", HELLO, related))


def _renamed(old: str, new: str) -> Build:
    return lambda shop: re.sub(old.encode(), new.encode(), shop.protect())


def _with(**options: object) -> Build:
    return lambda shop: shop.protect(**options)  # type: ignore[arg-type]


def _mail(*arguments: object, **options: object) -> Build:
    return lambda shop: shop.protect(ordinary(*arguments, **options))  # type: ignore[arg-type]


_OAEP = ("-keyopt", "rsa_padding_mode:oaep")
_OAEP_SHA256 = (*_OAEP, "-keyopt", "rsa_oaep_md:sha256")
_PSS = ("-keyopt", "rsa_padding_mode:pss")
_PSS_SHORT = (*_PSS, "-keyopt", "rsa_pss_saltlen:digest")
_ECDH_SHA256 = ("-keyopt", "ecdh_kdf_md:sha256", "-aes256-wrap")
_JSON = ("henvisning.json", "application/json", b'{"timer": "2,5"}')

ACCEPTED: dict[str, Build] = {
    **{
        f"aes {bits} {mode}": _with(cipher=f"aes-{bits}-{mode}")
        for bits in (128, 192, 256)
        for mode in ("cbc", "gcm")
    },
    "opaque": _with(sign=("-nodetach",)),
    "opaque in gcm": _with(sign=("-nodetach",), cipher="aes-256-gcm"),
    "oaep with default parameters": _with(encrypt=_OAEP),
    "oaep with sha-256": _with(encrypt=_OAEP_SHA256),
    "ecdh": _with(recipient="own-ec"),
    "ecdh with sha-256": _with(recipient="own-ec", encrypt=_ECDH_SHA256),
    "ecdh in gcm": _with(recipient="own-ec", cipher="aes-256-gcm"),
    "recipient by key identifier": _with(encrypt=("-keyid",)),
    "signer by key identifier": _with(sign=("-keyid",)),
    "sha-384": _with(sign=("-md", "sha384")),
    "sha-512": _with(sign=("-md", "sha512")),
    "pss": _with(sign=_PSS),
    "pss with a salt as long as the digest": _with(sign=_PSS_SHORT),
    "pss with sha-512": _with(sign=("-md", "sha512", *_PSS_SHORT)),
    "rsa of 3072 bits": _with(signer="centre-3072"),
    "ecdsa on p-384": _with(signer="centre-p384", sign=("-md", "sha384")),
    "ecdsa on p-521": _with(signer="centre-p521", sign=("-md", "sha512")),
    "ecdh on p-384": _with(recipient="own-p384"),
    "ecdh by key identifier": _with(recipient="own-ec", encrypt=("-keyid",)),
    "oaep in gcm": _with(cipher="aes-128-gcm", encrypt=_OAEP),
    "cades, opaque": _with(sign=("-cades", "-nodetach")),
    "ecdsa without signed attributes": _with(signer="centre-ec", sign=("-noattr",)),
    "ecdsa": _with(signer="centre-ec"),
    "without signed attributes": _with(sign=("-noattr",)),
    "without signed attributes, opaque": _with(sign=("-noattr", "-nodetach")),
    "cades": _with(sign=("-cades",)),
    "signer certificate not sent along": _with(sign=("-nocerts",)),
    "certificate without address": _with(signer="centre-nameless"),
    "definite length": lambda shop: _der(shop, "application/pkcs7-mime; smime-type=enveloped-data"),
    "indefinite length": _streamed,
    "legacy type": lambda shop: _der(shop, "application/x-pkcs7-mime"),
    "p7m as plain bytes": lambda shop: _der(shop, "application/octet-stream", name="SMIME.P7M"),
    "legacy signature type": lambda shop: (
        outer() + shop.encrypt(shop.sign(HELLO).replace(b"application/pkcs7-sig", b"application/x-pkcs7-sig"))
    ),
    "several recipients, we last": _to("stranger", "own-retired", "own"),
    "several recipients, we first": _to("own", "stranger"),
    "several recipients of both kinds": _to("stranger", "own-ec"),
    "triple wrapping": _triple,
    "protected headers": lambda shop: shop.wrap(outer() + HELLO),
    "wrapped message": _wrapped_message,
    "bare line feeds": _bare_line_feeds,
    "bare line feeds inside": _inside_bare_line_feeds,
    "our retired key": _with(recipient="own-retired"),
    "domain partner": lambda shop: shop.protect(
        ordinary(sender="sagsbehandler@kommuneb.example"), signer="gateway"
    ),
    "answers asked for elsewhere": _headed("Reply-To: fremmed@anden.example"),
    "another technical sender": _headed("Sender: gateway@kommune.example"),
    "a mailing program's fields": _headed(
        "X-Mailer: Prøve 1.0", "List-Unsubscribe: <https://kommune.example>"
    ),
    "text in latin letters": lambda shop: shop.wrap(
        entity("text/plain; charset=iso-8859-1", "Æblegrød på åen".encode("latin-1"))
    ),
    "text in an unknown charset": lambda shop: shop.wrap(entity("text/plain; charset=x-ukendt", "Goddag")),
    "text in an unknown transfer encoding": lambda shop: shop.wrap(
        entity("text/plain", "Goddag", "Content-Transfer-Encoding: x-ukendt")
    ),
    "file name in pieces": lambda shop: shop.wrap(
        entity(
            "application/pdf",
            PDF,
            "Content-Disposition: attachment; filename*0*=utf-8''S%C3%A6r; filename*1*=lig.pdf",
        )
    ),
    "upper case sender": _mail(sender=CENTRE.upper()),
    "sender with a name in quotes": _mail(sender=f'"Prøve, Jobcenter" <{CENTRE}>'),
    "no date": _mail(date=None),
    "plain text attachment": _mail(TEXT, ("note.txt", "text/plain", "Æbler".encode())),
    "json attachment": _mail(TEXT, _JSON),
    "pdf sent as plain bytes": _mail(TEXT, ("Bevilling.pdf", "application/octet-stream", PDF)),
    "only attachments": _mail(None, ("Bevilling.pdf", "application/pdf", PDF)),
    "html beside text, with a picture": _picture,
    "machine made but no answer": lambda shop: (
        outer(CENTRE, "Auto-Submitted: auto-generated") + split_outer(shop.protect())[1]
    ),
    "also to somebody else": _mail(to=f"{OWN}, anden@kommune.example"),
}
