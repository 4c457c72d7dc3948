"""The citizen's requests to see one file, before the coordinator: the days, the draft, what is left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from casework.names import MATTERS, WHY_LEFT_OUT
from casework.office import Office
from casework.whole_case.export import withheld_in
from casework.whole_case.leaving_out import StandingMark
from casework.whole_case.marking import marks_of
from domain.course import Course
from domain.course_parts import Matter
from domain.events import AccessDraftDelivered, Mark
from domain.explain import explain_on
from domain.history import of_type
from domain.matters import ASKED_FOR
from domain.values import Actor


@dataclass(frozen=True, slots=True)
class Request:
    """An open request: what was asked for, the Danish day the authority must answer by and why, and the day
    our draft went to it, if it has.
    """

    matter: str
    kind: str
    answer_by: date
    why: str
    drafted_on: date | None


@dataclass(frozen=True, slots=True)
class Marked:
    """What an export leaves out: where it is, what it says (personal), and why."""

    id: str
    where: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class AccessDesk:
    """The page of one course's file. `withheld`: the numbers of the log-book events in it that the citizen
    was not shown for a reason; a person looks at them before the file is handed out (S3).
    """

    course: Course
    requests: tuple[Request, ...]
    marks: tuple[Marked, ...]
    withheld: tuple[int, ...]


def access_desk(office: Office, ref: str, reader: Actor) -> AccessDesk:
    """The desk as it stands. Who sees the marked words is written down. Raises Refused, UnknownCourse."""
    course = office.casebook.course(ref)
    marks = marks_of(office, ref, reader)
    history = office.casebook.neutral(ref)
    drafted = {event.matter: event.delivered_on for _, event in of_type(history, AccessDraftDelivered)}
    open_ones = [matter for matter in course.open_matters() if matter.kind in ASKED_FOR]
    requests = tuple(_request(office, course, matter, drafted.get(matter.id)) for matter in open_ones)
    return AccessDesk(course, requests, tuple(_marked(one) for one in marks), withheld_in(history))


def _request(office: Office, course: Course, matter: Matter, drafted_on: date | None) -> Request:
    timer = next(timer for timer in course.timers if timer.key == f"{matter.kind}:{matter.id}")
    why = explain_on(course, timer, office.programme_of(course), office.calendar_of(course))
    return Request(matter.id, MATTERS[matter.kind], timer.deadline_on, why, drafted_on)


def _marked(one: StandingMark) -> Marked:
    return Marked(one.mark.id, _where(one.mark), one.words, WHY_LEFT_OUT[one.mark.why])


def _where(mark: Mark) -> str:
    if mark.what == "event":
        return f"hændelse {mark.event}"
    return f"{mark.mail}, bilag {mark.number}" if mark.what == "enclosure" else "ord"
