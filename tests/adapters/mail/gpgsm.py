"""GnuPG's S/MIME as the third party: it makes mails of its own and verifies what others signed."""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from deployments.openssl_mail import openssl
from tests.adapters.mail.workshop import NOW, Workshop, entity

_PASSPHRASE = b"proeve\n"
_BASE64 = "Content-Transfer-Encoding: base64"
_MIME = "application/pkcs7-mime; smime-type"


class GpgsmFailed(RuntimeError):
    """The `gpgsm` command refused; the text is what it wrote."""


@dataclass(frozen=True)
class Gpgsm:
    """A key ring of its own that trusts the test authority's root; CRLs are openssl's part of the check."""

    home: Path
    shop: Workshop

    @classmethod
    def open(cls, home: Path, shop: Workshop) -> Gpgsm:
        home.mkdir(mode=0o700)
        root = shop.authority.root.certificate
        (home / "trustlist.txt").write_text(f"{_fingerprint(root)} S relax\n")
        gpgsm = cls(home, shop)
        for certificate in (root, shop.chain, *map(shop.certificate, ("own", "own-retired", "stranger"))):
            gpgsm._run("--import", certificate)
        gpgsm._import_key("centre")
        return gpgsm

    def close(self) -> None:
        """Stop the agent that gpgsm left running for this key ring."""
        subprocess.run(["gpgconf", "--homedir", self.home, "--kill", "all"], check=True)

    def verify(self, signature: bytes, content: bytes | None) -> None:
        """Verify a signature (DER), over `content` if it is detached; raises `GpgsmFailed`."""
        (self.home / "signature").write_bytes(signature)
        files = [self.home / "signature"]
        if content is not None:
            (self.home / "content").write_bytes(content)
            files.append(self.home / "content")
        self._run("--verify", *files)

    def sign(self, content: bytes, *options: str) -> bytes:
        """An opaque signature as a MIME entity."""
        return _entity("signed-data", self._signed(content, "--sign", *options))

    def sign_clear(self, content: bytes, *options: str) -> bytes:
        """A multipart/signed."""
        signature = self._signed(content, "--detach-sign", *options)
        head = 'multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary="gnu"'
        second = entity("application/pkcs7-signature", _base64(signature), _BASE64)
        return entity(head, b"--gnu\r\n" + content + b"\r\n--gnu\r\n" + second + b"\r\n--gnu--\r\n")

    def encrypt(self, content: bytes, *recipients: str, cipher: str = "AES256") -> bytes:
        """An encrypted MIME entity; for us if no recipients are named."""
        named = [word for name in recipients or ("own",) for word in ("--recipient", self._id_of(name))]
        der = self._run("--cipher-algo", cipher, *named, "--encrypt", stdin=content)
        return _entity("enveloped-data", der)

    def _signed(self, content: bytes, command: str, *options: str) -> bytes:
        return self._run(
            *self._unlocked(), *options, "--local-user", self._id_of("centre"), command, stdin=content
        )

    def _import_key(self, name: str) -> None:
        packed = self.home / f"{name}.p12"
        names = ("-inkey", self.shop.key(name), "-in", self.shop.certificate(name), "-out", packed)
        openssl("pkcs12", "-export", "-legacy", *names, "-passout", f"pass:{_PASSPHRASE.decode().strip()}")
        self._run(*self._unlocked(), "--import", packed)

    def _unlocked(self) -> tuple[str, ...]:
        return ("--pinentry-mode", "loopback", "--passphrase-fd", "")

    def _id_of(self, name: str) -> str:
        return "0x" + _fingerprint(self.shop.certificate(name)).replace(":", "")

    def _run(self, *arguments: str | Path, stdin: bytes = b"") -> bytes:
        """Run gpgsm at the workshop's time; an empty word stands for the descriptor of the passphrase."""
        clock = ("--faked-system-time", f"{NOW:%Y%m%dT%H%M%S}")
        common = ("--homedir", self.home, "--batch", "--no-tty", "--disable-crl-checks", *clock)
        with tempfile.TemporaryFile() as secret:
            secret.write(_PASSPHRASE)
            secret.seek(0)
            number = secret.fileno()
            command = ["gpgsm", *(str(word) or str(number) for word in (*common, *arguments))]
            done = subprocess.run(command, input=stdin, capture_output=True, pass_fds=(number,), check=False)
        if done.returncode:
            raise GpgsmFailed(f"gpgsm: {done.stderr.decode(errors='replace').strip()}")
        return done.stdout


def _fingerprint(certificate: Path) -> str:
    printed = openssl("x509", "-in", certificate, "-noout", "-fingerprint", "-sha1").decode()
    return printed.partition("=")[2].strip()


def _base64(der: bytes) -> bytes:
    return openssl("base64", stdin=der)


def _entity(kind: str, der: bytes) -> bytes:
    return entity(f'{_MIME}={kind}; name="smime.p7m"', _base64(der), _BASE64)
