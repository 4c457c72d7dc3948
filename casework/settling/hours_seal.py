"""The seal over a basis of hours: which files belong to which reconciliation, signed by our own key.

Whoever has a copy can have it looked at: a changed file, a seal that is not ours and a reconciliation that
was told otherwise are each named.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Annotated, Literal

import msgspec
from cryptography.exceptions import InvalidSignature
from msgspec import Meta, Struct
from msgspec.structs import replace

from casework.office import Office
from domain.errors import InvalidInput, Problem
from models.keyring import Keyring
from models.reconciliations import Reconciliation

SEAL_FILE = "segl.json"
MOST_FILES, MOST_BYTES = 5, 20_000_000
"""More than any basis has: a ZIP with more is not one of ours and is not unpacked."""
PACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})


class Seal(Struct, frozen=True, forbid_unknown_fields=True):
    """What is signed: the reconciliation (its number, month, instant in UTC and fingerprint) and every file's
    SHA-256. `signature` is Ed25519 in base64, over the same JSON with an empty signature.
    """

    number: Annotated[int, Meta(ge=1, le=2**31 - 1)]
    controller: str
    month: str
    basis: str
    settled_at: datetime
    settled_by: str
    lines_sha256: str
    files: dict[str, str]
    format: Literal["mentorforloeb-timer"] = "mentorforloeb-timer"
    version: Literal[1] = 1
    signature: str = ""

    def signed_text(self) -> bytes:
        """The very bytes that are signed."""
        return msgspec.json.encode(replace(self, signature=""), order="sorted")


class Checked(Struct, frozen=True):
    """What a copy says it is, and all that is wrong with it; nothing wrong, it is as we sent it."""

    seal: Seal | None
    findings: tuple[str, ...]


def sealed(keyring: Keyring, made: Reconciliation, basis: str, files: Mapping[str, bytes]) -> bytes:
    """The seal as JSON."""
    seal = Seal(
        number=made.id,
        controller=made.controller,
        month=made.month,
        basis=basis,
        settled_at=made.at,
        settled_by=made.actor,
        lines_sha256=made.sha256,
        files={name: _sha256(content) for name, content in sorted(files.items())},
    )
    signature = base64.b64encode(keyring.sign(seal.signed_text())).decode()
    return msgspec.json.format(msgspec.json.encode(replace(seal, signature=signature)), indent=2)


def check(office: Office, content: bytes) -> Checked:
    """Look at a copy of what was packed. Raises InvalidInput for what is no such ZIP at all."""
    files = _unpacked(content)
    try:
        seal = msgspec.json.decode(files.pop(SEAL_FILE, b""), type=Seal)
    except msgspec.MsgspecError:
        return Checked(None, (f"{SEAL_FILE} mangler eller kan ikke læses.",))
    return Checked(seal, (*_signature(office, seal), *_changed(seal, files), *_told_otherwise(office, seal)))


def _signature(office: Office, seal: Seal) -> Iterator[str]:
    try:
        signature = base64.b64decode(seal.signature, validate=True)
        office.keyring.public_key().verify(signature, seal.signed_text())
    except (InvalidSignature, binascii.Error):
        yield "Seglet er ikke vores, eller det er ændret."


def _changed(seal: Seal, files: Mapping[str, bytes]) -> Iterator[str]:
    """A file's own name is only told where the seal knows it: another one may hold anything."""
    for name, digest in seal.files.items():
        if name not in files:
            yield f"{name} mangler."
        elif _sha256(files[name]) != digest:
            yield f"{name} er ændret, efter at seglet blev sat."
    if files.keys() - seal.files.keys():
        yield "Der er lagt en fil til, som seglet ikke kender."


def _told_otherwise(office: Office, seal: Seal) -> Iterator[str]:
    made = office.reconciliations.numbered(seal.number)
    if made is None or made.sha256 != seal.lines_sha256:
        yield f"Opgørelse nr. {seal.number} findes ikke hos os med det fingeraftryk."


def _unpacked(content: bytes) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            _must_be_packed_as_ours(entries)
            return {entry.filename: _content(archive, entry) for entry in entries}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        raise _not_ours() from None


def _must_be_packed_as_ours(entries: list[zipfile.ZipInfo]) -> None:
    """Few files, each name once (of two that are called the same, one would be looked at and the other be
    read), and packed so that they can be unpacked bit by bit. Raises InvalidInput.
    """
    names = {entry.filename.casefold() for entry in entries}
    sizes = sum(entry.file_size for entry in entries)
    packed_so = {entry.compress_type for entry in entries}
    if len(entries) > MOST_FILES or len(names) < len(entries) or sizes > MOST_BYTES or packed_so - PACKED:
        raise _not_ours()


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """No more than the archive itself says is in it: what says too little is not unpacked to its end."""
    with archive.open(entry) as file:
        return file.read(entry.file_size)


def _not_ours() -> InvalidInput:
    cure = "vælg den zip-fil, der blev hentet under Timer"
    return InvalidInput("Timer", (Problem("file", "er ikke en mappe med timer fra os", cure),))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
