"""A mentor leaves: every one of her courses has somebody to go to, and a note, before anything is moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from pydantic import ConfigDict

from domain.course import Course
from domain.errors import Problem
from domain.values import Code, CourseRef, Text

NUMBERED = Sequence[tuple[int, "HandOver"]]
"""The lines of the file that could be read, with their places from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """One line of the file: a course, who takes it over, who covers for her, and the note to her."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")
    course: CourseRef
    mentor: Code
    cover: Code | Literal[""] = ""
    handover: Text


def is_done(line: HandOver, leaver: str, courses: Mapping[str, Course]) -> bool:
    """Whether the course was handed over as the line says already: a file may be run again."""
    course = courses.get(line.course)
    return course is not None and course.mentor == line.mentor != leaver


def problems(lines: NUMBERED, leaver: str, courses: Mapping[str, Course]) -> Iterator[Problem]:
    """What is wrong with the whole: courses forgotten, named twice or not hers, and nobody new.

    `courses` are all open courses by reference.
    """
    named = Counter(line.course for _, line in lines)
    for ref in sorted(ref for ref, course in courses.items() if course.mentor == leaver):
        if ref not in named:
            yield Problem(ref, "mangler i filen", "skriv, hvem der overtager, og en overdragelse")
    for number, line in lines:
        if named[line.course] > 1:
            yield Problem(f"{number}.course", "står flere gange", "skriv hvert forløb én gang")
        if line.course not in courses:
            yield Problem(f"{number}.course", "er ikke et åbent forløb", "fjern linjen")
        elif courses[line.course].mentor != leaver and not is_done(line, leaver, courses):
            yield Problem(f"{number}.course", "er ikke denne mentors forløb", "fjern linjen")
        if leaver in (line.mentor, line.cover):
            yield Problem(f"{number}.mentor", "er den, der stopper", "vælg en anden mentor og vikar")
