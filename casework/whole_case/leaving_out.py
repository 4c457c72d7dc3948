"""What an export leaves out: what a person marked, and what hides a protected name and address.

Words that are marked are hidden wherever they stand, also in letters and papers. An event that is left out
takes its own words with it in the same way. A paper in which such words are found, or in which we cannot
look for them, is left out whole: it fails closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from msgspec import to_builtins

from adapters.pdf_reading import PdfReader, UnreadablePdf
from adapters.templates import counted
from casework.access.discretion import Discretion
from casework.whole_case.gathering import File, WholeCase
from domain.events import Mark, ThirdPartyMarked, sealed_fields
from domain.history import Recorded, of_type

LEFT_OUT = "[udeladt]"
_SHORTEST = 12
"""Of an event that is left out, what people wrote is hidden everywhere; a code or a single word is not."""


@dataclass(frozen=True, slots=True)
class StandingMark:
    """A mark that has not been taken back, with its words if it is about words."""

    mark: Mark
    words: str


def standing_marks(history: Iterable[Recorded]) -> tuple[StandingMark, ...]:
    """The marks that count now, in the order they were made."""
    marks: dict[str, StandingMark] = {}
    for _, event in of_type(history, ThirdPartyMarked):
        for mark, words in zip(event.marks, event.words, strict=True):
            marks[mark.id] = StandingMark(mark, words)
        for number in event.put_back:
            marks.pop(number, None)
    return tuple(marks.values())


@dataclass
class Counted:
    """How many of what were left out; never what. Papers: marked, with marked words, or not searchable."""

    events: int = 0
    words: int = 0
    letters: int = 0
    papers: int = 0

    @property
    def told(self) -> str:
        """`1 hændelse, bestemte ord 2 steder`; empty where nothing is left out."""
        parts = (
            (self.events, counted(self.events, "hændelse", "hændelser")),
            (self.words, f"bestemte ord {counted(self.words, 'sted', 'steder')}"),
            (self.letters, counted(self.letters, "brev", "breve")),
            (self.papers, counted(self.papers, "bilag", "bilag")),
        )
        return ", ".join(words for number, words in parts if number)


@dataclass
class Omission:
    """What one export leaves out, and the count of it."""

    case: WholeCase
    reader: PdfReader
    counted: Counted = field(default_factory=Counted)

    def __post_init__(self) -> None:
        """Read the marks once."""
        marks = standing_marks(self.case.history)
        self.discretion: Discretion = self.case.record.discretion
        self.events = {one.mark.event for one in marks if one.mark.what == "event"}
        self._papers = {(one.mark.mail, one.mark.number) for one in marks if one.mark.what == "enclosure"}
        words = [one.words for one in marks if one.mark.what == "words"]
        self.counted.events, self.counted.words = len(self.events), len(words)
        self._hidden = _pattern([*words, *self._words_of_events()])

    def clean(self, text: str) -> str:
        """The text without marked words and without what a protection hides (name, address, CPR number)."""
        return self.discretion.clean(self._hidden.sub(LEFT_OUT, text) if self._hidden else text)

    def paper(self, file: File, mail: str = "", number: int = 0) -> File | None:
        """The paper as it may come along, or None, which is counted. A text is cleaned, a PDF not changed."""
        kept = None if (mail, number) in self._papers else self._looked_through(file)
        self.counted.papers += kept is None
        return kept

    def tells_of_hidden_events(self, events: Iterable[int]) -> bool:
        """Whether a letter tells of an event that is left out; such a letter is left out and counted."""
        hidden = bool(self.events & set(events))
        self.counted.letters += hidden
        return hidden

    def _looked_through(self, file: File) -> File | None:
        if file.media_type in ("text/plain", "application/json"):
            text = file.content.decode("utf-8", errors="replace")
            return File(file.name, file.media_type, self.clean(text).encode())
        if not self._hidden and not self.discretion.citizen.protected:
            return file
        return None if self._may_tell(file.content) else file

    def _may_tell(self, content: bytes) -> bool:
        try:
            found = self.reader.read(content)
        except UnreadablePdf:
            return True
        text = "\n".join((found.text, *found.fields.values()))
        protected = self.discretion.citizen.protected and self.discretion.clean(text) != text
        return not text.strip() or protected or bool(self._hidden and self._hidden.search(text))

    def _words_of_events(self) -> Iterator[str]:
        for recorded in self.case.history:
            if recorded.seq in self.events:
                yield from _sealed_texts(recorded)


def _sealed_texts(recorded: Recorded) -> Iterator[str]:
    """What people wrote in an event, without codes, dates and single words."""
    return (text for text in _personal_texts(recorded) if len(text) >= _SHORTEST and " " in text)


def _personal_texts(recorded: Recorded) -> Iterator[str]:
    data = to_builtins(recorded.event)
    for name in sealed_fields(type(recorded.event)):
        yield from _every_text(data.get(name))


def _pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    """Longest first, and whatever the line breaks: a letter wraps what the mentor wrote in one line."""
    known = sorted({word.strip() for word in words if word.strip()}, key=len, reverse=True)
    if not known:
        return None
    spaced = (r"\s+".join(map(re.escape, word.split())) for word in known)
    return re.compile(
        "|".join(rf"(?<!\w){word}(?!\w)" if word[-1].isalnum() else word for word in spaced), re.I
    )


def hides(words: str, text: str) -> bool:
    """Whether marking these words would hide something in the text."""
    pattern = _pattern([words])
    return bool(pattern and pattern.search(text))


def written_in(case: WholeCase) -> Iterator[str]:
    """Everything people wrote on a course: in its events, its mails and its letters."""
    for recorded in case.history:
        yield from _personal_texts(recorded)
    yield from (text for mail in case.mails for text in (mail.text, mail.said))
    yield from (letter.text for letter in case.letters)


def _every_text(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list | tuple):
        for part in data.values() if isinstance(data, dict) else data:
            yield from _every_text(part)
