"""What honest senders do is accepted, read rightly, and a second implementation agrees."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from adapters.secure_mail import Reason, Verdict
from deployments.openssl_mail import openssl
from tests.adapters.mail.accepted_cases import ACCEPTED
from tests.adapters.mail.other_side import opened
from tests.adapters.mail.workshop import CENTRE_CVR, NOW, PDF, TEXT, Workshop, ordinary


@pytest.mark.parametrize("case", ACCEPTED)
def test_an_honest_mail_is_accepted(shop: Workshop, case: str) -> None:
    judgement = shop.judge(ACCEPTED[case](shop))
    assert (judgement.verdict, judgement.reason) == (Verdict.ACCEPTED, Reason.ACCEPTED), judgement.problems
    assert judgement.text or judgement.attachments
    assert judgement.partner is not None
    assert judgement.signer is not None
    assert judgement.signer.partner == judgement.partner.name
    assert judgement.protection.encrypted
    assert judgement.protection.signed
    assert judgement.message_id is not None


@pytest.mark.parametrize("case", ACCEPTED)
def test_openssl_agrees_with_every_signature_that_is_accepted(
    shop: Workshop, case: str, tmp_path: Path
) -> None:
    decrypted = opened(shop, ACCEPTED[case](shop))
    trust = tmp_path / "trust.pem"
    authority = shop.authority
    trust.write_bytes(
        b"".join(
            file.read_bytes()
            for file in (authority.root.certificate, shop.chain, shop.home / "crls/crls.pem")
        )
    )
    checks = ("-CAfile", trust, "-crl_check_all", "-attime", str(int(NOW.timestamp())))
    openssl("cms", "-verify", *checks, "-certfile", shop.certificate("centre"), stdin=decrypted)


def test_text_and_attachments_are_what_was_sent(shop: Workshop) -> None:
    judgement = shop.judge(shop.protect())
    assert judgement.text == TEXT
    assert judgement.text_sha256 == hashlib.sha256(TEXT.encode()).hexdigest()
    assert [(item.name, item.media_type) for item in judgement.attachments] == [
        ("Bevilling.pdf", "application/pdf"),
        ("Jobplan æøå.pdf", "application/pdf"),
    ]
    assert judgement.attachments[0].content == PDF
    assert judgement.attachments[0].sha256 == hashlib.sha256(PDF).hexdigest()


def test_signer_and_protection_are_told(shop: Workshop) -> None:
    judgement = shop.judge(shop.protect(cipher="aes-128-gcm", sign=("-md", "sha384")))
    assert judgement.signer is not None
    assert f"NTRDK-{CENTRE_CVR}" in judgement.signer.subject
    printed = openssl(
        "x509", "-in", shop.certificate("centre"), "-noout", "-serial", "-sha256", "-fingerprint"
    )
    assert judgement.signer.serial.upper() in printed.decode()
    assert judgement.signer.sha256.upper() in printed.decode().replace(":", "")
    protection = judgement.protection
    assert (protection.cipher, protection.key_transport) == ("aes-128-gcm", "rsa-pkcs1v15")
    assert protection.digest == "sha384"


def test_a_gateway_that_encrypts_again_does_not_change_the_content_hash(shop: Workshop) -> None:
    mail = ordinary()
    hashes = {
        shop.judge(shop.protect(mail, cipher=cipher, recipient=recipient)).content_sha256
        for cipher, recipient in (("aes-256-cbc", "own"), ("aes-256-gcm", "own"), ("aes-128-cbc", "own-ec"))
    }
    assert len(hashes) == 1


def test_a_retired_key_is_remarked_upon(shop: Workshop) -> None:
    assert "opened-with-retired-key" in shop.judge(shop.protect(recipient="own-retired")).problems
    assert shop.judge(shop.protect()).problems == ()
