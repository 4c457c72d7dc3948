"""Many referrals from one jobcentre, each signed once; some arrive again, or encrypted anew by a gateway."""

from __future__ import annotations

import base64
import json
import mailbox
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from random import Random

from cryptography import x509
from cryptography.hazmat.primitives import serialization

from adapters.secure_mail.enveloping import envelop
from adapters.secure_mail.keystore import OwnKey
from adapters.secure_mail.signing import sign_detached
from deployments.local_mail import maildir_of
from deployments.openssl_mail import split_outer
from deployments.sample_home import JOBCENTRE, SUPPLIER
from tests.house import MORNING, House

SAMPLE = Path(__file__).parents[2] / "docs" / "samples" / "henvisning.json"
AGAIN, ANEW = 0.2, 0.2
"""The parts of all mails that are redeliveries (the same bytes) and re-encryptions (the same content)."""


@dataclass(frozen=True)
class Post:
    """All mails in the order in which they come, and the citizens they are about."""

    mails: list[bytes]
    cprs: list[str]


def cpr_of(number: int) -> str:
    """Citizen `number` (below 2,300), born in the future."""
    return f"{1 + number % 28:02}{1 + number // 28 % 12:02}{50 + number // 336}5678"


def written(house: House, count: int, chance: Random) -> Post:
    """So many mails, shuffled: a copy may well come before the one it is a copy of."""
    again, anew = int(count * AGAIN), int(count * ANEW)
    letters = _Letters(house)
    cprs = [cpr_of(number) for number in range(count - again - anew)]
    signed = [letters.signed(number, cpr) for number, cpr in enumerate(cprs)]
    mails = [letters.encrypted(one) for one in signed]
    mails += [chance.choice(mails) for _ in range(again)]
    mails += [letters.encrypted(chance.choice(signed)) for _ in range(anew)]
    chance.shuffle(mails)
    return Post(mails, cprs)


def arrive(house: House, mails: list[bytes]) -> None:
    """They lie in our mailbox, each under a key of its own."""
    box = mailbox.Maildir(maildir_of(house.place.maildirs, SUPPLIER))
    for raw in mails:
        box.add(raw)


class _Letters:
    """The jobcentre's desk. Signing takes our own code: `openssl` would take minutes for a thousand."""

    def __init__(self, house: House) -> None:
        folder = house.made.authority
        key = serialization.load_pem_private_key((folder / "jobcenter-a.key.pem").read_bytes(), None)
        certificate = _certificate(folder / "jobcenter-a.cert.pem")
        self._sender = OwnKey("jobcenter-a", key, certificate)  # type: ignore[arg-type]  # made as RSA
        self._issuer = _certificate(folder / "intermediate" / "ca.cert.pem")
        self._supplier = _certificate(house.home / "keys" / "leverandoer.cert.pem")

    def signed(self, number: int, cpr: str) -> tuple[bytes, bytes]:
        """The addressing of a mail, and its content with a signature."""
        message = EmailMessage(policy=SMTP)
        message["From"], message["To"], message["Subject"] = JOBCENTRE, SUPPLIER, "Henvisning til mentor"
        message["Date"], message["Message-ID"] = MORNING, f"<henvisning-{number}@kommune.example>"
        message.set_content("Hermed en henvisning.")
        message.add_attachment(
            _referral(cpr), maintype="application", subtype="json", filename="henvisning.json"
        )
        outer, content = split_outer(message.as_bytes())
        signature = sign_detached(content, self._sender, [self._issuer], MORNING)
        return outer, _multipart_signed(content, signature)

    def encrypted(self, signed: tuple[bytes, bytes]) -> bytes:
        """The mail as it travels; never twice the same ciphertext."""
        outer, content = signed
        return outer + _part(
            "application/pkcs7-mime; smime-type=enveloped-data", envelop(content, self._supplier)
        )


def _referral(cpr: str) -> bytes:
    said = json.loads(SAMPLE.read_text(encoding="utf-8"))
    said["citizen"]["cpr"] = cpr
    return json.dumps(said).encode()


def _multipart_signed(content: bytes, signature: bytes) -> bytes:
    kind = b'multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary="skel"'
    head = b"Content-Type: " + kind + b"\r\n\r\n--skel\r\n"
    return (
        head + content + b"\r\n--skel\r\n" + _part("application/pkcs7-signature", signature) + b"--skel--\r\n"
    )


def _part(media_type: str, content: bytes) -> bytes:
    head = f"Content-Type: {media_type}\r\nContent-Transfer-Encoding: base64\r\n\r\n".encode()
    return head + base64.encodebytes(content).replace(b"\n", b"\r\n")


def _certificate(path: Path) -> x509.Certificate:
    return x509.load_pem_x509_certificate(path.read_bytes())
