"""Composes what leaves us: signed, then encrypted to the partner; nothing personal outside the ciphertext."""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage, Message
from email.parser import BytesHeaderParser
from email.policy import SMTP

from cryptography import x509

from adapters.partners import Recipient
from adapters.secure_mail.chains import Purpose, carries_cvr, check_certificate
from adapters.secure_mail.enveloping import envelop
from adapters.secure_mail.keystore import KeyStore, OwnKey
from adapters.secure_mail.reasons import Stop
from adapters.secure_mail.signing import sign_detached
from domain.errors import InvalidInput, Problem, Refused, Unavailable

_OUTSIDE = ("From", "To", "Subject", "Date", "Message-ID")


class NoUsableCertificate(Unavailable):
    """There is no certificate to sign with or to encrypt to; the mail is held until there is one."""

    code = "no-usable-certificate"


@dataclass(frozen=True, slots=True)
class OutgoingMail:
    """A rendered mail; its subject is readable by everybody on the way.

    `date` is UTC-aware, `message_id` has its angle brackets, an attachment is (file name, media type, bytes).
    """

    to: str
    subject: str
    text: str = field(repr=False)
    message_id: str
    date: datetime
    html: str | None = field(default=None, repr=False)
    attachments: tuple[tuple[str, str, bytes], ...] = field(default=(), repr=False)


def compose_secure(
    mail: OutgoingMail, *, partner: Recipient, keys: KeyStore, own_address: str, now: datetime
) -> bytes:
    """The finished S/MIME mail: signed by our newest valid key, AES-256 to the partner's newest certificate.

    Raises what `protect` raises.
    """
    return protect(compose_plain(mail, own_address=own_address), partner=partner, keys=keys, now=now)


def protect(content: bytes, *, partner: Recipient, keys: KeyStore, now: datetime) -> bytes:
    """Sign and encrypt a finished readable mail, as `compose_plain` makes it; its addressing stays outside.

    Raises `NoUsableCertificate` when one of the two certificates is missing, expired, not trusted or
    revoked at `now` (UTC-aware): the readable mail is then kept, and protected once there is one. Raises
    `Refused` when the mail is not addressed to the partner's notice address and nobody else.
    """
    addressing = BytesHeaderParser(policy=SMTP).parsebytes(content)
    if [str(to).lower() for to in addressing.get_all("To", [])] != [partner.notice_address]:
        raise Refused("notice-address", "Der sendes kun til partnerens notice_address i partners.toml.")
    own, certificate = _signing_key(keys, now), recipient_certificate(partner, keys, now)
    signed = _multipart_signed(content, sign_detached(content, own, keys.intermediates, now))
    return _enveloped_mail(addressing, envelop(signed, certificate))


def compose_plain(mail: OutgoingMail, *, own_address: str) -> bytes:
    """The readable mail. Unprotected it may go to our own staff only, and say nothing about a citizen."""
    return _message(mail, own_address).as_bytes(policy=SMTP)


def recipient_certificate(partner: Recipient, keys: KeyStore, now: datetime) -> x509.Certificate:
    """The partner's newest certificate that may be encrypted to at `now`; raises `NoUsableCertificate`."""
    found = (item for name in partner.certificates for item in keys.partner_certificates.get(name, ()))
    for certificate in sorted(found, key=lambda item: item.not_valid_before_utc, reverse=True):
        if carries_cvr(certificate, partner.cvr) and _may_encrypt_to(certificate, keys, now):
            return certificate
    raise NoUsableCertificate(
        f"Der er intet gyldigt certifikat at kryptere til for {partner.name}. "
        "Læg partnerens nye certifikat i partners/ og opdatér spærrelisterne; posten venter så længe."
    )


def _may_encrypt_to(certificate: x509.Certificate, keys: KeyStore, now: datetime) -> bool:
    try:
        check_certificate(certificate, extra=(), keys=keys, purpose=Purpose.ENCRYPT, now=now)
    except Stop:
        return False
    return True


def _signing_key(keys: KeyStore, now: datetime) -> OwnKey:
    own = keys.signing_key(now)
    if own is None:
        raise NoUsableCertificate(
            "Vi har intet gyldigt certifikat at underskrive med. Læg det nye i keys/; posten venter så længe."
        )
    return own


def _message(mail: OutgoingMail, own_address: str) -> EmailMessage:
    """The readable mail. Its header fields stand inside the signature too, so that nobody can redirect it."""
    message = EmailMessage(policy=SMTP)
    _address(message, mail, own_address)
    message.set_content(mail.text, cte="quoted-printable")
    if mail.html is not None:
        message.add_alternative(mail.html, subtype="html", cte="quoted-printable")
    for name, media_type, content in mail.attachments:
        major, _, minor = media_type.partition("/")
        message.add_attachment(content, maintype=major, subtype=minor, filename=name, cte="base64")
    return message


def _address(message: EmailMessage, mail: OutgoingMail, own_address: str) -> None:
    try:
        message["From"], message["To"] = own_address, mail.to
        message["Subject"], message["Date"] = mail.subject, mail.date
        message["Message-ID"] = mail.message_id
    except ValueError as error:
        problem = Problem("to, subject eller message_id", "kan ikke stå i et brevhoved", "fjern linjeskift")
        raise InvalidInput("mail", (problem,)) from error


def _multipart_signed(content: bytes, signature: bytes) -> bytes:
    boundary = secrets.token_hex(16).encode()
    return b"\r\n".join(
        (
            b'Content-Type: multipart/signed; protocol="application/pkcs7-signature";',
            b' micalg=sha-256; boundary="' + boundary + b'"',
            b"",
            b"--" + boundary,
            content,
            b"--" + boundary,
            b'Content-Type: application/pkcs7-signature; name="smime.p7s"',
            b"Content-Transfer-Encoding: base64",
            b'Content-Disposition: attachment; filename="smime.p7s"',
            b"",
            _base64_lines(signature),
            b"--" + boundary + b"--",
            b"",
        )
    )


def _enveloped_mail(addressing: Message, enveloped: bytes) -> bytes:
    """The outer mail: only From, To, Subject, Date, Message-ID and what MIME needs."""
    outer = EmailMessage(policy=SMTP)
    for name in _OUTSIDE:
        outer[name] = str(addressing[name])
    outer["MIME-Version"] = "1.0"
    outer["Content-Type"] = 'application/pkcs7-mime; smime-type="enveloped-data"; name="smime.p7m"'
    outer["Content-Transfer-Encoding"] = "base64"
    outer["Content-Disposition"] = 'attachment; filename="smime.p7m"'
    return outer.as_bytes(policy=SMTP) + _base64_lines(enveloped) + b"\r\n"


def _base64_lines(content: bytes) -> bytes:
    return base64.encodebytes(content).rstrip(b"\n").replace(b"\n", b"\r\n")
