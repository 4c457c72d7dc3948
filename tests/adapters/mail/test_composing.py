"""What we compose is opened and verified by openssl, says nothing outside, and never leaves unprotected."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from cryptography import x509

from adapters.partners import Partner
from adapters.secure_mail import (
    KeyStore,
    NoUsableCertificate,
    OutgoingMail,
    Reason,
    compose_plain,
    compose_secure,
    protect,
)
from deployments.openssl_mail import OpensslFailed, openssl, openssl_open
from domain.errors import InvalidInput, Refused, Unavailable
from tests.adapters.mail.plain_judge import judge
from tests.adapters.mail.workshop import CENTRE, NOW, OWN, PARTNERS, PDF, Workshop

SECRET = "Borgeren Ægir Ørum har fået et nyt mål"
MAIL = OutgoingMail(
    to=CENTRE,
    subject="Sag M-2026-0042: ny besked",
    text=f"{SECRET}.\n",
    message_id="<m-1@leverandoer.example>",
    date=NOW,
    html=f"<p>{SECRET} &amp; mere</p>",
    attachments=(("Rapport æ.pdf", "application/pdf", PDF),),
)
OUTSIDE = {
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
    "Content-Disposition",
}


@pytest.fixture
def partner(shop: Workshop) -> Partner:
    return shop.partners.by_controller("kommune-a")


@pytest.fixture
def trust(shop: Workshop, tmp_path: Path) -> Path:
    file = tmp_path / "trust.pem"
    file.write_bytes(shop.authority.root.certificate.read_bytes())
    return file


def _compose(shop: Workshop, partner: Partner, mail: OutgoingMail = MAIL, **changed: KeyStore) -> bytes:
    keys = changed.get("keys", shop.keys)
    return compose_secure(mail, partner=partner, keys=keys, own_address=OWN, now=NOW)


def _keys(shop: Workshop, *recipients: str) -> KeyStore:
    """Our keys, with these certificates as those of partner A."""
    files = tuple(x509.load_pem_x509_certificate(shop.certificate(name).read_bytes()) for name in recipients)
    return replace(shop.keys, partner_certificates={"jobcenter-a.pem": files})


def _read(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def test_openssl_opens_and_verifies_what_we_send(shop: Workshop, partner: Partner, trust: Path) -> None:
    raw = _compose(shop, partner)
    opened = _read(openssl_open(raw, shop.key("centre"), shop.certificate("centre"), trust))
    text, html = opened.get_body(("plain",)), opened.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().strip() == f"{SECRET}."
    assert SECRET in html.get_content()
    (attachment,) = opened.iter_attachments()
    assert attachment.get_filename() == "Rapport æ.pdf"
    assert attachment.get_content() == PDF


def test_openssl_opens_what_we_send_to_a_key_on_an_elliptic_curve(
    shop: Workshop, partner: Partner, trust: Path
) -> None:
    raw = _compose(shop, partner, keys=_keys(shop, "centre-ec"))
    opened = openssl_open(raw, shop.key("centre-ec"), shop.certificate("centre-ec"), trust)
    assert b"M-2026-0042" in opened


def test_openssl_verifies_our_signature_on_an_elliptic_curve(
    shop: Workshop, partner: Partner, trust: Path
) -> None:
    only_ec = replace(shop.keys, own=tuple(key for key in shop.keys.own if key.name == "own-ec"))
    raw = _compose(shop, partner, keys=only_ec)
    assert b"M-2026-0042" in openssl_open(raw, shop.key("centre"), shop.certificate("centre"), trust)


def test_the_cipher_is_aes_256_and_the_signing_time_is_the_given_one(
    shop: Workshop, partner: Partner
) -> None:
    raw = _compose(shop, partner)
    assert b"aes-256-cbc" in openssl("cms", "-cmsout", "-print", "-noout", stdin=raw)
    mail = ("-recip", shop.certificate("centre"), "-inkey", shop.key("centre"))
    signed = openssl("cms", "-decrypt", *mail, stdin=raw)
    assert b"Mar  2 08:00:00 2026 GMT" in openssl("cms", "-cmsout", "-print", "-noout", stdin=signed)


def test_nobody_else_can_open_it(shop: Workshop, partner: Partner, trust: Path) -> None:
    with pytest.raises(OpensslFailed):
        openssl_open(_compose(shop, partner), shop.key("stranger"), shop.certificate("stranger"), trust)


def test_outside_the_ciphertext_stand_only_the_addressing_fields(shop: Workshop, partner: Partner) -> None:
    raw = _compose(shop, partner)
    message = _read(raw)
    assert set(message.keys()) == OUTSIDE
    assert message["Subject"] == MAIL.subject
    assert message["Message-ID"] == MAIL.message_id
    for word in ("Ægir", "Rapport", ".pdf"):
        assert word.encode() not in raw.replace(b"p7m", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 78
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_our_own_judge_at_the_other_end_accepts_it(shop: Workshop, partner: Partner, tmp_path: Path) -> None:
    raw = _compose(shop, partner)
    theirs = tmp_path / "home"
    shop.authority.install(theirs)
    (theirs / "keys").mkdir()
    (theirs / "keys/a.key.pem").write_bytes(shop.key("centre").read_bytes())
    (theirs / "keys/a.cert.pem").write_bytes(shop.certificate("centre").read_bytes())
    swapped = PARTNERS.replace(CENTRE, "x@x.example").replace(OWN, CENTRE).replace("x@x.example", OWN)
    (theirs / "partners.toml").write_text(swapped.replace('"11111111"', '"22222222"'), encoding="utf-8")
    keys, partners = KeyStore.load(theirs), type(shop.partners).load(theirs)
    judgement = judge(raw, keys=keys, partners=partners, now=NOW, seen=lambda *_: None)
    assert judgement.reason is Reason.ACCEPTED, judgement.problems
    assert SECRET in judgement.text


@pytest.mark.parametrize(
    "names",
    [
        (),
        ("centre-old",),
        ("centre-new",),
        ("centre-revoked",),
        ("centre-server",),
        ("other-company",),
        ("rogue",),
        ("self-signed",),
        ("centre-weak",),
    ],
)
def test_without_a_usable_certificate_nothing_is_composed(
    shop: Workshop, partner: Partner, names: tuple[str, ...]
) -> None:
    with pytest.raises(NoUsableCertificate) as caught:
        _compose(shop, partner, keys=_keys(shop, *names))
    assert isinstance(caught.value, Unavailable)
    assert "Jobcenter A" in caught.value.message


def test_the_newest_usable_certificate_is_taken(shop: Workshop, partner: Partner, trust: Path) -> None:
    keys = _keys(shop, "centre-old", "centre-revoked", "centre", "centre-new")
    raw = _compose(shop, partner, keys=keys)
    assert openssl_open(raw, shop.key("centre"), shop.certificate("centre"), trust)


def test_stale_revocation_lists_hold_the_mail(shop: Workshop, partner: Partner) -> None:
    later = NOW + timedelta(days=60)
    with pytest.raises(NoUsableCertificate):
        compose_secure(MAIL, partner=partner, keys=shop.keys, own_address=OWN, now=later)


def test_without_a_key_of_ours_nothing_is_composed(shop: Workshop, partner: Partner) -> None:
    expired = replace(shop.keys, own=tuple(key for key in shop.keys.own if key.name == "own-retired"))
    with pytest.raises(NoUsableCertificate, match="keys/"):
        _compose(shop, partner, keys=expired)


@pytest.mark.parametrize("to", ["anden@kommune.example", f"{CENTRE}, anden@kommune.example"])
def test_only_the_notice_address_is_written_to(shop: Workshop, partner: Partner, to: str) -> None:
    with pytest.raises(Refused):
        _compose(shop, partner, replace(MAIL, to=to))


def test_a_mail_that_was_held_is_protected_later_as_it_stands(
    shop: Workshop, partner: Partner, trust: Path
) -> None:
    plain = compose_plain(MAIL, own_address=OWN)
    raw = protect(plain, partner=partner, keys=shop.keys, now=NOW)
    assert openssl_open(raw, shop.key("centre"), shop.certificate("centre"), trust) == plain


_SMUGGLED = f"{CENTRE}\r\nBcc: fremmed@anden.example"


@pytest.mark.parametrize(
    "smuggled",
    [replace(MAIL, to=_SMUGGLED), replace(MAIL, subject=_SMUGGLED), replace(MAIL, message_id=_SMUGGLED)],
    ids=["to", "subject", "message_id"],
)
def test_a_line_break_cannot_add_a_header_field(
    shop: Workshop, partner: Partner, smuggled: OutgoingMail
) -> None:
    with pytest.raises(InvalidInput) as caught:
        _compose(shop, partner, smuggled)
    assert "fremmed" not in caught.value.message


def test_a_plain_mail_to_staff_reads_as_it_was_written() -> None:
    message = _read(compose_plain(replace(MAIL, to="mentor@leverandoer.example"), own_address=OWN))
    assert message["To"] == "mentor@leverandoer.example"
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().strip() == f"{SECRET}."
