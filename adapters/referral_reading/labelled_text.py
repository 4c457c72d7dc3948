"""Finds `Label: value` in text as people lay it out: one a line, several a line, or wrapped."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from adapters.referral_reading.fields import Field, Part, field_for
from adapters.referral_reading.pages import joined

_LABEL = re.compile(r"(?:^|[ ]{2,}|\||;[ ])[ ]*(?:[-–•*][ ]+)?((?:[^\s:|;]+[ ]){0,8}[^\s:|;]+)[ ]?:")
_LONG_KINDS = ("text", "lines")
_NOTHING = frozenset({"", "-", "–", "—"})


@dataclass(frozen=True, slots=True)
class Found:
    """A field and the text that stands for its value, just as it was written."""

    field: Field
    raw: str


@dataclass(frozen=True, slots=True)
class _Label:
    """A label on a line: where it starts, where its value starts, and its field if it has one."""

    starts: int
    ends: int
    field: Field | None


def found_in(text: str, part: Part | None, *, next_line: bool = True) -> list[Found]:
    """Every labelled value in `text`, read as a paper of `part` (None: only labels clear anywhere).

    A value begins after the colon, or on the next line where `next_line` allows it, and ends at the
    next label or an empty line. Names and other one-line values go on only where the line below is
    indented further than the label.
    """
    lines = readable(text).split("\n")
    found = []
    for index, line in enumerate(lines):
        labels = list(_labels(line, part))
        for at, label in enumerate(labels):
            if label.field is None:
                continue
            last = at + 1 == len(labels)
            end = len(line) if last else labels[at + 1].starts
            following = _following(lines, index, label, part, next_line=next_line) if last else []
            raw = "\n".join([line[label.ends : end].strip(), *following]).strip()
            if raw not in _NOTHING:
                found.append(Found(label.field, raw))
    return found


def readable(text: str) -> str:
    """Text with composed letters, plain spaces, ligatures opened, and without page breaks."""
    plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    plain = re.sub("[\ufb00-\ufb06]", lambda match: unicodedata.normalize("NFKC", match[0]), plain)
    plain = re.sub("[\u00ad\u200b-\u200f\u2060\ufeff]", "", plain)
    return joined(re.sub("[\u00a0\u202f]", " ", plain).replace("\t", "  "))


def _labels(line: str, part: Part | None) -> Iterator[_Label]:
    """The labels of a line. An unknown one counts only where a space or the line's end follows it."""
    position = 0
    while match := _LABEL.search(line, position):
        field = field_for(match[1], part)
        if field is not None or line[match.end() : match.end() + 1] in ("", " "):
            yield _Label(match.start(1), match.end(), field)
        position = match.end()


def _following(
    lines: list[str], index: int, label: _Label, part: Part | None, *, next_line: bool
) -> list[str]:
    """The lines below that belong to the value of a label at the end of line `index`."""
    empty = not lines[index][label.ends :].strip()
    if empty and not next_line:
        return []
    long = label.field is not None and label.field.kind in _LONG_KINDS
    taken: list[str] = []
    for line in lines[index + 1 :]:
        if not line.strip():
            if taken or not empty:
                break
            continue
        if _ends_value(line, part, long=long) or not _goes_on(
            line, label, long=long, first=empty and not taken
        ):
            break
        taken.append(line.strip())
    return taken


def _ends_value(line: str, part: Part | None, *, long: bool) -> bool:
    """A known label always ends a value; an unknown one is part of a long text."""
    return any(label.field is not None or not long for label in _labels(line, part))


def _goes_on(line: str, label: _Label, *, long: bool, first: bool) -> bool:
    indent = len(line) - len(line.lstrip())
    return first or long or indent > label.starts
