"""The hash chain of a course: every event's hash covers the hash before it and every column of its row."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Mapping
from typing import Any

GENESIS = bytes(32)
"""What the first event of a course is chained to."""
_ABSENT = 0xFFFFFFFF
_LENGTHS = struct.Struct(">9I").pack


def link(before: bytes, ref: str, row: Mapping[str, Any]) -> bytes:
    """SHA-256 over the row of an event, in a canonical form: every part is preceded by its length.

    `row` has the columns of the event table as the driver keeps them (`at` in microseconds since 1970,
    UTC). An absent value differs from an empty one, so no two rows look alike.
    """
    flow_run_id, effect_key, sealed = row["flow_run_id"], row["effect_key"], row["sealed"]
    parts = (
        before,
        ref.encode(),
        f"{row['seq']}|{row['version']}|{row['at']}".encode(),
        row["type"].encode(),
        row["actor"].encode(),
        None if flow_run_id is None else flow_run_id.encode(),
        None if effect_key is None else effect_key.encode(),
        row["facts"],
        sealed,
    )
    lengths = _LENGTHS(*[_ABSENT if part is None else len(part) for part in parts])
    return hashlib.sha256(lengths + b"".join([part for part in parts if part is not None])).digest()
