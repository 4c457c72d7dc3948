"""The other side of our secure mail: signs, encrypts, opens and verifies with the `openssl` command alone."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

_OUTER = re.compile(
    rb"(?im)^(?:from|to|cc|subject|date|message-id|in-reply-to|references):.*\r?\n(?:[ \t].*\r?\n)*"
)
_LINE_END = re.compile(rb"\r?\n")


class OpensslFailed(RuntimeError):
    """The `openssl` command refused; the text is what it wrote."""


def openssl(*arguments: str | Path, stdin: bytes = b"") -> bytes:
    """Run `openssl` and hand back what it printed; raises `OpensslFailed` with its message."""
    done = subprocess.run(["openssl", *map(str, arguments)], input=stdin, capture_output=True, check=False)
    if done.returncode:
        raise OpensslFailed(f"openssl {arguments[0]}: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout


def openssl_protect(
    mail: bytes,
    signer_key: Path,
    signer_cert: Path,
    recipient_cert: Path,
    cipher: str = "aes-256-cbc",
    *,
    chain: Path | None = None,
    sign_options: Sequence[str] = (),
    encrypt_options: Sequence[str] = (),
) -> bytes:
    """A finished S/MIME mail out of a plain one: signed, then encrypted, under the plain mail's addresses.

    `mail` is the whole mail with From, To, Subject, Date and Message-ID, which move to the outside; `cipher`
    is `aes-256-cbc` or `aes-256-gcm`, `chain` the intermediates to send along; options go to `openssl cms`.
    """
    outer, content = split_outer(mail)
    signed = openssl_sign(content, signer_key, signer_cert, chain=chain, options=sign_options)
    return outer + openssl_encrypt(signed, recipient_cert, cipher, encrypt_options)


def split_outer(mail: bytes) -> tuple[bytes, bytes]:
    """The addressing fields of a mail, and the MIME entity that is left; both with CRLF."""
    head, gap, body = _LINE_END.sub(b"\r\n", mail).partition(b"\r\n\r\n")
    head += b"\r\n"
    return b"".join(_OUTER.findall(head)), _OUTER.sub(b"", head) + gap[2:] + body


def openssl_sign(
    content: bytes, key: Path, certificate: Path, *, chain: Path | None = None, options: Sequence[str] = ()
) -> bytes:
    """A signed MIME entity (multipart/signed unless the options say otherwise)."""
    names: list[str | Path] = ["-signer", certificate, "-inkey", key]
    names += ["-certfile", chain] if chain else []
    return openssl("cms", "-sign", "-md", "sha256", *names, *options, stdin=content)


def openssl_encrypt(
    content: bytes, recipient: Path, cipher: str = "aes-256-cbc", options: Sequence[str] = ()
) -> bytes:
    """An encrypted MIME entity for one certificate."""
    return openssl("cms", "-encrypt", f"-{cipher}", "-recip", recipient, *options, stdin=content)


def openssl_open(raw: bytes, key: Path, certificate: Path, authority: Path) -> bytes:
    """Decrypt and verify a mail and hand back the signed content; raises `OpensslFailed` if it does not hold.

    `authority` is a PEM file with root and intermediates. The certificates' periods are not checked: they may
    belong to a simulated clock that `openssl` does not go by.
    """
    decrypted = openssl("cms", "-decrypt", "-recip", certificate, "-inkey", key, stdin=raw)
    trust = ("-CAfile", authority, "-no_check_time", "-purpose", "smimesign")
    return openssl("cms", "-verify", *trust, stdin=decrypted)
