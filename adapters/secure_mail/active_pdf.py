"""What in a PDF makes it more than a paper: one table, with the reason why a person must look first.

This is the first look, at the file's own names; the reader that takes the data out follows every object and
has limits of its own. What is not in the table only lies there: `/URI` (a link that a person must click; one
that opens by itself is found by following the objects, in `pdf_reading.self_opening`),
`/GoTo`, `/Named`, `/Hide` and `/SetOCGState` (moving about and showing layers), `/ResetForm` (emptying one's
own form) and `/AA` (which acts through one of the actions below).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

# Bounded, and nothing is tried twice: a file made of beginnings must not take longer than any other.
_GAP = rb"(?:[\s\x00]++|%[^\r\n]{0,40}+[\r\n]){0,16}+"
_END = rb"(?![A-Za-z0-9_.+-])"


class Standing(Enum):
    """Where a name counts. Short ones stand in compressed data by chance, others have a harmless meaning."""

    ANYWHERE = rb"/%s" + _END
    BEFORE_AN_OBJECT = rb"/%s" + _GAP + rb"(?:<<|\d{1,10}+\s{1,10}+\d{1,5}+\s{1,10}+R\b)"
    AS_ACTION = rb"/S" + _GAP + rb"/%s" + _END
    AS_SUBTYPE = rb"/Subtype" + _GAP + rb"/%s" + _END


@dataclass(frozen=True, slots=True)
class ActiveName:
    """A name in a PDF (ISO 32000-2), where it counts, and what a viewer would do."""

    name: str
    standing: Standing
    why: str


ACTIVE_NAMES = (
    ActiveName("JavaScript", Standing.ANYWHERE, "runs a script"),
    ActiveName("Launch", Standing.ANYWHERE, "starts a program"),
    ActiveName("SubmitForm", Standing.ANYWHERE, "sends what is filled in to an address"),
    ActiveName("ImportData", Standing.ANYWHERE, "fills the form from another file"),
    ActiveName("GoToR", Standing.ANYWHERE, "opens another file"),
    ActiveName("GoToE", Standing.ANYWHERE, "opens a file inside this one"),
    ActiveName("Rendition", Standing.ANYWHERE, "plays media, and may run a script"),
    ActiveName("RichMedia", Standing.ANYWHERE, "holds a program that plays media"),
    ActiveName("RichMediaExecute", Standing.ANYWHERE, "commands such a program"),
    ActiveName("RichMediaContent", Standing.ANYWHERE, "holds such a program"),
    ActiveName("GoTo3DView", Standing.ANYWHERE, "steers a model, which may hold scripts"),
    ActiveName("XFA", Standing.ANYWHERE, "shows a form of its own in place of the text that we read"),
    ActiveName("EmbeddedFile", Standing.ANYWHERE, "holds a file that nobody has looked at"),
    ActiveName("EmbeddedFiles", Standing.ANYWHERE, "lists files that nobody has looked at"),
    ActiveName("EF", Standing.BEFORE_AN_OBJECT, "holds a file that nobody has looked at"),
    ActiveName("FileAttachment", Standing.ANYWHERE, "opens a file inside this one"),
    ActiveName("Movie", Standing.AS_ACTION, "plays a film, maybe from elsewhere"),
    ActiveName("Movie", Standing.AS_SUBTYPE, "plays a film, maybe from elsewhere"),
    ActiveName("Sound", Standing.AS_ACTION, "plays a sound, maybe from elsewhere"),
    ActiveName("Sound", Standing.AS_SUBTYPE, "plays a sound, maybe from elsewhere"),
    ActiveName("Screen", Standing.AS_SUBTYPE, "is a place where media are played"),
    ActiveName("3D", Standing.AS_SUBTYPE, "shows a model, which may hold scripts"),
    ActiveName("PS", Standing.AS_SUBTYPE, "holds a program for the printer"),
)


def _pattern(standing: Standing) -> bytes:
    """All names that count in this standing, so that what goes before them is looked at once."""
    names = (re.escape(one.name).encode() for one in ACTIVE_NAMES if one.standing is standing)
    return standing.value.replace(b"%s", b"(?:" + b"|".join(names) + b")")


_ACTIVE = re.compile(b"|".join(_pattern(standing) for standing in Standing))


def is_active(plain: bytes) -> bool:
    """Whether a name of the table stands in a PDF's bytes, in which names are written without `#`."""
    return _ACTIVE.search(plain) is not None
