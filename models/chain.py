"""The hash chain of a course: every event's hash covers the hash before it and every column of its row."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from operator import itemgetter
from typing import Any

from msgspec import msgpack

GENESIS = bytes(32)
"""What the first event of a course is chained to."""
_COLUMNS = itemgetter("seq", "version", "at", "type", "actor", "flow_run_id", "effect_key", "facts", "sealed")
_pack = msgpack.Encoder().encode


def link(before: bytes, ref: str, row: Mapping[str, Any]) -> bytes:
    """SHA-256 of the MessagePack array of the hash before, the course's reference and the event's columns.

    `row` has the columns of the event table as the driver keeps them (`at` in microseconds since 1970,
    UTC). MessagePack writes kind and length before every part, so no two rows look alike; of two ways to
    write a number it takes the shorter.
    """
    return sha256(_pack((before, ref, *_COLUMNS(row)))).digest()
