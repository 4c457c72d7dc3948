"""Looks for given strings in everything a program has left in a folder: databases, journals, logs, names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path


def leaks(folder: Path, secrets: Iterable[str]) -> list[str]:
    """The files in which a secret stands, as `name of the file: number of the secret`."""
    numbered = list(enumerate(secrets))
    return [
        f"{path.name}: {number}"
        for path in sorted(folder.rglob("*"))
        for number, secret in numbered
        if any(spelling in _all_of(path) for spelling in _spellings(secret))
    ]


def _all_of(path: Path) -> bytes:
    return path.name.encode() + (path.read_bytes() if path.is_file() else b"")


def _spellings(secret: str) -> Iterator[bytes]:
    """As it is written, and as JSON and UTF-16 write it."""
    yield secret.encode()
    yield json.dumps(secret)[1:-1].encode()
    yield secret.encode("utf-16-le")
