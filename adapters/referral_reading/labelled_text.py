"""Finds `Label: value` in text as people lay it out: one a line, several a line, or wrapped."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from adapters.referral_reading.fields import Field, Part, field_for
from adapters.referral_reading.pages import joined

# A label begins a line or stands apart from what is before it, and has at most nine words.
_LABEL = re.compile(
    r"(?:^[ ]*|(?<=[ ][ ])|(?<=\|)[ ]?|(?<=;[ ]))(?:[-–•*][ ]+)?((?:[^\s:|;]+[ ]){0,8}[^\s:|;]+)[ ]?:"
)
_IN_THE_MIDDLE = re.compile(r"\s*(?:[-–•*]\s|[a-zæøå])")
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

    @property
    def long(self) -> bool:
        return self.field is not None and self.field.kind in _LONG_KINDS


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    labels: tuple[_Label, ...]

    @property
    def indent(self) -> int:
        return len(self.text) - len(self.text.lstrip())

    def value_of(self, at: int) -> str:
        """What stands between a label of this line and the next one."""
        if at + 1 == len(self.labels):
            return self.text[self.labels[at].ends :].strip()
        return self.text[self.labels[at].ends : self.labels[at + 1].starts].rstrip(" |;").lstrip()


def found_in(text: str, part: Part | None, *, next_line: bool = True) -> list[Found]:
    """Every labelled value in `text`, read as a paper of `part` (None: only labels clear anywhere).

    A value begins after the colon, or on the very next line where `next_line` allows it, and ends at
    the next label or an empty line (unless a long text clearly goes on below that). Names and other
    one-line values go on only where the line below is indented further than the label.
    """
    lines = [_Line(line, _labels(line, part)) for line in readable(text, part).split("\n")]
    found = []
    for index, line in enumerate(lines):
        for at, label in enumerate(line.labels):
            if label.field is None:
                continue
            value = line.value_of(at)
            if at + 1 == len(line.labels) and (value or next_line):
                value = "\n".join([value, *_following(lines[index + 1 :], label, empty=not value)]).strip()
            if value not in _NOTHING:
                found.append(Found(label.field, value))
    return found


def readable(text: str, part: Part | None = None) -> str:
    """Text with composed letters, plain spaces, ligatures opened, and without page breaks.

    What pages repeat is left out, but no value labelled as a paper of `part` labels it.
    """
    plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    plain = re.sub("[\ufb00-\ufb06]", lambda match: unicodedata.normalize("NFKC", match[0]), plain)
    plain = re.sub("[\u00ad\u200b-\u200f\u2060\ufeff]", "", plain)
    plain = re.sub("[\u00a0\u202f]", " ", plain).replace("\t", "  ")
    return joined(plain, lambda line: any(label.field for label in _labels(line, part)))


def _labels(line: str, part: Part | None) -> tuple[_Label, ...]:
    """The labels of a line. An unknown one counts only where a space or the line's end follows it."""
    if ":" not in line:
        return ()
    labels = (
        _Label(match.start(1), match.end(), field_for(match[1], part)) for match in _LABEL.finditer(line)
    )
    return tuple(label for label in labels if label.field or line[label.ends : label.ends + 1] in ("", " "))


def _following(lines: list[_Line], label: _Label, *, empty: bool) -> list[str]:
    """The lines below that belong to the value of `label`; `empty` if none of it stood beside the label."""
    taken: list[str] = []
    gap = False
    for line in lines:
        if not line.text.strip():
            gap = True
            continue
        first = empty and not taken
        if _ends_value(line, label) or not _goes_on(line, label, first=first, gap=gap):
            break
        taken.append(line.text.strip())
        gap = False
    return taken


def _goes_on(line: _Line, label: _Label, *, first: bool, gap: bool) -> bool:
    """Whether an unlabelled line belongs to the value above it.

    After an empty line only what clearly goes on does: the next bullet, or a sentence in its middle.
    """
    if gap:
        return label.long and not first and _IN_THE_MIDDLE.match(line.text) is not None
    return first or label.long or line.indent > label.starts


def _ends_value(line: _Line, label: _Label) -> bool:
    """A known label always ends a value; an unknown one is part of a long text."""
    return any(other.field is not None or not label.long for other in line.labels)
