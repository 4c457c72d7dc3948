"""The names by which a PDF runs, opens, sends or unpacks something, and a look at whether any stands in it.

The look costs a fraction of a millisecond; a walk through all objects of a form costs fifteen.
"""

from __future__ import annotations

import re

ACTIONS = frozenset(
    {
        "/JavaScript",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/GoToR",
        "/GoToE",
        "/Rendition",
        "/RichMediaExecute",
        "/Movie",
        "/Sound",
        "/Trans3D",
    }
)
ANNOTATIONS = frozenset({"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"})
KEYS = frozenset({"/JS", "/JavaScript", "/XFA", "/EmbeddedFiles", "/EF"})
_PACKED_OBJECTS = "/ObjStm"
_NAMES = sorted(ACTIONS | ANNOTATIONS | KEYS | {_PACKED_OBJECTS})
_NAME_GOES_ON = rb"(?![^\0\t\n\f\r ()<>\[\]{}/%])"
_TELLING = re.compile(b"(?:" + b"|".join(re.escape(name.encode()) for name in _NAMES) + b")" + _NAME_GOES_ON)
# A list after /OpenAction is a place in the document, which many programs write.
_STARTS = re.compile(rb"/(?:OpenAction|AA)" + _NAME_GOES_ON + rb"(?![\0\t\n\f\r ]*+\[)")
_ADDRESS = re.compile(rb"/URI" + _NAME_GOES_ON)
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


def may_act(content: bytes) -> bool:
    """Whether the file must be walked through: a telling name stands in it, objects are packed away, or it
    may open an address by itself.

    Every object that is not packed stands in the file as it is, its names escaped at most (`#4A`). A name
    that only seems to stand there, in a picture's bytes for one, costs the walk and nothing else.
    """
    plain = _ESCAPED.sub(lambda found: bytes([int(found.group(1), 16)]), content)
    return _TELLING.search(plain) is not None or may_open_address(plain)


def may_open_address(*texts: bytes) -> bool:
    """Whether the objects must be followed to know whether one opens a web address without a click; `texts`
    are the file's objects, names without `#`.
    """
    return any(map(_ADDRESS.search, texts)) and any(map(_STARTS.search, texts))
