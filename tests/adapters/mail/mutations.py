"""Damage to mails, drawn from a seeded source: bytes, lines, fields, boundaries, base64, and CMS inside."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from random import Random

Mutation = Callable[[Random, bytes], bytes]
_BASE64_BLOCK = re.compile(rb"(?:[A-Za-z0-9+/]{60,80}\r?\n)+[A-Za-z0-9+/=]*")
_BOUNDARY_LINE = re.compile(rb"(?m)^--[^\r\n]{4,70}\r?\n")
_TELLING = (
    b"Content-Type: multipart/mixed; boundary=x\r\n",
    b"Content-Type: application/octet-stream; name=smime.p7m\r\n",
    b"Content-Transfer-Encoding: quoted-printable\r\n",
    b"From: fremmed@anden.example\r\n",
    b"Auto-Submitted: no\r\n",
    b"\r\n",
    b"\x00",
    b" =?utf-8?B?",
)


def mutated(random: Random, raw: bytes) -> bytes:
    """One to three mutations of the mail."""
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        raw = random.choice(MUTATIONS)(random, raw)
    return raw


def _flip(random: Random, raw: bytes) -> bytes:
    changed = bytearray(raw)
    for _ in range(random.randint(1, 4)):
        if changed:
            changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _cut(random: Random, raw: bytes) -> bytes:
    start, length = _span(random, raw)
    return raw[:start] + raw[start + length :]


def _cut_off(random: Random, raw: bytes) -> bytes:
    return raw[: random.randint(0, len(raw))]


def _repeat(random: Random, raw: bytes) -> bytes:
    start, length = _span(random, raw)
    return raw[: start + length] + raw[start:]


def _insert(random: Random, raw: bytes) -> bytes:
    start, _ = _span(random, raw)
    return raw[:start] + random.choice((*_TELLING, random.randbytes(random.randint(1, 20)))) + raw[start:]


def _insert_at_line(random: Random, raw: bytes) -> bytes:
    lines = raw.splitlines(keepends=True)
    lines.insert(random.randint(0, min(len(lines), 30)), random.choice(_TELLING))
    return b"".join(lines)


def _swap_lines(random: Random, raw: bytes) -> bytes:
    lines = raw.splitlines(keepends=True)
    if lines:
        first, second = random.randrange(len(lines)), random.randrange(min(len(lines), 30))
        lines[first], lines[second] = lines[second], lines[first]
    return b"".join(lines)


def _line_ends(random: Random, raw: bytes) -> bytes:
    old, new = random.choice(((b"\r\n", b"\n"), (b"\n", b"\r\n"), (b"\r\n", b"\r")))
    return raw.replace(old, new, random.choice((-1, 1, 5)))


def _boundary(random: Random, raw: bytes) -> bytes:
    """A boundary line doubled, left out, closed early, or made to look like one."""
    found = list(_BOUNDARY_LINE.finditer(raw))
    if not found:
        return _flip(random, raw)
    line = random.choice(found)
    name = line.group().rstrip(b"\r\n")
    new = random.choice(
        (b"", name + b"--\r\n", name + b" \r\n", line.group() * 2, name + b"x\r\n", b" " + name)
    )
    return raw[: line.start()] + new + raw[line.end() :]


def _base64_damage(random: Random, raw: bytes) -> bytes:
    found = list(_BASE64_BLOCK.finditer(raw))
    if not found:
        return _flip(random, raw)
    block = random.choice(found)
    at = random.randint(block.start(), block.end())
    return (
        raw[:at] + random.choice((b"=", b"!", b"\n", b" ", b"A", b"====")) + raw[at + random.randint(0, 1) :]
    )


def _der_damage(random: Random, raw: bytes) -> bytes:
    """The object inside base64 changed and encoded again, so that only CMS itself can notice."""
    found = list(_BASE64_BLOCK.finditer(raw))
    if not found:
        return _flip(random, raw)
    block = random.choice(found)
    try:
        der = base64.b64decode(block.group())
    except binascii.Error:
        return _flip(random, raw)
    # The headers of the structures stand first; ciphertext after them is most of the length.
    head = random.choice((len(der), 600, 100))
    changed = random.choice((_flip, _flip, _cut, _repeat, _cut_off))(random, der[:head]) + der[head:]
    return raw[: block.start()] + base64.encodebytes(changed) + raw[block.end() :]


def _span(random: Random, raw: bytes) -> tuple[int, int]:
    return random.randint(0, len(raw)), random.choice((1, 2, 8, 80, 800))


MUTATIONS: tuple[Mutation, ...] = (
    _flip,
    _cut,
    _cut_off,
    _repeat,
    _insert,
    _insert_at_line,
    _swap_lines,
    _line_ends,
    _boundary,
    _base64_damage,
    _der_damage,
    _der_damage,
)
