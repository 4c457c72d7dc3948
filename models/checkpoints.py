"""Signed checkpoints: how many courses there were and where each chain ended, kept outside the database.

A chain alone cannot show that a whole course was deleted or its tail cut off; an exported checkpoint can.
The file is JSON lines: a signed header, then one line per course.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from sqlalchemy import select

from domain.calendar import local_day
from domain.errors import InvalidInput, Problem
from models.columns import micros
from models.database import Database
from models.files import replace_file
from models.keyring import Keyring
from models.places import COURSES
from models.readings import last_reading
from models.statements import Statement, insertion
from models.tables.authority import CheckpointRow

_HEADS = Statement(select(COURSES.c.ref, COURSES.c.seq, COURSES.c.head).order_by(COURSES.c.ref))
_INSERT = insertion(CheckpointRow, without=("id",))
READABLE_BY_ALL = 0o644

Heads = Mapping[str, tuple[int, bytes]]
"""By course reference: the number and the hash of its last event."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What was signed: the instant (UTC), the courses' heads, the number and hash of the last line in the log
    of who read what, and the signature over all of it.
    """

    at: datetime
    heads: Heads
    read: tuple[int, bytes]
    signature: bytes

    @property
    def digest(self) -> bytes:
        """SHA-256 over all (reference, number, head), in the order of the references."""
        lines = (f"{ref} {seq} {head.hex()}\n" for ref, (seq, head) in sorted(self.heads.items()))
        return hashlib.sha256("".join(lines).encode()).digest()

    @property
    def events(self) -> int:
        """How many events there were in all."""
        return sum(seq for seq, _ in self.heads.values())

    def signed_text(self) -> bytes:
        """The very bytes that are signed."""
        counts = f"{len(self.heads)}|{self.events}|{self.read[0]}"
        digests = f"{self.digest.hex()}|{self.read[1].hex()}"
        return f"mentorforloeb checkpoint 1|{self.at.isoformat()}|{counts}|{digests}".encode()

    def is_genuine(self, keyring: Keyring) -> bool:
        """Whether this system's own key signed exactly this."""
        try:
            keyring.public_key().verify(self.signature, self.signed_text())
        except InvalidSignature:
            return False
        return True


class Checkpoints:
    """Takes checkpoints and writes them where the database's own keeper cannot change them."""

    def __init__(self, database: Database, keyring: Keyring) -> None:
        self._database = database
        self._keyring = keyring

    def take(self, now: datetime, file: Path) -> Checkpoint:
        """Sign the casebook as it stands, note it, and export it to `file` (replaced atomically)."""
        with self._database.read() as transaction:
            heads = {str(ref): (int(seq), bytes(head)) for ref, seq, head in transaction.all(_HEADS)}
            read = last_reading(transaction)
        unsigned = Checkpoint(now, heads, read, b"")
        taken = replace(unsigned, signature=self._keyring.sign(unsigned.signed_text()))
        replace_file(file, _exported(taken), READABLE_BY_ALL)
        with self._database.begin() as transaction:
            transaction.change(
                _INSERT,
                day=local_day(now).isoformat(),
                at=micros(now),
                courses=len(heads),
                events=taken.events,
                digest=taken.digest,
                signature=taken.signature,
            )
        return taken


def read_checkpoint(file: Path) -> Checkpoint:
    """Read an exported checkpoint. Raises InvalidInput naming the line; the signature is not yet checked."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise _unusable(file, 0, "filen kan ikke læses") from None
    header = _parsed(file, 1, lines[0] if lines else "")
    heads = {}
    try:
        for number, line in enumerate(lines[1:], 2):
            course = _parsed(file, number, line)
            heads[course["ref"]] = (int(course["seq"]), bytes.fromhex(course["head"]))
        at, signature = datetime.fromisoformat(header["at"]), bytes.fromhex(header["signature"])
        read = int(header["readings"]), bytes.fromhex(header["readings_head"])
    except (KeyError, ValueError, TypeError):
        raise _unusable(file, len(heads) + 2, "linjen er ikke et forløb eller et hoved") from None
    return Checkpoint(at, heads, read, signature)


def _parsed(file: Path, number: int, line: str) -> dict[str, str]:
    try:
        content = json.loads(line)
    except ValueError:
        content = None
    if not isinstance(content, dict):
        raise _unusable(file, number, "linjen er ikke et JSON-objekt")
    return content


def _unusable(file: Path, number: int, wrong: str) -> InvalidInput:
    problem = Problem(f"linje {number}", wrong, "brug en fil, som mentor selv har eksporteret")
    return InvalidInput(f"Kontrolpunkt {file.name}", (problem,))


def _exported(taken: Checkpoint) -> bytes:
    header = {
        "checkpoint": 1,
        "at": taken.at.isoformat(),
        "courses": len(taken.heads),
        "events": taken.events,
        "digest": taken.digest.hex(),
        "readings": taken.read[0],
        "readings_head": taken.read[1].hex(),
        "signature": taken.signature.hex(),
    }
    courses: Iterable[dict[str, object]] = (
        {"ref": ref, "seq": seq, "head": head.hex()} for ref, (seq, head) in sorted(taken.heads.items())
    )
    return "".join(json.dumps(line) + "\n" for line in (header, *courses)).encode()
