"""Looks for the demo citizen's marks wherever they must not be, in every shape a program writes text in."""

from __future__ import annotations

import base64
import json
import quopri
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from urllib.parse import quote, quote_plus

from deployments.demo.words import CANARIES

ALIGNMENTS = 3
"""Base64 of a text depends on how many bytes stand before it, modulo three."""


def shapes(text: str) -> set[bytes]:
    """The ways in which a text may lie in a file: encodings, escapes, base64 in any position."""
    plain = text.encode()
    escaped = json.dumps(text)[1:-1]
    written = {text, escaped, escaped.replace("\\", "\\\\"), quote(text), quote_plus(text)}
    encoded = {plain, text.encode("latin-1"), text.encode("utf-16-le"), text.encode("utf-16-be")}
    return {one.encode() for one in written} | encoded | {quopri.encodestring(plain)} | set(_base64(plain))


def _base64(plain: bytes) -> Iterator[bytes]:
    """What of the base64 text does not depend on the neighbours, for each alignment."""
    for before in range(ALIGNMENTS):
        whole = len(plain) - (len(plain) + before) % ALIGNMENTS
        encoded = base64.b64encode(b"\0" * before + plain[:whole])
        yield encoded[4 if before else 0 :]


SHAPES = {shape.lower(): canary for canary in CANARIES for shape in shapes(canary)}


def canaries_in(content: bytes, *, allowed: Iterable[str] = ()) -> set[str]:
    """The marks that some bytes contain, whatever their case."""
    low = content.lower()
    return {canary for shape, canary in SHAPES.items() if shape in low} - set(allowed)


def canaries_in_database(path: Path) -> set[str]:
    """The marks in an SQLite database: in the bytes of its files, and in every value of every table.

    A long value may be scattered over pages, so that the bytes alone would not show it.
    """
    files = [path, *path.parent.glob(f"{path.name}-*")]
    found = set().union(*(canaries_in(file.read_bytes()) for file in files))
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        connection.text_factory = bytes
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            for row in connection.execute(f'SELECT * FROM "{table.decode()}"'):
                found |= canaries_in(b"\n".join(_bytes(value) for value in row))
    return found


def canaries_in_mail(raw: bytes, *, allowed: Iterable[str] = ()) -> set[str]:
    """The marks in a mail as anybody on its way can read it: its bytes, its headers, its decoded parts."""
    message = message_from_bytes(raw, _class=EmailMessage, policy=default)
    readable = [raw, *(str(value).encode() for part in message.walk() for value in part.values())]
    readable += [_content(part) for part in message.walk() if not part.is_multipart()]
    return set().union(*(canaries_in(piece, allowed=allowed) for piece in readable))


def _content(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _bytes(value: object) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode()
