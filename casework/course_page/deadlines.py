"""Every open deadline of a course in Danish: what it asks for, of whom, and why it is on its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from adapters.templates import initial
from casework import names
from casework.lists.day_lines import OWED_BY, what, when, why
from casework.office import Office
from domain.calendar import local_day
from domain.course import Course
from domain.duties import Duty, duties_of
from domain.timers import PAUSABLE, Timer

RESTS = "hviler under pausen"
WAITS = "venter, til støtten er begyndt"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One open deadline. `kind` is its code, `held` says what it waits for where it does not run, `of` who
    owes it, `command` what settles it and `subject` the matter or appointment it belongs to.
    """

    kind: str
    what: str
    when: str
    on: date
    late: bool
    of: str
    why: str
    held: str
    command: str
    subject: str


def deadlines(office: Office, course: Course) -> tuple[Deadline, ...]:
    """What runs, the nearest first, and then what is held."""
    duties = duties_of(course)
    running = {duty.key for duty in duties}
    held = [timer for timer in course.timers if timer.key not in running]
    return (
        *(_running(office, course, duty) for duty in duties),
        *(_held(office, course, timer) for timer in sorted(held, key=lambda one: one.deadline_on)),
    )


def _running(office: Office, course: Course, duty: Duty) -> Deadline:
    today = local_day(office.now)
    return Deadline(
        kind=duty.kind.value,
        what=what(duty, office.now),
        when=when(duty, today),
        on=duty.deadline_on,
        late=duty.is_overdue(today),
        of=OWED_BY[duty.parties[0]] if duty.parties else "",
        why=why(office, course, duty.key),
        held="",
        command=duty.command,
        subject=duty.subject,
    )


def _held(office: Office, course: Course, timer: Timer) -> Deadline:
    return Deadline(
        kind=timer.kind.value,
        what=initial(names.DUTIES[timer.kind]),
        when="",
        on=timer.deadline_on,
        late=False,
        of="",
        why=why(office, course, timer.key),
        held=RESTS if timer.kind in PAUSABLE else WAITS,
        command="",
        subject=timer.subject,
    )
