"""Opens our mails with openssl alone, so that others can judge the signature inside."""

from __future__ import annotations

from deployments.openssl_mail import OpensslFailed, openssl
from tests.adapters.mail.workshop import OWN_KEYS, Workshop


def opened(shop: Workshop, raw: bytes) -> bytes:
    """The innermost signed entity, decrypted by openssl with whichever of our keys fits."""
    raw = raw.replace(b'application/octet-stream; name="SMIME', b'application/pkcs7-mime; name="SMIME')
    if b"multipart/signed" in raw:
        raw = openssl("cms", "-verify", "-noverify", stdin=raw)
    for name in OWN_KEYS:
        mail = ("-recip", shop.certificate(name), "-inkey", shop.key(name))
        try:
            return openssl("cms", "-decrypt", *mail, stdin=raw)
        except OpensslFailed:
            continue
    raise AssertionError("none of our keys opens it")


def signature_and_content(entity: bytes) -> tuple[bytes, bytes | None]:
    """The signature as DER, and the content in canonical line ends if the signature is detached."""
    signature = openssl("cms", "-cmsout", "-outform", "DER", stdin=entity)
    if not entity.lstrip().lower().startswith(b"mime-version") or b"multipart/signed" not in entity[:200]:
        return signature, None
    canonical = entity.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    boundary = canonical.partition(b'boundary="')[2].partition(b'"')[0]
    return signature, canonical.split(b"\r\n--" + boundary)[1].removeprefix(b"\r\n")
