"""What a person may do with a course as it stands: the commands of its phase that are hers."""

from __future__ import annotations

from domain.course import Course
from domain.errors import Refused, refuse_all
from domain.lifecycle import allowed
from domain.values import Actor
from domain.who import not_theirs
from portal.forms.words import SAYINGS, in_words

NOT_NOW = "Det kan ikke gøres i den fase, forløbet er i nu. Se forløbets side."


def offered(course: Course, actor: Actor) -> tuple[str, ...]:
    """The commands the person may try on the course, in the order of the work. Whether a rule then says no
    depends on what she writes.
    """
    return tuple(name for name in SAYINGS if is_offered(name, course, actor))


def must_be_offered(command: str, course: Course, actor: Actor) -> None:
    """Tell before anything is written that it cannot be done. Raises Refused."""
    refuse_all(Refused(one.rule, in_words(one.message)) for one in not_theirs(command, actor))
    if not is_offered(command, course, actor):
        raise Refused("phase", NOT_NOW)


def is_offered(command: str, course: Course, actor: Actor) -> bool:
    """Whether the command is hers, and may be tried in the phase the course is in."""
    theirs = not any(not_theirs(command, actor))
    return command in SAYINGS and theirs and allowed(command, course.phase) and not course.file.erased_on
