"""A mail with more than one thing wrong gets the reason that stands first in the fixed order."""

from __future__ import annotations

from datetime import timedelta

import pytest

from adapters.secure_mail import Reason
from deployments.openssl_mail import split_outer
from tests.adapters.mail.signer_cases import Build
from tests.adapters.mail.workshop import CENTRE, HELLO, NOW, PDF, TEXT, Workshop, entity, ordinary, outer

STRANGER = "fremmed@anden.example"
ANSWERED = "Auto-Submitted: auto-replied"
ACTIVE = ordinary(TEXT, ("a.pdf", "application/pdf", PDF + b"<< /S /JavaScript >>"))
DISGUISED = ordinary(TEXT, ("a.pdf", "application/pdf", b"MZ"))
STALE = NOW + timedelta(days=50)


def _from_stranger(content: bytes) -> bytes:
    return outer(STRANGER) + split_outer(content)[1]


TWICE_WRONG: dict[str, tuple[Reason, Build]] = {
    "too large, and an away note": (
        Reason.TOO_LARGE,
        lambda _: outer(CENTRE, ANSWERED) + HELLO + b"x" * 40_000_000,
    ),
    "an away note, and plain": (Reason.AUTO_REPLY, lambda _: outer(CENTRE, ANSWERED) + HELLO),
    "not for our keys, and 3des": (
        Reason.NOT_FOR_OUR_KEYS,
        lambda shop: shop.protect(recipient="stranger", cipher="des-ede3-cbc"),
    ),
    "sha-1, and an untrusted root": (
        Reason.WEAK_SIGNATURE,
        lambda shop: shop.protect(signer="rogue", sign=("-md", "sha1")),
    ),
    "expired, and not the sender": (
        Reason.CERTIFICATE_EXPIRED,
        lambda shop: _from_stranger(shop.protect(signer="centre-old")),
    ),
    "not the sender, and not encrypted": (
        Reason.SENDER_NOT_PINNED,
        lambda shop: outer(STRANGER) + shop.sign(HELLO),
    ),
    "not the sender, and a script": (
        Reason.SENDER_NOT_PINNED,
        lambda shop: _from_stranger(shop.protect(ACTIVE)),
    ),
    "for somebody else, and disguised": (
        Reason.ADDRESSED_ELSEWHERE,
        lambda shop: shop.wrap(f"To: {STRANGER}\r\n".encode() + entity("application/pdf", "MZ")),
    ),
    "not encrypted, and a script": (
        Reason.SIGNED_NOT_ENCRYPTED,
        lambda shop: outer() + shop.sign(split_outer(ACTIVE)[1]),
    ),
}


@pytest.mark.parametrize("case", TWICE_WRONG)
def test_the_first_reason_counts(shop: Workshop, case: str) -> None:
    reason, build = TWICE_WRONG[case]
    assert shop.judge(build(shop)).reason is reason


def test_a_stale_list_counts_before_the_sender(shop: Workshop) -> None:
    judgement = shop.judge(_from_stranger(shop.protect(signer="stranger")), now=STALE)
    assert judgement.reason is Reason.REVOCATION_STALE


@pytest.mark.parametrize(
    ("mail", "reason"), [(DISGUISED, Reason.ATTACHMENT_DISGUISED), (ACTIVE, Reason.ACTIVE_CONTENT)]
)
def test_what_is_wrong_inside_counts_before_what_came_before(
    shop: Workshop, mail: bytes, reason: Reason
) -> None:
    assert shop.judge(shop.protect(mail), seen="post-17").reason is reason
