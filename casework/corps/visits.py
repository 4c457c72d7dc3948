"""Visits alone: planned with where and until when, checked in from, and watched over by the delivery."""

from __future__ import annotations

from pydantic import TypeAdapter, ValidationError

from casework.access.accounts import Account
from casework.access.reading_log import note_reading
from casework.access.seeing import may_see
from casework.commands.actors import must_be_on_course
from casework.corps.authorised import must_be_ours
from casework.office import Office
from domain.calendar import local_day
from domain.commands import Cancel, Command, RecordClosing, ReportMissedCheckIn
from domain.corps.incidents import INCIDENTS
from domain.corps.visits import PlannedVisit, Visit, again_at, alarm_at, may_go, must_be_back
from domain.course import Course
from domain.errors import InvalidInput, MentorError, Refused
from domain.explain import danish_date
from domain.history import referral_of
from domain.parsing import problems_of
from domain.values import Actor, Role
from models.passing import CLOCK

_SHAPE = TypeAdapter(PlannedVisit)
RISKY = frozenset({"threat", "violence"})
"""Incidents that a mentor must know of before she goes alone to the same citizen."""


def plan_visit(office: Office, ref: str, mentor: str, data: bytes, by: Actor) -> tuple[int, Visit]:
    """Plan a visit that `mentor` makes alone. Raises InvalidInput by field, Refused, UnknownCourse."""
    must_be_ours(office, by)
    if by.role is Role.MENTOR and by.id != mentor:
        raise Refused("own-visits", "En mentor planlægger sine egne besøg. Ellers gør koordinatoren det.")
    office.staff.mentor(mentor)
    try:
        visit = _SHAPE.validate_json(data)
    except ValidationError as error:
        raise InvalidInput("Besøg", problems_of(error)) from None
    course = office.casebook.course(ref)
    must_go_on(course)
    risky, now = bool(risk_of(office, ref)), office.now
    alarm = alarm_at(visit, office.programme_of(course), risky=risky)
    number = office.corps.visits.plan(
        ref, mentor, visit, alarm, str(by), now, lambda others: may_go(visit, others, now, risky=risky)
    )
    return number, next(one for one in office.corps.visits.out() if one.id == number)


def must_go_on(course: Course) -> None:
    """Nobody goes on a visit for a course that has ended. Raises Refused."""
    if not course.is_open:
        raise Refused("course-ended", f"Sag {course.ref} er slut. Der kan ikke planlægges besøg.")


def visits_told(office: Office, account: Account) -> list[Visit]:
    """The visits that are planned or under way: a mentor's own, a coordinator's on courses she may see."""
    out = office.corps.visits.out()
    if account.role is Role.MENTOR:
        return [one for one in out if one.mentor == account.id]
    return [one for one in out if may_see(office, account, one.course)]


def come_back(office: Office, number: int, by: Actor) -> None:
    """A mentor is back from a visit; she says so herself, or a coordinator of that municipality does. Raises
    Refused.
    """
    must_be_ours(office, by)
    if by.role is Role.COORDINATOR:
        must_be_on_course(office, office.corps.visits.course_of(number), by)
    if by.role is Role.MENTOR and office.corps.visits.mentor_of(number) != by.id:
        raise Refused("own-visits", "En mentor melder sig selv tilbage. Ellers gør koordinatoren det.")
    office.corps.visits.back(number, str(by), office.now)


def read_place(office: Office, number: int, by: Actor) -> str:
    """Where a visit is, for whoever must find her; that it is read is written down first. Raises Refused."""
    ref = office.corps.visits.course_of(number)
    note_reading(office, by, "visit_place", ref=ref, subject=str(number))
    return office.corps.visits.place_of(number)


def read_risk(office: Office, ref: str, by: Actor) -> str:
    """What the referral says of risk; that it is read is written down first. Raises Refused."""
    note_reading(office, by, "risk", ref=ref)
    return risk_of(office, ref)


def risk_of(office: Office, ref: str) -> str:
    """What a mentor must know of risk before she goes: what the referral says, as it last stood, and that
    there were threats or violence on the course. Empty where there is nothing. Personal.
    """
    said = referral_of(office.casebook.recorded(ref)).risks
    return "\n".join((*([said] if said else []), *_happened(office, ref)))


def _happened(office: Office, ref: str) -> list[str]:
    """One line for each threat and each violence; what happened is the coordinator's to tell."""
    return [
        f"{INCIDENTS[one.kind].capitalize()} {danish_date(local_day(one.occurred_at))} "
        f"(hændelse nr. {one.id}). Spørg koordinatoren, før du tager af sted."
        for one in office.corps.incidents.of_course(ref)
        if one.kind in RISKY
    ]


def must_not_be_out(office: Office, ref: str, command: Command) -> None:
    """A course is closed or cancelled only when nobody is out on a visit. Raises Refused."""
    if isinstance(command, RecordClosing | Cancel):
        must_be_back(visit for visit in office.corps.visits.out() if visit.course == ref)


def raise_alarms(office: Office) -> list[str]:
    """Tell the coordinator of everybody who is not back in time, and again until she is; gives what could not
    be told.

    First the course says it, with the notice in the same commit and once only; then the visit is marked.
    A crash in between says it again, which changes nothing.
    """
    problems = []
    for visit in office.corps.visits.overdue(office.now):
        try:
            _raise_alarm(office, visit)
        except MentorError as error:
            problems.append(f"besøg {visit.id} på {visit.course}: {error.code}")
    return problems


def _raise_alarm(office: Office, visit: Visit) -> None:
    time = visit.told + 1
    missed = ReportMissedCheckIn(visit=visit.id, mentor=visit.mentor, expected_at=visit.ends_at, time=time)
    key = f"visit:{visit.id}" if time == 1 else f"visit:{visit.id}:{time}"
    done = office.casebook.handle(visit.course, missed, CLOCK, office.now, key=key)
    again = again_at(office.programme_of(done.course), office.now)
    office.corps.visits.missed(visit, office.now, again)
