"""Finding a name by its beginning without storing it: a keyed signature of its own for every course.

The beginnings of a name's words (two letters to eight) are set as bits of 256 by a keyed digest of beginning
*and* course, so the same name looks different on every course, and nothing can be counted (decision 0099).
Where the bits are set the name is looked at; a signature is wrong about one course in some hundreds.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from models.keyring import Keyring

SIZE = 32
"""Bytes of a signature: 256 bits, so that each byte of a digest is one bit's place."""
PLACES = 5
NUMBER = 8
"""Bytes of a course's number."""
SHORTEST, LONGEST = 2, 8
FEWEST = 16
"""A short name is filled up to so many beginnings: how many bits are set says little of its length."""
_LETTERS = re.compile(r"[^\W_]+")
_FOLDED = str.maketrans({"æ": "ae", "ø": "o", "å": "a", "đ": "d", "ł": "l"})


def words_of(name: str) -> tuple[str, ...]:
    """A name's words as they are compared: small letters without accents; `Aagaard` is `Ågård`, and `Soeren`
    is `Søren`.
    """
    small = name.casefold().translate(_FOLDED)
    # Taking signs apart may bring capitals back: a square `PV` becomes two letters.
    parts = unicodedata.normalize("NFKD", small).casefold()
    plain = "".join(letter for letter in parts if not _is_accent(letter))
    return tuple(word.replace("aa", "a").replace("oe", "o") for word in _LETTERS.findall(plain))


def _is_accent(letter: str) -> bool:
    return unicodedata.combining(letter) != 0


def matches(name: str, wanted: tuple[str, ...]) -> bool:
    """Whether every wanted word begins a word of the name, each another one."""
    left = list(words_of(name))
    # The longest first: `jensen` takes its own word before `j` could.
    for word in sorted(wanted, key=len, reverse=True):
        found = next((one for one in left if one.startswith(word)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def signature(keyring: Keyring, course_id: int, name: str) -> bytes:
    """What is kept of a name on a course. Without a name (it is protected) it looks like any other."""
    begun = sorted({word[:end] for word in words_of(name) for end in _lengths(word)})
    fillers = (f"\x1f{number}" for number in range(FEWEST - len(begun)))
    bits = bytearray(SIZE)
    for beginning in (*begun, *fillers):
        for place in _places(_trapdoor(keyring, beginning), course_id):
            bits[place >> 3] |= 1 << (place & 7)
    return bytes(bits)


class Wanted:
    """What somebody looks for: words of a name, or their beginnings."""

    def __init__(self, keyring: Keyring, text: str) -> None:
        self.words = words_of(text)
        long_enough = (word[:LONGEST] for word in self.words if len(word) >= SHORTEST)
        # The longest first: it leaves the fewest.
        found = sorted(set(long_enough), key=len, reverse=True)
        self._trapdoors = tuple(_trapdoor(keyring, word) for word in found)

    @property
    def can_be_found(self) -> bool:
        """Whether there is a word long enough to look for."""
        return bool(self._trapdoors)

    def among(self, signatures: Iterable[tuple[int, bytes]]) -> list[int]:
        """The courses, each given by its number and signature, whose name may be meant; in their order."""
        left = list(signatures)
        for trapdoor in self._trapdoors:
            left = _left_by(trapdoor, left)
        return [number for number, _ in left]

    def is_in(self, name: str) -> bool:
        """Whether the name is meant."""
        return matches(name, self.words)


def _lengths(word: str) -> Iterator[int]:
    return iter(range(SHORTEST, min(len(word), LONGEST) + 1))


def _trapdoor(keyring: Keyring, beginning: str) -> bytes:
    return keyring.digest("name", beginning)


def _left_by(trapdoor: bytes, signatures: list[tuple[int, bytes]]) -> list[tuple[int, bytes]]:
    """Those in which every bit of a beginning is set."""
    left = []
    # Asked once for every course there is, it nearly always ends at the first bit.
    for course_id, bits in signatures:
        for place in _places(trapdoor, course_id):
            if not bits[place >> 3] >> (place & 7) & 1:
                break
        else:
            left.append((course_id, bits))
    return left


def _places(trapdoor: bytes, course_id: int) -> bytes:
    return blake2b(course_id.to_bytes(NUMBER, "big"), key=trapdoor, digest_size=PLACES).digest()
