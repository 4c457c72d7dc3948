"""A mentor leaves: all her courses are handed over in one go, each to a mentor and with a note of its own.

Everything is checked before anything is written, also by the rules themselves. Then each course is a commit
of its own: if somebody was faster on one, it is named, the others go on, and the same file can be run again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from casework.corps.authorised import must_be_coordinator
from casework.corps.caseload import caseload
from casework.corps.handing_over import hand_over, people_problems, refusal
from casework.corps.json_lists import read_list
from casework.corps.profiles import profile_of
from casework.corps.proposing import best_for_each, open_courses
from casework.office import Office
from domain.corps import leaving
from domain.corps.leaving import NUMBERED, HandOver, is_done
from domain.course import Course
from domain.errors import InvalidInput, Problem
from domain.values import Actor

WHAT = "Overdragelse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What came of it: the courses handed over now and before, those that failed with the error's code,
    who now carries more than she has hours for, and the courses the leaver still covers.
    """

    moved: tuple[str, ...]
    already: tuple[str, ...]
    failed: tuple[tuple[str, str], ...]
    overfull: tuple[str, ...]
    covers: tuple[str, ...]


def leave(office: Office, leaver: str, data: bytes, by: Actor, last_on: date | None) -> Left:
    """Hand over every open course of `leaver` as the JSON list says, and note her last day in her profile.

    Raises InvalidInput with every problem of the whole file, Refused; then nothing is written.
    """
    must_be_coordinator(office, by)
    courses = {course.ref: course for course in open_courses(office)}
    lines = _checked(office, leaver, data, courses, by)
    already = tuple(line.course for line in lines if is_done(line, leaver, courses))
    waiting = [line for line in lines if line.course not in already]
    tried = {line.course: hand_over(office, line, courses[line.course].seq, by) for line in waiting}
    failed = {ref: error.code for ref, error in tried.items() if error}
    _note_last_day(office, leaver, last_on, by)
    return Left(
        moved=tuple(line.course for line in waiting if line.course not in failed),
        already=already,
        failed=tuple(failed.items()),
        overfull=tuple(line.mentor for line in caseload(office) if line.free is not None and line.free < 0),
        covers=tuple(ref for ref, course in courses.items() if course.cover == leaver),
    )


def _checked(
    office: Office, leaver: str, data: bytes, courses: dict[str, Course], by: Actor
) -> list[HandOver]:
    """The lines of the file, if every one of them can be done. Raises InvalidInput with all problems."""
    lines, found = read_list(WHAT, HandOver, data)
    if not found:
        found = list(leaving.problems(lines, leaver, courses))
    for number, line in lines:
        found += people_problems(office, line, f"{number}.")
    found += [*_refusals(lines, leaver, courses, office, by)]
    if found:
        raise InvalidInput(WHAT, tuple(found))
    return [line for _, line in lines]


def draft(office: Office, leaver: str) -> list[dict[str, str]]:
    """A file to begin with: for each of her courses the mentor who fits best, and no note yet."""
    best = best_for_each(office, (course for course in open_courses(office) if course.mentor == leaver))
    return [{"course": ref, "mentor": mentor, "cover": "", "handover": ""} for ref, mentor in best.items()]


def _refusals(
    lines: NUMBERED, leaver: str, courses: dict[str, Course], office: Office, by: Actor
) -> Iterator[Problem]:
    """What the rules would say to each hand-over, without doing any of it."""
    for number, line in lines:
        course = courses.get(line.course)
        if course is None or course.mentor != leaver or line.mentor == leaver:
            continue
        if message := refusal(office, course, line, by):
            yield Problem(f"{number}", "afvises af reglerne", message)


def _note_last_day(office: Office, leaver: str, last_on: date | None, by: Actor) -> None:
    profile = profile_of(office, leaver)
    if profile and last_on:
        office.corps.profiles.put([replace(profile, leaves_on=last_on)], str(by), office.now)
