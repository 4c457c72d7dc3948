"""Golden files: the events of a release as they were stored, and the courses they led to.

`python -m tests.domain.golden_files 0.2.0` writes the file of a new release. A file is never written again:
what was stored then is what has to be readable for as long as courses are kept.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from domain.course import Course
from domain.events import EVENT_TYPES, Event
from models.codec import dump_course, facts_of, neutral_event, personal_of, whole_event
from models.packing import packed, unpacked
from tests.domain.golden_courses import played

FOLDER = Path(__file__).parent / "golden"
Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """One stored event, as bytes."""

    kind: str
    version: int
    facts: bytes
    personal: bytes | None

    @classmethod
    def of_line(cls, line: Line) -> Kept:
        """The event of a line."""
        personal = _bytes(line["personal"]) if "personal" in line else None
        return cls(line["type"], line["version"], _bytes(line["facts"]), personal)

    def whole(self) -> Event:
        """The event with everything personal."""
        return whole_event(self.kind, self.version, self.facts, self.personal, "golden")

    def neutral(self) -> Event:
        """The event of an erased course."""
        return neutral_event(self.kind, self.version, self.facts, "golden")


def line_of(event: Event) -> Line:
    """How an event is stored today."""
    name = type(event).__name__
    line: Line = {"type": name, "version": EVENT_TYPES[name].version}
    line["facts"] = json.loads(unpacked(facts_of(event)))
    if (personal := personal_of(event)) is not None:
        line["personal"] = json.loads(unpacked(personal))
    return line


def state_of(course: Course) -> Line:
    """How a snapshot is stored today."""
    state: Line = json.loads(dump_course(course))
    return state


def courses(path: Path) -> Iterator[tuple[list[Line], Line]]:
    """Each course of a file: the lines of its events, and the snapshot they led to."""
    events: list[Line] = []
    for text in path.read_text(encoding="utf-8").splitlines():
        line = json.loads(text)
        if "state" in line:
            yield events, line["state"]
            events = []
        else:
            events.append(line)


def write(release: str) -> Path:
    """Write the golden file of a release that has none yet. Raises FileExistsError."""
    path = FOLDER / f"{release}.jsonl"
    with path.open("x", encoding="utf-8") as file:
        file.writelines(f"{line}\n" for line in decided())
    return path


def decided() -> Iterator[str]:
    """What today's rules decide in these courses, line by line as it is written."""
    for stage in played():
        assert stage.course is not None
        lines = [line_of(recorded.event) for recorded in stage.history]
        for line in [*lines, {"state": state_of(stage.course)}]:
            yield json.dumps(line, ensure_ascii=False)


def _bytes(data: Line) -> bytes:
    return packed(json.dumps(data, ensure_ascii=False).encode())


if __name__ == "__main__":
    print(write(sys.argv[1]))
