"""Several courses to other mentors at once: looked through first, with every problem, then done one by one.

A course the coordinator may not see is refused like one that is not there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casework.access.accounts import Account
from casework.access.seeing import must_see
from casework.corps.authorised import must_be_coordinator
from casework.corps.handing_over import hand_over, people_problems, refusal
from casework.office import Office
from domain.corps.leaving import HandOver
from domain.course import Course
from domain.errors import Refused, UnknownCourse
from domain.values import Actor

NOT_TO_BE_SEEN = "Her er ingen sag, som du kan se."
NOBODY_CHOSEN = "Vælg, hvem der skal overtage."
NO_NOTE = "Skriv en overdragelse til den, der overtager."
NOTE_TOO_LONG = "Overdragelsen er for lang: skriv højst 4000 tegn."
SAME_MENTOR = "Hun har allerede forløbet. Vælg en anden."
MOVED_ON = "Der er sket noget på forløbet, siden du så det. Se på det igen."
LONGEST_NOTE = 4000


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for one course, as it was typed; `seen` is its last event when it was looked through
    (0: it was not yet).
    """

    course: str
    mentor: str
    cover: str
    handover: str
    seen: int = 0


@dataclass(frozen=True, slots=True)
class Look:
    """A wish looked through: who has the course now, its last event, and all that stands in the way."""

    wish: Wish
    mentor_now: str
    seq: int
    problems: tuple[str, ...]

    @property
    def out_of_sight(self) -> bool:
        """Whether the course is none that she may see."""
        return self.problems == (NOT_TO_BE_SEEN,)


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a wish; `failed` says what stood in the way, and is empty where it was done."""

    wish: Wish
    failed: str


def look_through(office: Office, account: Account, wishes: Sequence[Wish]) -> list[Look]:
    """Every wish with every problem; nothing is written. Raises Refused for who is no coordinator."""
    must_be_coordinator(office, account.actor)
    return [_looked(office, account, wish) for wish in wishes]


def reassign(office: Office, account: Account, looks: Sequence[Look]) -> list[Done]:
    """Do every wish that was looked through just now and can be done, each in a commit of its own."""
    return [_done(office, account.actor, look) for look in looks]


def _looked(office: Office, account: Account, wish: Wish) -> Look:
    try:
        course = must_see(office, account, wish.course)
    except (Refused, UnknownCourse):
        return Look(wish, "", 0, (NOT_TO_BE_SEEN,))
    problems = dict.fromkeys((*_incomplete(course, wish), *_obstacles(office, course, wish, account.actor)))
    return Look(wish, course.mentor, course.seq, tuple(problems))


def _incomplete(course: Course, wish: Wish) -> Iterator[str]:
    if not wish.mentor:
        yield NOBODY_CHOSEN
    if wish.mentor == course.mentor:
        yield SAME_MENTOR
    if not wish.handover.strip():
        yield NO_NOTE
    if len(wish.handover.strip()) > LONGEST_NOTE:
        yield NOTE_TOO_LONG
    if wish.seen and wish.seen != course.seq:
        yield MOVED_ON


def _obstacles(office: Office, course: Course, wish: Wish, by: Actor) -> Iterator[str]:
    if wish.mentor:
        for problem in people_problems(office, _line(wish)):
            who = wish.cover if problem.field == "cover" else wish.mentor
            yield f"{who} {problem.wrong}: {problem.cure}."
    if wish.mentor != course.mentor and (message := refusal(office, course, _line(wish), by)):
        yield message


def _done(office: Office, by: Actor, look: Look) -> Done:
    if look.problems:
        return Done(look.wish, " ".join(look.problems))
    error = hand_over(office, _line(look.wish), look.seq, by)
    return Done(look.wish, error.message if error else "")


def _line(wish: Wish) -> HandOver:
    return HandOver(course=wish.course, mentor=wish.mentor, cover=wish.cover, handover=wish.handover.strip())
