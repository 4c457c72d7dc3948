"""Makes mails and certificates with the `openssl` command, good ones and every kind of bad one."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.policy import SMTP
from functools import cached_property
from pathlib import Path
from typing import Any

from adapters.partners import Partners
from adapters.secure_mail import Judgement, KeyStore
from deployments.openssl_mail import openssl, openssl_encrypt, openssl_sign, split_outer
from deployments.test_authority import ORGANISATION_USAGE, TestAuthority
from tests.adapters.mail.plain_judge import judge

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
OWN = "henvisning@leverandoer.example"
CENTRE = "jobcenter@kommune.example"
CENTRE_CVR, OWN_CVR, GATEWAY_CVR = "11111111", "22222222", "33333333"
OWN_KEYS = ("own", "own-ec", "own-p384", "own-retired")
TEXT = "Kære mentorkoordinator\nHermed en henvisning, se bilag. Æblegrød på åen.\n"
PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
PARTNERS = f"""
own_address = "{OWN}"
[[partner]]
name = "Jobcenter A"
controller = "kommune-a"
address = "{CENTRE}"
notice_address = "{CENTRE}"
cvr = "{CENTRE_CVR}"
certificates = ["jobcenter-a.pem"]
[[partner]]
name = "Jobcenter B"
controller = "kommune-b"
domain = "kommuneb.example"
notice_address = "post@kommuneb.example"
cvr = "{GATEWAY_CVR}"
certificates = ["jobcenter-b.pem"]
"""
_YEAR = timedelta(days=365)
_FOR_SERVERS = ORGANISATION_USAGE.replace("emailProtection", "serverAuth")
_QUICK = "ec:P-256"


@dataclass
class Workshop:
    """An authority with a cast of certificates, and a home that trusts it."""

    folder: Path
    authority: TestAuthority
    rogue: TestAuthority
    home: Path
    made: dict[str, tuple[Path, Path]] = field(default_factory=dict)

    @classmethod
    def open(cls, folder: Path) -> Workshop:
        authority = TestAuthority.create(folder / "authority", NOW, valid_for=timedelta(days=400))
        rogue = TestAuthority.create(folder / "rogue", NOW, valid_for=timedelta(days=400))
        shop = cls(folder, authority, rogue, folder / "home")
        shop._certify()
        shop._furnish()
        return shop

    def certificate(self, name: str) -> Path:
        return self.made[name][1]

    def key(self, name: str) -> Path:
        return self.made[name][0]

    @property
    def chain(self) -> Path:
        return self.authority.intermediate.certificate

    def sign(self, content: bytes, signer: str = "centre", *options: str, chain: bool = True) -> bytes:
        authority = self.rogue if signer == "rogue" else self.authority
        sent = authority.intermediate.certificate if chain and signer != "authority" else None
        key, certificate = self.made[signer]
        return openssl_sign(content, key, certificate, chain=sent, options=options)

    def encrypt(
        self,
        content: bytes,
        recipient: str = "own",
        cipher: str = "aes-256-cbc",
        options: Sequence[str] = (),
    ) -> bytes:
        return openssl_encrypt(content, self.certificate(recipient), cipher, options)

    def protect(
        self,
        mail: bytes | None = None,
        *,
        signer: str = "centre",
        recipient: str = "own",
        cipher: str = "aes-256-cbc",
        sign: Sequence[str] = (),
        encrypt: Sequence[str] = (),
    ) -> bytes:
        """A mail signed and then encrypted; an ordinary referral if none is given."""
        outer, content = split_outer(ordinary() if mail is None else mail)
        signed = self.sign(content, signer, *sign, chain="-nocerts" not in sign)
        return outer + self.encrypt(signed, recipient, cipher, encrypt)

    def wrap(self, content: bytes, *, signer: str = "centre", headers: bytes | None = None) -> bytes:
        """Exactly this content signed and encrypted, under the headers of an ordinary mail."""
        return (headers or outer()) + self.encrypt(self.sign(content, signer))

    def judge(self, raw: bytes, *, seen: str | None = None, now: datetime = NOW) -> Judgement:
        return judge(raw, keys=self.keys, partners=self.partners, now=now, seen=lambda _content, _id: seen)

    @cached_property
    def keys(self) -> KeyStore:
        return KeyStore.load(self.home)

    @cached_property
    def partners(self) -> Partners:
        return Partners.load(self.home)

    def _certify(self) -> None:
        self._centre()
        self._centre("-ec", kind=_QUICK)
        self._centre("-p384", kind="ec:P-384")
        self._centre("-p521", kind="ec:P-521")
        self._centre("-p192", kind="ec:P-192")
        self._centre("-3072", kind="rsa:3072")
        self._centre("-old", kind=_QUICK, start=NOW - 2 * _YEAR, end=NOW - timedelta(days=1))
        self._centre("-new", kind=_QUICK, start=NOW + timedelta(days=1))
        self._centre("-revoked", kind=_QUICK)
        self._centre("-server", kind=_QUICK, usage=_FOR_SERVERS)
        self._centre("-no-signing", kind=_QUICK, usage="keyUsage = critical,keyAgreement\n")
        self._centre("-weak", kind="rsa:1024")
        self._centre("-sha1", more=("-md", "sha1"))
        self._centre("-nameless", email=None, kind=_QUICK)
        self._centre("-other-address", email="anden@kommune.example", kind=_QUICK)
        self._organisation("other-company", "44444444", CENTRE, kind=_QUICK)
        self._organisation("gateway", GATEWAY_CVR, "gateway@kommuneb.example")
        self._organisation("stranger", "44444444", "fremmed@anden.example")
        self._organisation("own", OWN_CVR, OWN)
        self._organisation("own-ec", OWN_CVR, OWN, kind=_QUICK)
        self._organisation("own-p384", OWN_CVR, OWN, kind="ec:P-384")
        self._organisation("own-retired", OWN_CVR, OWN, start=NOW - 2 * _YEAR, end=NOW - timedelta(days=9))
        self.made["rogue"] = self.rogue.organisation("Jobcenter", CENTRE_CVR, CENTRE, file="rogue")
        self.made["self-signed"] = self._self_signed()
        self.made["authority"] = (self.authority.intermediate.folder / "ca.key.pem", self.chain)
        self.authority.revoke(self.certificate("centre-revoked"))
        self.authority.crl(NOW - timedelta(hours=2), NOW + timedelta(days=40))

    def _centre(self, suffix: str = "", *, email: str | None = CENTRE, **options: Any) -> None:
        self._organisation(f"centre{suffix}", CENTRE_CVR, email, **options)

    def _organisation(self, name: str, cvr: str, email: str | None, **options: Any) -> None:
        self.made[name] = self.authority.organisation(f"Prøve {name}", cvr, email, file=name, **options)

    def _self_signed(self) -> tuple[Path, Path]:
        key, request = self.folder / "self.key.pem", self.folder / "self.csr"
        subject = f"/C=DK/O=Jobcenter/organizationIdentifier=NTRDK-{CENTRE_CVR}/CN=Jobcenter"
        openssl("req", "-newkey", "rsa:2048", "-noenc", "-keyout", key, "-out", request, "-subj", subject)
        certificate, names = self.folder / "self.cert.pem", f"subjectAltName = email:{CENTRE}\n"
        period = (NOW - timedelta(days=1), NOW + _YEAR)
        self.rogue.root.sign(request, certificate, names, *period, "-selfsign", "-keyfile", str(key))
        return key, certificate

    def _furnish(self) -> None:
        self.authority.install(self.home)
        (self.home / "partners.toml").write_text(PARTNERS, encoding="utf-8")
        for name in OWN_KEYS:
            self._copy(self.key(name), f"keys/{name}.key.pem")
            self._copy(self.certificate(name), f"keys/{name}.cert.pem")
        self._copy(self.certificate("centre"), "partners/jobcenter-a.pem")
        self._copy(self.certificate("gateway"), "partners/jobcenter-b.pem")

    def _copy(self, source: Path, target: str) -> None:
        (self.home / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, self.home / target)


def ordinary(
    text: str | None = TEXT,
    *attachments: tuple[str, str, bytes],
    sender: str = f"Jobcenter Prøve <{CENTRE}>",
    to: str = OWN,
    date: datetime | None = NOW,
) -> bytes:
    """A plain referral mail; two PDFs are attached where no attachments are given."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"] = sender, to, "Henvisning"
    message["Message-ID"] = "<prøve-1@kommune.example>".replace("ø", "oe")
    if date:
        message["Date"] = date
    if text is not None:
        message.set_content(text)
    for name, media_type, content in attachments or (
        ("Bevilling.pdf", "application/pdf", PDF),
        ("Jobplan æøå.pdf", "application/pdf", PDF + b"%2\n"),
    ):
        major, _, minor = media_type.partition("/")
        message.add_attachment(content, maintype=major, subtype=minor, filename=name)
    return message.as_bytes()


def outer(sender: str = f"Jobcenter <{CENTRE}>", *more: str) -> bytes:
    """The addressing fields of an ordinary mail."""
    lines = (
        f"From: {sender}",
        f"To: {OWN}",
        "Subject: Henvisning",
        "Date: Mon, 02 Mar 2026 09:00:00 +0100",
        "Message-ID: <proeve-1@kommune.example>",
        *more,
    )
    return "".join(f"{line}\r\n" for line in lines).encode()


def entity(media_type: str, body: str | bytes, *headers: str) -> bytes:
    """One MIME part."""
    content = body.encode() if isinstance(body, str) else body
    head = "".join(f"{line}\r\n" for line in (f"Content-Type: {media_type}", *headers))
    return head.encode() + b"\r\n" + content


def multipart(subtype: str, *parts: bytes, parameters: str = "", boundary: str = "graense") -> bytes:
    """Several MIME parts in one."""
    body = b"".join(f"--{boundary}\r\n".encode() + part + b"\r\n" for part in parts)
    head = f'Content-Type: multipart/{subtype}; boundary="{boundary}"{parameters}\r\n\r\n'
    return head.encode() + body + f"--{boundary}--\r\n".encode()


HELLO = entity("text/plain; charset=utf-8", "Goddag, det er kommunen.\r\n", "Content-Transfer-Encoding: 8bit")
