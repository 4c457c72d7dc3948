"""A mentor leaves: all her courses are handed over in one go, each to a mentor and with a note of its own.

Everything is checked before anything is written, also by the rules themselves. Then each course is a commit
of its own: if somebody was faster on one, it is named, the others go on, and the same file can be run again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from casework.corps.authorised import must_be_coordinator
from casework.corps.caseload import caseload
from casework.corps.json_lists import read_list
from casework.corps.profiles import profile_of
from casework.corps.proposing import open_courses, ranked
from casework.corps.readiness import today
from casework.office import Office
from domain.commands import ReassignMentor
from domain.corps import leaving
from domain.corps.leaving import NUMBERED, HandOver, is_done
from domain.corps.matching import Wishes
from domain.course import Course
from domain.decide import decide
from domain.errors import InvalidInput, MentorError, Problem, Refused
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
    failed = dict(failure for line in waiting for failure in _hand_over(office, line, courses, by))
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
    found += [*_unknown(lines, office), *_refusals(lines, leaver, courses, office, by)]
    if found:
        raise InvalidInput(WHAT, tuple(found))
    return [line for _, line in lines]


def draft(office: Office, leaver: str) -> list[dict[str, str]]:
    """A file to begin with: for each of her courses the mentor who fits best, and no note yet.

    Each proposal counts what the ones before it would give away.
    """
    lines, given = [], dict[str, list[Course]]()
    for course in open_courses(office):
        if course.mentor == leaver:
            best = next((one for one in ranked(office, course, Wishes(), given) if one.rank), None)
            mentor = best.mentor if best else ""
            given.setdefault(mentor, []).append(course)
            lines.append({"course": course.ref, "mentor": mentor, "cover": "", "handover": ""})
    return lines


def _unknown(lines: NUMBERED, office: Office) -> Iterator[Problem]:
    mentors = {member.id for member in office.staff.mentors}
    gone = {mentor for mentor, last_on in office.corps.profiles.leaving() if last_on < today(office)}
    for number, line in lines:
        if line.mentor not in mentors:
            yield Problem(f"{number}.mentor", "står ikke i staff.toml", "vælg en mentor, der står dér")
        if line.mentor in gone:
            yield Problem(f"{number}.mentor", "er stoppet ifølge sin profil", "vælg en anden mentor")
        if line.cover and line.cover not in mentors:
            yield Problem(f"{number}.cover", "står ikke i staff.toml", "vælg en mentor, der står dér")


def _refusals(
    lines: NUMBERED, leaver: str, courses: dict[str, Course], office: Office, by: Actor
) -> Iterator[Problem]:
    """What the rules would say to each hand-over, without doing any of it."""
    for number, line in lines:
        course = courses.get(line.course)
        if course is None or course.mentor != leaver or line.mentor == leaver:
            continue
        rules = office.programme_of(course), office.calendar_of(course)
        try:
            decide(course, _command(line), office.now, *rules, actor=by)
        except Refused as refusal:
            yield Problem(f"{number}", "afvises af reglerne", refusal.message)


def _hand_over(
    office: Office, line: HandOver, courses: dict[str, Course], by: Actor
) -> Sequence[tuple[str, str]]:
    """The failure, if there is one. A course that has moved on since it was checked is left alone."""
    seen = courses[line.course].seq
    try:
        office.casebook.handle(line.course, _command(line), by, office.now, expected_seq=seen)
    except MentorError as error:
        return ((line.course, error.code),)
    return ()


def _command(line: HandOver) -> ReassignMentor:
    return ReassignMentor(mentor=line.mentor, cover=line.cover, handover=line.handover)


def _note_last_day(office: Office, leaver: str, last_on: date | None, by: Actor) -> None:
    profile = profile_of(office, leaver)
    if profile and last_on:
        office.corps.profiles.put([replace(profile, leaves_on=last_on)], str(by), office.now)
