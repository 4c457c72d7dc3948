"""Makes the name a stranger gave a file safe to show and to store, and keeps it recognisable."""

from __future__ import annotations

import re
import unicodedata
from email.errors import HeaderParseError
from email.header import decode_header, make_header

_MAX_BYTES = 120  # well below the 255 bytes of common file systems, with room for a prefix
_FORBIDDEN = re.compile(r'[<>:"|?*\x00-\x1f\x7f]')
# Windows takes superscripts for digits, and overlooks spaces before the ending.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|con(?:in|out)\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE)
_HIDDEN_CATEGORIES = {"Cf", "Cc", "Cs", "Co", "Zl", "Zp"}


def safe_name(sent: str | None, number: int, extension: str) -> str:
    """The sanitised original name; `bilag-<number><extension>` where nothing usable is left of it."""
    name = re.split(r"[/\\]", _decoded(sent or ""))[-1]
    visible = "".join(sign for sign in name if unicodedata.category(sign) not in _HIDDEN_CATEGORIES)
    clean = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", visible)).strip(" .")
    if not clean or clean == extension.strip("."):
        return f"bilag-{number}{extension}"
    return _shortened(f"_{clean}" if _DEVICE.match(clean) else clean)


def distinct(name: str, taken: set[str]) -> str:
    """The name, numbered where one like it (in any case) stands in `taken`; adds it there."""
    stem, dot, extension = name.rpartition(".") if "." in name else (name, "", "")
    candidate, number = name, 1
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{stem} ({number}){dot}{extension}"
    taken.add(candidate.casefold())
    return candidate


def _decoded(sent: str) -> str:
    """RFC 2047 words decoded, also inside quotes where they do not belong but are found."""
    if "=?" not in sent:
        return sent
    try:
        return str(make_header(decode_header(sent)))
    except (HeaderParseError, LookupError, UnicodeDecodeError, ValueError):
        return sent


def _shortened(name: str) -> str:
    stem, dot, extension = name.rpartition(".") if "." in name else (name, "", "")
    room = _MAX_BYTES - len((dot + extension[:16]).encode())
    return stem.encode()[:room].decode(errors="ignore") + dot + extension[:16]
