"""Mails made by GnuPG: what a jobcentre's gateway built on it sends, good and bad."""

from __future__ import annotations

from collections.abc import Callable

from adapters.secure_mail import Reason
from deployments.openssl_mail import split_outer
from tests.adapters.mail.gpgsm import Gpgsm
from tests.adapters.mail.workshop import HELLO, ordinary, outer

Build = Callable[[Gpgsm], bytes]
REFERRAL = split_outer(ordinary())[1]


def _sealed(*options: str, cipher: str = "AES256", clear: bool = True, content: bytes = REFERRAL) -> Build:
    """Signed and encrypted by gpgsm."""

    def build(gpgsm: Gpgsm) -> bytes:
        sign = gpgsm.sign_clear if clear else gpgsm.sign
        return outer() + gpgsm.encrypt(sign(content, *options), cipher=cipher)

    return build


def _changed(gpgsm: Gpgsm) -> bytes:
    return outer() + gpgsm.encrypt(gpgsm.sign_clear(HELLO).replace(b"Goddag", b"Farvel"))


BY_GPGSM: dict[str, tuple[Reason, Build]] = {
    "gnupg": (Reason.ACCEPTED, _sealed()),
    "gnupg, opaque": (Reason.ACCEPTED, _sealed(clear=False)),
    "gnupg, aes-128": (Reason.ACCEPTED, _sealed(cipher="AES")),
    "gnupg, aes-192": (Reason.ACCEPTED, _sealed(cipher="AES192")),
    "gnupg, sha-384": (Reason.ACCEPTED, _sealed("--digest-algo", "SHA384")),
    "gnupg, sha-512": (Reason.ACCEPTED, _sealed("--digest-algo", "SHA512")),
    "gnupg, no certificate sent": (Reason.ACCEPTED, _sealed("--include-certs", "0")),
    "gnupg, whole chain sent": (Reason.ACCEPTED, _sealed("--include-certs", "-1")),
    "gnupg, we come second": (
        Reason.ACCEPTED,
        lambda gpgsm: outer() + gpgsm.encrypt(gpgsm.sign(HELLO), "stranger", "own"),
    ),
    "gnupg, signed by it, encrypted by openssl": (
        Reason.ACCEPTED,
        lambda gpgsm: outer() + gpgsm.shop.encrypt(gpgsm.sign_clear(HELLO), cipher="aes-256-gcm"),
    ),
    "gnupg, signed by openssl, encrypted by it": (
        Reason.ACCEPTED,
        lambda gpgsm: outer() + gpgsm.encrypt(gpgsm.shop.sign(HELLO, "centre-ec")),
    ),
    "gnupg, sealed by openssl to our retired key": (
        Reason.ACCEPTED,
        lambda gpgsm: outer() + gpgsm.shop.encrypt(gpgsm.sign(HELLO), "own-retired"),
    ),
    "gnupg, 3des": (Reason.WEAK_ENCRYPTION, _sealed(cipher="3DES")),
    "gnupg, sha-1": (Reason.WEAK_SIGNATURE, _sealed("--digest-algo", "SHA1")),
    "gnupg, not signed": (Reason.NOT_SIGNED, lambda gpgsm: outer() + gpgsm.encrypt(HELLO)),
    "gnupg, for somebody else": (
        Reason.NOT_FOR_OUR_KEYS,
        lambda gpgsm: outer() + gpgsm.encrypt(gpgsm.sign(HELLO), "stranger"),
    ),
    "gnupg, changed after signing": (Reason.BAD_SIGNATURE, _changed),
    "gnupg, signed, not encrypted": (
        Reason.SIGNED_NOT_ENCRYPTED,
        lambda gpgsm: outer() + gpgsm.sign_clear(HELLO),
    ),
}
