"""The hash chain of a course: every event's hash covers the hash before it and every column of its row."""

from __future__ import annotations

import hashlib
import struct

GENESIS = bytes(32)
"""What the first event of a course is chained to."""
_ABSENT = 0xFFFFFFFF


def link(
    before: bytes,
    ref: str,
    seq: int,
    kind: str,
    version: int,
    at: int,
    actor: str,
    flow_run_id: str | None,
    effect_key: str | None,
    facts: str,
    sealed: bytes | None,
) -> bytes:
    """SHA-256 over the canonical row: every part preceded by its length, so that no two rows look alike.

    `at` is in microseconds since 1970 (UTC). An absent value differs from an empty one.
    """
    head = f"{seq}|{version}|{at}".encode()
    parts = (
        before,
        ref.encode(),
        head,
        kind.encode(),
        actor.encode(),
        None if flow_run_id is None else flow_run_id.encode(),
        None if effect_key is None else effect_key.encode(),
        facts.encode(),
        sealed,
    )
    lengths = struct.pack(">9I", *(_ABSENT if part is None else len(part) for part in parts))
    return hashlib.sha256(lengths + b"".join(part for part in parts if part is not None)).digest()
